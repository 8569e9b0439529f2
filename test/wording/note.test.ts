import { describe, expect, it } from 'vitest'
import { type Note, notesInWords, noteWords } from '../../src/wording/note.ts'
import {
  entriesOf,
  everybody,
  GROUP_A,
  GROUP_C,
  group,
  inA,
  inB,
  outA,
  planOf,
  sentences,
} from '../intune/sets.ts'

describe('A note that is stored with a request', () => {
  it('is stored as what it is about, and worded when it is shown', () => {
    const plan = planOf(entriesOf(inB), { include: [group(GROUP_C)] })
    expect(plan.warnings).toEqual([{ code: 'hasNoMembers', name: '“Old”' }])
    expect(sentences(plan)).toEqual(['“Old” has no members at the moment.'])
  })

  it('is plain data in every plan', () => {
    for (const plan of [
      planOf(entriesOf(inB, outA), { include: [group(GROUP_A), { kind: 'allUsers' }] }),
      planOf(entriesOf(inA), { remove: [group(GROUP_A), { kind: 'allDevices' }] }),
      planOf(entriesOf(everybody), { exclude: [group(GROUP_C)] }),
    ]) {
      const stored = JSON.parse(JSON.stringify(plan)) as typeof plan
      expect(stored.warnings.map((note) => typeof note)).not.toContain('string')
      expect(sentences(stored)).toEqual(sentences(plan))
    }
  })

  it('is shown as it is where an earlier version stored the sentence', () => {
    expect(notesInWords(['Written long ago.', { code: 'assignedToNobody' }])).toBe(
      'Written long ago. Afterwards it is assigned to nobody.',
    )
  })

  it('stays a sentence where a newer version stored what this one does not know', () => {
    const note = { code: 'fromTheFuture', name: '“Legal”' } as unknown as Note
    expect(noteWords(note)).toMatch(/only a newer version of Assent/)
    expect(noteWords({ code: 'toString' } as unknown as Note)).toMatch(/only a newer version of Assent/)
  })
})
