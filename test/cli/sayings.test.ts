import { describe, expect, it } from 'vitest'
import { SAYINGS } from '../../src/cli/sayings.ts'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { readMessage } from '../../src/teams/inbound/commands/index.ts'

/** What the README promises is read as what it is listed for. */
const ACTIONS = [
  ['assign', ['change']],
  ['exclude', ['change']],
  ['take away', ['change']],
  ['many at once', ['bulk']],
  ['leave to one alone', ['change']],
  ['clear, copy', ['bulk']],
  ['ask', ['show-group', 'show']],
  ['later', ['change', 'scheduled', 'reschedule']],
  ['for a time', ['change', 'reschedule', 'reschedule']],
  ['did it work', ['status']],
  ['only try', ['try']],
  ['undo', ['undo', 'undo-of']],
  ['look back', ['history', 'show']],
  ['be told in a channel', ['notify']],
]

describe('The sentences in the README', () => {
  it('are read as the README says', () => {
    const actionOf = (text: string) => readMessage(text, CATALOG)[0]?.action
    expect(SAYINGS.map(([to, sentences]) => [to, sentences.map(actionOf)])).toEqual(ACTIONS)
  })
})
