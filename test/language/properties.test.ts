import { isDeepStrictEqual } from 'node:util'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { tokenize } from '../../src/language/lexer/tokens.ts'
import { MAX_MESSAGE_LENGTH, MAX_WORDS } from '../../src/language/read.ts'
import type { ChangeReading } from '../../src/language/reading.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { ONLY, REASONS } from './corpus/asides.ts'
import type { Case } from './corpus/expected.ts'
import * as forms from './corpus/forms.ts'
import { KIND_WORDS } from './corpus/kinds.ts'
import { LISTS } from './corpus/lists.ts'
import * as spoken from './corpus/plainSpoken.ts'
import * as sides from './corpus/sides.ts'
import { BULKS } from './corpus/taking.ts'
import { POSSIBLE, REQUESTED } from './corpus/wordings.ts'

const QUOTES = ['""', '“”', '„“', '„”', '«»', '‹›', '‘’', "''", '``', '「」'] as const
const SPOKEN: readonly Case[] = [
  ...spoken.MOVED_AS,
  ...spoken.INTENT_EACH,
  ...spoken.GROUP_OF_ALL,
  ...spoken.FILTER_TURNS,
  ...spoken.ACTED_ROWS,
  ...spoken.SAID_IN_PASSING.filter(([, best]) => best?.action === 'change' || best?.action === 'several'),
]
const GRAMMAR =
  "assign exclude remove add give make to for from on with filter except and , & group groups policy compliance script all users devices required as not please don't if the \" ' ( ) . ? everything that has <at> </at> &nbsp; X Y Sales".split(
    ' ',
  )

/** A name that can stand between these quotes: it holds neither of them, nor an end of a mention. */
const quotable = (quotes: string) =>
  fc
    .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
    .filter(
      (name) =>
        name.trim() !== '' && !/[&<"“”„«»‹›‘’'`「」\ud800-\udfff]/.test(name) && !quotes.includes(name),
    )

const quoted = fc
  .constantFrom(...QUOTES)
  .chain((quotes) => quotable(quotes).map((name) => ({ name, said: `${quotes[0]}${name}${quotes[1]}` })))

const WORDS = [
  'Windows',
  '11',
  'Baseline',
  'Edge',
  'Wifi',
  'v2.1',
  'R&D',
  'Größe',
  '基本',
  'Отдел',
  'Ann’s',
  '(x64)',
  '-',
  'EMEA',
  'BitLocker',
  '🚀',
  'grp_sales',
  '7-Zip',
]
const bare = fc
  .array(fc.constantFrom(...WORDS), { minLength: 1, maxLength: 4 })
  .map((words) => words.join(' '))
  .filter((name) => !/^-|-$/.test(name))
  .map((name) => ({ name, said: name }))
const name = fc.oneof(bare, quoted)
const names = fc.uniqueArray(name, { minLength: 1, maxLength: 3, selector: (one) => one.name })

function listed(said: readonly string[]): string {
  return said.length < 2 ? said.join() : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
}

const target = fc.oneof(
  { weight: 3, arbitrary: name.map((one) => ({ target: one.name, said: `group ${one.said}` })) },
  { weight: 1, arbitrary: fc.constant({ target: '@allUsers', said: 'all users' }) },
  { weight: 1, arbitrary: fc.constant({ target: '@allDevices', said: 'all devices' }) },
)
const targets = fc.uniqueArray(target, { minLength: 1, maxLength: 3, selector: (one) => one.target })
const kind = fc.constantFrom(...KIND_WORDS.filter((one) => one.key !== 'termsAndConditions'), null)
const filter = fc.option(fc.record({ name, mode: fc.constantFrom('include' as const, 'exclude' as const) }))
const intent = fc.option(fc.constantFrom('required' as const, 'available' as const, 'uninstall' as const))

const request = fc
  .record({
    verb: fc.constantFrom('assign', 'Please deploy', 'can you push', 'apply', 'roll out'),
    kind,
    policies: names,
    include: targets,
    exclude: fc.option(targets),
    filter,
    intent,
    end: fc.constantFrom('', '.', ', please', ' thanks!'),
  })
  .map((it) => {
    const expected: ChangeReading = {
      action: 'change',
      kind: it.kind?.key ?? null,
      policies: it.policies.map((one) => one.name),
      include: it.include.map((one) => one.target),
      exclude: it.exclude?.map((one) => one.target) ?? [],
      remove: [],
      filter: it.filter && { name: it.filter.name.name, mode: it.filter.mode },
      intent: it.intent,
    }
    const say = [
      it.verb,
      it.kind?.title ?? 'policy',
      listed(it.policies.map((one) => one.said)),
      it.intent ? `as ${it.intent}` : '',
      'to',
      listed(it.include.map((one) => one.said)),
      it.exclude ? `except ${listed(it.exclude.map((one) => one.said))}` : '',
      it.filter ? `with ${it.filter.mode} filter ${it.filter.name.said}` : '',
    ]
    return { expected, say: say.filter(Boolean).join(' ') + it.end }
  })

describe('Properties', () => {
  test('a quoted name is read verbatim', () => {
    fc.assert(
      fc.property(quoted, quoted, (policy, group) => {
        const [best] = read(`assign compliance policy ${policy.said} to group ${group.said}`, KIND_WORDS)
        expect(best).toMatchObject({ policies: [policy.name], include: [group.name] })
      }),
      { numRuns: 800 },
    )
  })

  test('a generated request is read as it was generated', () => {
    fc.assert(
      fc.property(request, ({ say, expected }) => {
        expect(read(say, KIND_WORDS)[0]).toEqual(expected)
      }),
      { numRuns: 800 },
    )
  })

  test('so are exclusions and removals', () => {
    const verbs = [
      ['exclude', 'exclude'],
      ['remove', 'remove'],
      ['stop excluding', 'remove'],
    ] as const
    fc.assert(
      fc.property(fc.constantFrom(...verbs), kind, names, targets, ([verb, side], one, policies, groups) => {
        const say = `${verb} ${listed(groups.map((each) => each.said))} from ${one?.title ?? 'policy'} ${listed(policies.map((each) => each.said))}`
        expect(read(say, KIND_WORDS)[0]).toMatchObject({
          kind: one?.key ?? null,
          policies: policies.map((each) => each.name),
          [side]: groups.map((each) => each.target),
        })
      }),
      { numRuns: 500 },
    )
  })

  const shuffled = fc.array(fc.constantFrom(...GRAMMAR), { maxLength: 40 }).map((words) => words.join(' '))

  test('it never throws, and never returns more than 24 readings', () => {
    fc.assert(
      fc.property(fc.oneof(shuffled, fc.string({ unit: 'binary', maxLength: 300 })), (text) => {
        expect(read(text, KIND_WORDS).length).toBeLessThanOrEqual(24)
        expect(typeof inOneSentence(explain(text, KIND_WORDS))).toBe('string')
      }),
      { numRuns: 1500 },
    )
  })

  test('every name in a reading is in the message', () => {
    // A quote without its partner is no letter of a name.
    const letters = (text: string) => text.replace(/[\s"]+/g, '')
    fc.assert(
      fc.property(shuffled, (text) => {
        const said = letters(text.replaceAll('<at>', ' ').replaceAll('</at>', ' '))
        for (const reading of read(text.replace(/<at>|<\/at>|&nbsp;/g, ' '), KIND_WORDS)) {
          if (reading.action !== 'change') continue
          const all = [...reading.policies, ...reading.include, ...reading.exclude, ...reading.remove]
          for (const one of all) {
            if (!one.startsWith('@')) expect(said.replaceAll('&nbsp;', '')).toContain(letters(one))
          }
        }
      }),
      { numRuns: 800 },
    )
  })

  test('no word is lost: an unknown one is in a name of every reading', () => {
    const verbs = fc.constantFrom(
      'assign',
      'exclude',
      'remove',
      'stop excluding',
      'block',
      'unassign',
      'copy',
    )
    const forms = fc.oneof(
      request.map(({ say }) => say),
      fc.tuple(verbs, bare, bare).map(([verb, a, b]) => `${verb} ${a.said} from ${b.said}`),
      fc.tuple(bare, bare).map(([a, b]) => `give ${a.said} everything that ${b.said} has except Edge`),
      bare.map((one) => `remove ${one.said} from all Windows policies where it is excluded`),
      fc.tuple(bare, bare).map(([a, b]) => `${a.said} should no longer get ${b.said}`),
      fc.tuple(bare, bare).map(([a, b]) => `INC0012345: ${a.said} -> ${b.said}, it is missing there`),
      fc.tuple(bare, bare).map(([a, b]) => `change ${a.said} from required to available for ${b.said} only`),
      fc.tuple(bare, bare).map(([a, b]) => `assign ${a.said} to ${b.said} and remove Legal from Edge`),
    )
    fc.assert(
      fc.property(forms, fc.nat(), (say, place) => {
        const words = say.split(' ')
        const text = words.toSpliced(place % (words.length + 1), 0, 'zyxq').join(' ')
        for (const reading of read(text, KIND_WORDS)) expect(JSON.stringify(reading)).toContain('zyxq')
      }),
      { numRuns: 1500 },
    )
  })

  test('no word is lost, wherever it is inserted', () => {
    const said: readonly Case[] = [
      ...REQUESTED,
      ...POSSIBLE,
      ...LISTS,
      ...forms.FILTERED,
      ...forms.ENTRIES,
      ...forms.WHOLES,
      ...forms.SEVERAL,
      ...sides.LIFTED,
      ...sides.MODES,
      ...REASONS,
      ...ONLY,
      ...BULKS,
      ...SPOKEN,
    ]
    const readings = (text: string) => read(messageAsText({ text }), KIND_WORDS)
    for (const [say, best] of said) {
      // Who is greeted is no part of the request.
      if (best === null || /^(hi|hey|hello|dear)\b|\n.*(thanks|regards)/i.test(say)) continue
      const words = say.split(/(?=[ \n])/)
      for (let at = 0; at <= words.length; at++) {
        const text = words.toSpliced(at, 0, at === 0 ? 'zyxq ' : ' zyxq').join('')
        const lost = readings(text).find((reading) => !JSON.stringify(reading).includes('zyxq'))
        expect(lost, text).toBeUndefined()
      }
    }
  })

  test('no meaningful word is lost: without it, the readings differ', () => {
    const telling = ['tomorrow', 'until Friday', 'three', '22:00', 'unless', 'monthly', 'half', 'yesterday']
    const said: readonly Case[] = [
      ...REQUESTED,
      ...LISTS,
      ...forms.ENTRIES,
      ...forms.WHOLES,
      ...BULKS,
      ...SPOKEN,
    ]
    const readings = (text: string) =>
      read(messageAsText({ text }), KIND_WORDS).map((one) => JSON.stringify(one))
    for (const [index, [say, best]] of said.entries()) {
      if (best === null || /^(hi|hey|hello|dear)\b|\n.*(thanks|regards)/i.test(say)) continue
      const without = new Set(readings(say))
      const words = say.split(/(?=[ \n])/)
      const word = telling[index % telling.length] as string
      for (const at of [0, Math.ceil(words.length / 2), words.length]) {
        const text = words.toSpliced(at, 0, at === 0 ? `${word} ` : ` ${word}`).join('')
        const lost = readings(text).find((one) => without.has(one))
        expect(lost, text).toBeUndefined()
      }
    }
  })

  test('words that are property names in JavaScript are ordinary words', () => {
    for (const word of ['__proto__', 'constructor', 'toString', 'hasOwnProperty']) {
      expect(read(word, KIND_WORDS)).toEqual([])
      expect(read(`assign ${word} to Legal`, KIND_WORDS)[0]).toMatchObject({ policies: [word], intent: null })
      expect(read(`change X from ${word} to ${word} for Legal`, KIND_WORDS)).not.toContainEqual(
        expect.objectContaining({ intent: expect.anything() }),
      )
    }
  })

  test('a word that reverses a request is never skipped', () => {
    const turning = fc.constantFrom(
      'until',
      'unless',
      'only',
      'not',
      'except',
      'exclude',
      'excluded',
      'tomorrow',
      'instead',
      'never',
      'if',
    )
    fc.assert(
      fc.property(request, turning, fc.nat(), ({ say, expected }, word, place) => {
        // Said twice it says the same.
        fc.pre(!/exclu|except|not|never/.test(word) || !/exclude|except/.test(say))
        const words = say.split(' ')
        const at = place % (words.length + 1)
        // "only as required" is what "as required" is.
        fc.pre(word !== 'only' || words[at] !== 'as')
        // What is taken away or uninstalled leaves the others what they have, with “only” or without.
        fc.pre(word !== 'only' || (expected.intent !== 'uninstall' && expected.remove.length === 0))
        // "with filter F only" says how, where nothing but politeness follows.
        const isLast = /^(please|thanks!)?$/.test(words.slice(at).join(' '))
        const isOfFilter = isLast || /^(with|using|filter)$/.test(words[at - 1] ?? '')
        fc.pre(word !== 'only' || expected.filter === null || !isOfFilter)
        const text = words.toSpliced(at, 0, word).join(' ')
        const found = read(text, KIND_WORDS)
        // What it is said of is asked.
        const isAsked =
          word === 'only' && found.some((one) => isDeepStrictEqual(one, { ...expected, only: true }))
        for (const reading of isAsked ? [] : found) expect(reading).not.toEqual(expected)
      }),
      { numRuns: 1500 },
    )
  })

  test('a request behind “don’t” or “should I” changes nothing', () => {
    const turned = fc.constantFrom(
      "don't",
      'do not',
      'never',
      'please do not',
      'should I',
      'how do I',
      'did you',
      'if we',
      'Bob will',
    )
    fc.assert(
      fc.property(turned, request, (words, { say }) => {
        const bare = say.replace(/^(Please|can you) /, '')
        expect(read(`${words} ${bare}`, KIND_WORDS)).toEqual([])
      }),
      { numRuns: 500 },
    )
  })
})

describe('Time', () => {
  const most = MAX_MESSAGE_LENGTH
  const hostile: Record<string, string> = {
    'to to to': 'assign X to Y '.padEnd(most, 'to '),
    'and and and': 'assign X and '.padEnd(most, 'and '),
    commas: 'assign X to '.padEnd(most, 'a, '),
    quotes: 'assign '.padEnd(most, '" \' '),
    'opening quotes': 'assign '.padEnd(most, '“ ‘ „ « '),
    mentions: 'assign X to Y '.padEnd(most, '<at>'),
    brackets: 'assign X to '.padEnd(most, '('),
    filters: 'assign X to Y '.padEnd(most, 'with filter '),
    with: 'assign X to Y '.padEnd(most, 'with '),
    except: 'assign X to Y '.padEnd(most, 'except not without '),
    please: ''.padEnd(most, 'please '),
    groups: 'assign X to '.padEnd(most, 'the group '),
    kinds: 'assign '.padEnd(most, 'compliance policy script '),
    everything: 'give '.padEnd(most, 'everything that has '),
    stops: 'assign X to Y '.padEnd(most, '. '),
    give: 'give '.padEnd(most, 'the X '),
    'one word': 'assign '.padEnd(most, 'x'),
    show: 'what is '.padEnd(most, 'assigned to '),
  }

  test.each(Object.entries(hostile))('grows only linearly with the length: %s', (_, all) => {
    // No more words than are read.
    const words = tokenize(all, (word) => word).length
    const text = all.slice(0, Math.floor(Math.min(1, (MAX_WORDS - 1) / words) * most))
    const eighth = text.slice(0, text.length / 8)
    // Milliseconds of this process's own processor time: what else the machine does counts little.
    const time = (one: string) => {
      const from = process.cpuUsage()
      read(one, KIND_WORDS)
      explain(one, KIND_WORDS)
      const { user, system } = process.cpuUsage(from)
      return (user + system) / 1000
    }
    // Eight times the length takes eight times the time; a quadratic reader would need sixty-four.
    const isLinear = (whole: number, part: number) => whole < Math.max(part, 0.5) * 32
    // In turns, and the best of each, until it shows: noise only ever adds, and a quadratic reader never gets there.
    const best = { whole: Number.POSITIVE_INFINITY, eighth: Number.POSITIVE_INFINITY }
    for (let turn = 0; turn < 100 && !(turn > 4 && isLinear(best.whole, best.eighth)); turn++) {
      best.whole = Math.min(best.whole, time(text))
      best.eighth = Math.min(best.eighth, time(eighth))
    }
    expect(isLinear(best.whole, best.eighth)).toBe(true)
  })

  test('longer messages are not read at all', () => {
    for (const text of [
      'a'.repeat(20_000),
      `assign X to ${'Y '.repeat(10_000)}`,
      `assign X to ${'a, '.repeat(1000)}`,
      '<at>'.repeat(10_000),
      '('.repeat(20_000),
    ]) {
      expect(read(text, KIND_WORDS)).toEqual([])
      expect(explain(text, KIND_WORDS).problem).toBe('tooLong')
    }
  })
})
