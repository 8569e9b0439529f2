import { describe, expect, it } from 'vitest'
import { requestFrom, type StoredRequest, UnreadableRequest } from '../../src/request/storedRequest.ts'
import { ADA, afterEvents, asked, pending } from './requests.ts'

const storedFrom = (request: object): StoredRequest => JSON.parse(JSON.stringify(request))
const failed = () =>
  afterEvents(pending(), { type: 'approved', by: ADA }, { type: 'gaveUp', reason: 'no luck' })

describe('A stored request', () => {
  it('of an earlier version is read without fields that its state does not carry', () => {
    const stored = { ...storedFrom(failed()), resume: 'applying', claims: '{}', question: null }
    expect(requestFrom(stored)).toEqual(storedFrom(failed()))
    const { gets: _gets, claims: _claims, ...older } = storedFrom(pending())
    expect(requestFrom({ ...older, reason: 'sign in' })).toEqual(storedFrom(pending()))
  })

  it.each([
    ['has a state that nobody knows', { ...asked(), state: 'lost' }, /there is no state “lost”/],
    ['is choosing without a question', { ...asked(), state: 'choosing' }, /is choosing and has no question/],
    ['waits without terms', { ...pending(), terms: null }, /is pending and has no terms/],
    ['is written without a decision', { ...pending(), state: 'approved' }, /is approved and has no decision/],
    ['ended without a moment', { ...failed(), endedAt: null }, /is failed and has no endedAt/],
    ['waits for a sign-in to nowhere', signIn({ resume: 'done' }), /goes on nowhere/],
    [
      'would write unapproved after a sign-in',
      signIn({ resume: 'applying' }),
      /as applying and has no decision/,
    ],
    ['names nobody who asked', { ...asked(), asker: undefined }, /has no asker/],
    ['failed for no reason', { ...failed(), items: [{ progress: 'failed' }] }, /failed for no reason/],
  ])('that %s is rejected by its id', (_what, request, why) => {
    const read = () => requestFrom(storedFrom(request))
    expect(read).toThrow(UnreadableRequest)
    expect(read).toThrow(why)
    expect(read).toThrow(asked().id)
  })

  it('does not leak its content when it is rejected', () => {
    const stored = { ...storedFrom(pending()), terms: null, text: 'a secret sentence' }
    expect(() => requestFrom(stored)).toThrow(/^The stored request [0-9a-f-]{36} cannot be read: [a-z ]+\.$/)
  })
})

function signIn(fields: object): object {
  return { ...pending(), state: 'signInNeeded', reason: 'x', ...fields }
}
