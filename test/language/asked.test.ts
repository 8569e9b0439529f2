import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage } from '../../src/teams/inbound/commands/index.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const EDGE = 'Edge Settings'
const best = (say: string) => readMessage(messageAsText({ text: say }), KIND_WORDS)[0] ?? null
const shown = (policy: string, more: object = {}) => ({
  action: 'show',
  kind: null,
  policies: [policy],
  ...more,
})
const tried = (wish: object) => ({ action: 'try', wish: expect.objectContaining(wish) })

/* Questions as chats ask them, each of them answered by something that can tell. */
describe('Asked in passing', () => {
  test.each([
    'who has Zoom and how',
    'who gets Zoom and with which intent',
    'who still has Zoom',
    'who has access to Zoom',
    'who can see Zoom in Company Portal',
    'which groups have Zoom as required',
    'who has Zoom required',
    'is Zoom assigned',
    'is Zoom assigned to anyone',
    'is Zoom deployed at all',
    'is Zoom used anywhere',
    'is Zoom still in use',
    'where is Zoom used',
    'where does Zoom go',
    'what filter does Zoom use',
    'which filter is on Zoom',
    'does Zoom have a filter',
    'is there a filter on Zoom',
    'how many devices would get Zoom',
    'how many users get Zoom',
    'how many users does Zoom reach',
  ])('%s: by what it is assigned to', (say) => {
    expect(best(say)).toEqual(shown('Zoom'))
  })

  test.each([
    'is Zoom required for Legal',
    'is Zoom required or available for Legal',
    'is Zoom mandatory on Legal',
    'how is Zoom assigned to Legal',
    'what intent does Zoom have for Legal',
  ])('%s: by how Legal has it', (say) => {
    expect(best(say)).toEqual(shown('Zoom', { isFor: 'Legal' }))
  })

  test.each([
    `did ${EDGE} change`,
    `did anyone change ${EDGE}`,
    `has anybody touched ${EDGE} this week`,
    `has ${EDGE} been changed`,
    `has ${EDGE} changed recently`,
    `when did ${EDGE} change`,
    `when did ${EDGE} last change`,
    `when did Legal get ${EDGE}`,
    `when did Legal lose ${EDGE}?`,
    `was ${EDGE} ever assigned to Legal`,
    `has Legal ever had ${EDGE}`,
    `who approved ${EDGE} for Legal`,
  ])('%s: by its record', (say) => {
    expect(best(say)).toEqual(shown(EDGE, { history: true }))
  })

  test.each([
    [`did ${EDGE} change last week`, 'last week'],
    [`was ${EDGE} changed yesterday`, 'yesterday'],
    [`has ${EDGE} been modified in the last 3 days`, { days: 3 }],
  ])('%s: by its record of that time', (say, period) => {
    expect(best(say)).toEqual({ action: 'history-of', policy: EDGE, person: null, group: null, period })
  })

  test('who did is another question', () => {
    expect(best(`did Ada change ${EDGE} last week`)).toMatchObject({ person: 'Ada', policy: EDGE })
    expect(best('has anything changed today')).toEqual({ action: 'changes', period: 'today' })
  })

  test.each([
    'which of my apps are assigned to Legal',
    'which apps are required for Legal',
    'which apps are available to Legal',
    'how many policies does Legal have',
    'what is required on Legal',
    'what gets installed on Legal',
    'what can Legal install',
    'where is Legal excluded',
    'is Legal excluded anywhere',
    'does Legal still get anything',
    'how many apps are assigned to Legal',
  ])('%s: by what the group gets', (say) => {
    expect(best(say)).toEqual({ action: 'show-group', group: 'Legal' })
  })

  const removed = { policies: [EDGE], remove: ['Legal'] }
  const given = { policies: [EDGE], include: ['Legal'] }
  test.each([
    [`what happens if Legal loses ${EDGE}`, removed],
    [`who would lose ${EDGE} if I remove Legal`, removed],
    [`who loses ${EDGE} if we remove Legal from it`, removed],
    [`how many devices would get ${EDGE} if I assign it to Legal`, given],
    [`how many devices would be affected if I assign ${EDGE} to Legal`, given],
    [`who would be hit if I assign ${EDGE} to Legal`, given],
  ])('%s: by a card that only tries', (say, wish) => {
    expect(best(say)).toEqual(tried(wish))
  })

  test.each([
    ['do Legal and HR get the same', ['Legal', 'HR']],
    ['does HR have the same as Legal', ['HR', 'Legal']],
    ['what is HR missing compared to Legal', ['Legal', 'HR']],
  ])('%s: by a comparison', (say, groups) => {
    expect(best(say)).toEqual({ action: 'compare', groups })
  })

  test.each([
    ['how do I assign an app', 'help'],
    ['how can I undo a change', 'help'],
    ['how to exclude a group', 'help'],
    ['what did I do last', 'history'],
    ['what was my last change', 'history'],
    ['show my last change', 'history'],
    ['is it done yet', 'last-status'],
    ['are you done', 'last-status'],
  ])('%s: %s', (say, action) => {
    expect(best(say)).toEqual({ action })
  })

  test('what is installed is what devices report', () => {
    expect(best('who has Zoom installed')).toEqual({ action: 'status', kind: null, policy: 'Zoom' })
    expect(best('how many apps are unassigned')).toEqual({ action: 'unassigned', kind: 'mobileApp' })
    expect(best("what isn't assigned")).toEqual({ action: 'unassigned', kind: null })
  })

  test.each([
    ['take Zoom from HR, Legal keeps it', 'I did not understand “Legal keeps it”'],
    ['when was it?', 'I cannot answer that question'],
    ['what has changed since Monday', 'I cannot answer that question'],
    ['which groups have no policies', 'I cannot answer that question'],
    [`Legal gets ${EDGE}, HR gets Printer Drivers`, 'You are telling me how things are'],
    [`HR loses ${EDGE}`, 'You are telling me how things are'],
    [`Legal is supposed to get ${EDGE}`, 'You are telling me how things are'],
    ['swap everything Sales Laptops and Finance Laptops have', 'compare Legal and HR'],
  ])('%s: refused in true words', (say, words) => {
    expect(best(say)).toBeNull()
    expect(inOneSentence(explain(say, KIND_WORDS))).toContain(words)
  })
})
