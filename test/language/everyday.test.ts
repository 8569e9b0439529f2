import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { ONLY, REASONS, TURNED } from './corpus/asides.ts'
import { CHAT, EVERYDAY, NOT_ASKED, NOT_READ, TOLD_BY_NAMES, WHOLE } from './corpus/chat.ts'
import * as colloquial from './corpus/colloquial.ts'
import { bulk, excluded, removed, to } from './corpus/expected.ts'
import { FILTERS_UNREAD, REFILTERED } from './corpus/filters.ts'
import * as forms from './corpus/forms.ts'
import { KIND_WORDS } from './corpus/kinds.ts'
import { AMONG, LISTS } from './corpus/lists.ts'
import * as other from './corpus/otherVerbs.ts'
import * as spoken from './corpus/plainSpoken.ts'
import {
  AS_WRITTEN,
  BESIDE,
  KEPT_OUT,
  NO_REQUESTS,
  OF_MANY,
  POINTING,
  REPLACED,
  ROUNDABOUT,
} from './corpus/roundabout.ts'
import * as sides from './corpus/sides.ts'
import { ASKED, POSSIBLE, REQUESTED, UNREAD } from './corpus/wordings.ts'

describe('The side and the filter', () => {
  const { LIFTED, AS_EXCLUDED, MODES, OTHER_VERBS } = sides
  test.each([...LIFTED, ...AS_EXCLUDED, ...MODES, ...OTHER_VERBS])('%s', (say, best) => {
    expect(read(say, KIND_WORDS)[0] ?? null).toEqual(best)
  })
})

describe('Ambiguous requests have both readings', () => {
  test.each(sides.BLOCKS)('%s', (say) => {
    const readings = read(say, KIND_WORDS)
    const of = { policies: ['Edge Settings'], include: [] }
    expect(readings).toContainEqual(expect.objectContaining({ ...of, exclude: ['Legal'], remove: [] }))
    expect(readings).toContainEqual(expect.objectContaining({ ...of, exclude: [], remove: ['Legal'] }))
  })
})

describe('A later time or an unknown word makes it no request', () => {
  test.each(sides.LATER)('%s', (say) => {
    expect(read(say, KIND_WORDS)).toEqual([])
    expect(explain(say, KIND_WORDS).problem).toBe('time')
  })
  test.each(sides.LEFT_OVER)('%s', (say) => {
    expect(read(say, KIND_WORDS)).toEqual([])
  })
})

describe('What is said besides the request is kept apart', () => {
  test.each([...REASONS, ...ONLY])('%s', (say, best) => {
    expect(read(say, KIND_WORDS)[0] ?? null).toEqual(best)
  })
  test.each(TURNED)('%s', (say) => {
    expect(read(say, KIND_WORDS)).toEqual([])
  })
})

describe('Lists', () => {
  test.each(LISTS)('%s', (say, best) => {
    expect(read(say, KIND_WORDS)[0] ?? null).toEqual(best)
  })
  test.each(AMONG)('%s', (say, one) => {
    expect(read(say, KIND_WORDS)).toContainEqual(one)
  })
})

describe('Forms of a request', () => {
  const { FORMS, FILTERED, ENTRIES, WHOLES, SEVERAL, BOTH, NOT_READ } = forms
  test.each([...FORMS, ...FILTERED, ...ENTRIES, ...WHOLES, ...SEVERAL])('%s', (say, best) => {
    expect(read(say, KIND_WORDS)[0] ?? null).toEqual(best)
  })
  test.each(BOTH)('%s', (say, one) => {
    expect(read(say, KIND_WORDS)).toContainEqual(one)
  })
  test.each(NOT_READ)('%s', (say) => {
    expect(read(say, KIND_WORDS)).toEqual([])
  })
})

describe('As administrators write in a chat', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each([...CHAT, ...EVERYDAY, ...WHOLE])('%s', (say, best) =>
    expect(readings(say)[0] ?? null).toEqual(best),
  )
  test.each(TOLD_BY_NAMES)('%s', (say, one) => expect(readings(say)).toContainEqual(one))
  test.each([...NOT_READ, ...NOT_ASKED])('%s', (say, problem) => {
    expect(readings(say).filter(({ action }) => action !== 'waiting')).toEqual([])
    expect(explain(messageAsText({ text: say }), KIND_WORDS).problem).toBe(problem)
  })
})

describe('As tickets and colleagues word it', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each([...REQUESTED, ...ASKED])('%s', (say, best) => expect(readings(say)[0]).toEqual(best))
  test.each(POSSIBLE)('%s', (say, one) => expect(readings(say)).toContainEqual(one))
  test.each(UNREAD)('%s', (say, problem) => {
    expect(readings(say)).toEqual([])
    expect(explain(messageAsText({ text: say }), KIND_WORDS).problem).toBe(problem)
  })
})

describe('In an unusual order or turn of phrase', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each([...ROUNDABOUT, ...AS_WRITTEN, ...BESIDE, ...KEPT_OUT, ...OF_MANY, ...POINTING])(
    '%s',
    (say, best) => expect(readings(say)[0]).toEqual(best),
  )
  test('“neither … nor” may mean excluding or removing', () => {
    const found = readings('neither Legal nor HR should get Edge Settings')
    expect(found).toContainEqual(excluded(null, 'Edge Settings', ['Legal', 'HR']))
    expect(found).toContainEqual(removed(null, 'Edge Settings', ['Legal', 'HR']))
  })
  test.each(REPLACED)('%s', (say, one) => expect(readings(say)).toContainEqual(one))
  test('a form may include a time', () => {
    const [form] = readings('Policy: Edge Settings\nGroup: Legal\nWhen: tomorrow')
    expect(form).toMatchObject({ ...to(null, 'Edge Settings', 'Legal'), timing: { end: null } })
  })
  test('“the same for” may name another policy', () => {
    const other = to(null, ['Edge Settings', 'Printer Drivers'], 'Legal')
    expect(readings('add Legal to Edge Settings and do the same for Printer Drivers')).toContainEqual(other)
  })
  test('two groups may be swapped everywhere', () => {
    const moved = bulk('Sales Laptops', { include: ['Finance Laptops'], moves: true })
    expect(readings('replace Sales Laptops with Finance Laptops')).toContainEqual(moved)
  })
  test.each(NO_REQUESTS)('%s', (say, problem) => {
    expect(readings(say)).toEqual([])
    expect(explain(messageAsText({ text: say }), KIND_WORDS).problem).toBe(problem)
  })
})

describe('Another filter or intent for whoever has it', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each(REFILTERED)('%s', (say, best) => expect(readings(say)[0]).toEqual(best))
  test.each(FILTERS_UNREAD)('%s', (say) => expect(readings(say)).toEqual([]))
})

describe('As administrators really type it', () => {
  const first = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each([...colloquial.PLAINLY, ...colloquial.TOGETHER, ...colloquial.ROUND])('%s', (say, best) => {
    expect(first(say)[0] ?? null).toEqual(best)
  })
  test.each([...colloquial.AMONG_READINGS, ...colloquial.AMONG_OTHERS])('%s', (say, one) => {
    expect(first(say)).toContainEqual(one)
  })
  test.each(colloquial.STOPPED)('%s', (say) => {
    expect(first(say)).toContainEqual(excluded(null, 'Edge Settings', 'Legal'))
    expect(first(say)).toContainEqual(removed(null, 'Edge Settings', 'Legal'))
  })
  test.each(colloquial.UNTOLD)('%s', (say) => {
    expect(first(say)).toEqual([])
  })
  test.each(colloquial.WONDERED)('%s', (say, one) => {
    expect(first(say)[0]).toMatchObject(one)
  })
  test.each(colloquial.TOLD_SO)('%s', (say, problem, told) => {
    expect(first(say)).toEqual([])
    const understood = explain(messageAsText({ text: say }), KIND_WORDS)
    expect(understood.problem).toBe(problem)
    expect(inOneSentence(understood)).toContain(told)
  })
  test.each(colloquial.UNTIMED)('%s starts at once', (say) => {
    expect(first(say)).not.toEqual([])
    expect(first(say).filter((one) => 'timing' in one)).toEqual([])
  })
})

describe('Other verbs', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  test.each([...other.OTHER_VERBS, ...other.OTHER_TURNS, ...other.HEADED_FORMS])('%s', (say, best) =>
    expect(readings(say)[0] ?? null).toEqual(best),
  )
  test.each(other.FOR_ALL_WHO_HAVE_IT)('%s', (say, best) => expect(readings(say)[0]).toEqual(best))
  test.each(['set 7-Zip 24.08 to uninstall', 'make 7-Zip 24.08 no longer required'])('%s', (say) =>
    expect(readings(say)).toEqual([]),
  )
  test.each(other.TOLD_BY_NAMES)('%s', (say, one) => expect(readings(say)).toContainEqual(one))
  test.each(['Policy: Edge Settings\nGroup: none', 'Edge Settings\nGroup: Legal\nIntent: none'])(
    '%s',
    (say) => expect(readings(say)).toEqual([]),
  )
  test.each(other.NOTHING_ELSE)('%s', (say) => expect(readings(say)).toEqual([]))
  test.each(other.ONLY_OF_OTHERS)('%s takes nothing from others', (say) => {
    const narrowed = readings(say).flatMap((one) => (one.action === 'change' && one.only ? one.policies : []))
    expect(narrowed).not.toContain('Edge Settings')
  })
  test.each(other.ONLY_OF_HOW)('%s', (say, best) => expect(readings(say)[0]).toEqual(best))
})

describe('what is clear to anybody who works with it', () => {
  const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
  const { MOVED_AS, INTENT_EACH, GROUP_OF_ALL, FILTER_TURNS, ACTED_ROWS, APPROVERS, SAID_IN_PASSING } = spoken
  test.each([
    ...MOVED_AS,
    ...INTENT_EACH,
    ...GROUP_OF_ALL,
    ...FILTER_TURNS,
    ...ACTED_ROWS,
    ...APPROVERS,
    ...SAID_IN_PASSING,
  ])('%s', (say, best) => expect(readings(say)[0] ?? null).toEqual(best))
  test.each(spoken.EXCHANGED_AS)('one way to read %s', (say, one) =>
    expect(readings(say)).toContainEqual(one),
  )
  test.each(spoken.NOT_PLAIN)('not %s', (say) => expect(readings(say)).toEqual([]))
  test.each(spoken.ASKED_BACK)('%s is asked back', (say, problem, told) => {
    expect(readings(say)).toEqual([])
    const understood = explain(messageAsText({ text: say }), KIND_WORDS)
    expect(understood.problem).toBe(problem)
    expect(inOneSentence(understood)).toContain(told)
  })
})
