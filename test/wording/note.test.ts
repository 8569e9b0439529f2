import { describe, expect, it } from 'vitest'
import { requestFrom } from '../../src/request/storedRequest.ts'
import { requestCard } from '../../src/teams/cards/requestCard.ts'
import { ANSWER_NOTES } from '../../src/wording/answers.ts'
import { APPLY_NOTES } from '../../src/wording/applyNotes.ts'
import { CATALOG_NOTES } from '../../src/wording/catalog.ts'
import { QUESTION_NOTES } from '../../src/wording/choiceQuestions.ts'
import { GRAPH_NOTES } from '../../src/wording/graph.ts'
import { inTurn, type Note, notesInWords, noteWords } from '../../src/wording/note.ts'
import { PLAN_NOTES } from '../../src/wording/planNotes.ts'
import { REFUSALS } from '../../src/wording/refusals.ts'
import { REQUEST_NOTES } from '../../src/wording/requestNotes.ts'
import { SIGN_IN_NOTES } from '../../src/wording/signIn.ts'
import { TIMING_NOTES } from '../../src/wording/timing.ts'
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
import { ADA, afterEvents, pending } from '../request/requests.ts'

describe('A note that is stored with a request', () => {
  it('is stored as a code with parameters, and worded when it is shown', () => {
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
      'Written long ago. After this change it isn’t assigned to anyone.',
    )
  })

  it('is still a sentence where a newer version stored an unknown code', () => {
    const note = { code: 'fromTheFuture', name: '“Legal”' } as unknown as Note
    expect(noteWords(note)).toMatch(/only a newer version of Assent/)
    expect(noteWords({ code: 'toString' } as unknown as Note)).toMatch(/only a newer version of Assent/)
  })

  it('has a unique code across all areas', () => {
    const tables = [
      ANSWER_NOTES,
      APPLY_NOTES,
      CATALOG_NOTES,
      GRAPH_NOTES,
      PLAN_NOTES,
      QUESTION_NOTES,
      REFUSALS,
      REQUEST_NOTES,
      SIGN_IN_NOTES,
      TIMING_NOTES,
    ]
    const codes = tables.flatMap((table) => Object.keys(table))
    expect(codes.filter((code, index) => codes.indexOf(code) !== index)).toEqual([])
  })
})

describe('Several notes as one', () => {
  it('are said in turn, each once, and stored one by one', () => {
    const look = { code: 'lookFirst' } as const
    const both = inTurn({ code: 'graphHadProblem' }, null, { code: 'triedInVain', attempts: 5 }, look, look)
    expect(JSON.parse(JSON.stringify(both))).toEqual({
      code: 'inTurn',
      notes: [{ code: 'graphHadProblem' }, { code: 'triedInVain', attempts: 5 }, look],
    })
    expect(noteWords(both)).toBe(
      'Microsoft Graph had a problem answering. I tried 5 times. Look at the policy in Intune before you ask again.',
    )
  })

  it('are just the one if there are no others', () => {
    expect(inTurn(null, { code: 'askAgain' }, null)).toEqual({ code: 'askAgain' })
  })

  it('may be nested', () => {
    const error = { code: 'graphRefused', said: 'no.' } as const
    expect(noteWords(inTurn({ code: 'approvedButNotTaken', error }, { code: 'askAgain' }))).toBe(
      'Intune approved the change and then did not accept it (Microsoft Graph refused: no.) Ask again.',
    )
  })
})

describe('The reason why a policy failed', () => {
  it.each([
    ['a code', { code: 'graphLimitsRequests' }],
    ['the sentence, as earlier versions stored it', 'Microsoft Graph is limiting requests at the moment.'],
  ] as const)('is shown from %s', (_what, reason) => {
    const stored = JSON.parse(
      JSON.stringify(
        afterEvents(pending(), { type: 'approved', by: ADA }, { type: 'failed', item: 0, reason }),
      ),
    )
    const request = requestFrom(stored)
    expect(request.items[0]?.reason).toEqual(reason)
    const card = requestCard(request, { oid: ADA.oid, conversationId: request.place.conversationId })
    expect(JSON.stringify(card)).toContain('Microsoft Graph is limiting requests at the moment.')
  })
})
