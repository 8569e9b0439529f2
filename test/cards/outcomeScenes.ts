import type { Counts } from '../../src/wording/status.ts'
import { inVain } from '../../src/workflow/setback.ts'
import {
  ADA,
  ALONE,
  ASSIGN,
  after,
  approved,
  BOOK,
  BRUNO,
  done,
  draw,
  EXCLUDE,
  graphSaid,
  HOUR,
  NOW,
  needsSignIn,
  planned,
  REMOVE,
  type SceneMaker,
  UNINSTALL,
  verified,
  written,
} from './cardRequests.ts'
import { assignPlan, excludePlan, removePlan, SEVERAL, severalPlans, uninstallPlan } from './company.ts'

/** Cards of what was decided: what is being written, what became of it, and what was not wanted. */

export const failed = () =>
  after(approved(planned(ASSIGN, [assignPlan()])), ALONE, ...written(0), {
    type: 'failed',
    item: 0,
    reason: graphSaid(400, 'Invalid GroupId - Operation ID (for customer support): 00000000'),
  })

export const partly = () =>
  after(
    approved(planned(SEVERAL, severalPlans())),
    ALONE,
    ...verified(0),
    { type: 'started', item: 1 },
    { type: 'failed', item: 1, reason: inVain(graphSaid(429, 'Too many requests'), 5) },
  )

export const rejected = () =>
  after(planned(UNINSTALL, [uninstallPlan()], BOOK), BOOK, {
    type: 'cancelled',
    by: BRUNO,
    comment: 'Sales needs it until Friday.',
  })

const COUNTS: Counts = {
  succeeded: 180,
  failed: 12,
  conflict: 3,
  notReported: 22,
  notApplicable: 0,
  errors: [
    { code: '0x87D1FDE8', devices: 8 },
    { code: '0x80070002', devices: 4 },
  ],
}

/** Two hours and a day later. */
const followed = () => {
  const found = (counts: Counts) => ({ counts, policies: 1, unread: 0, worst: null, isFailing: false })
  const look = (hours: number, counts: Counts) => {
    const at = new Date(NOW.getTime() + hours * HOUR).toISOString()
    return { at, found: { ...found(counts), at } }
  }
  const later = { ...COUNTS, succeeded: 203, notReported: 0, notApplicable: 2 }
  return { ...done(planned(ASSIGN, [assignPlan()])), follow: [look(2, COUNTS), look(24, later)] }
}

const filed = () =>
  after(
    approved(planned(UNINSTALL, [uninstallPlan()])),
    ALONE,
    { type: 'started', item: 0 },
    {
      type: 'filed',
      item: 0,
      approval: 'x',
    },
  )

export const OUTCOME_SCENES: SceneMaker[] = [
  [
    'request-applying',
    () => draw(after(approved(planned(EXCLUDE, [excludePlan()])), ALONE, { type: 'started', item: 0 })),
  ],
  ['request-awaiting-intune', () => draw(filed())],
  ['request-withdrawing', () => draw(after(filed(), ALONE, { type: 'withdrawn', by: ADA }))],
  ['request-followed', () => draw(followed())],
  ['request-done', () => draw(done(planned(EXCLUDE, [excludePlan()])))],
  [
    'request-undone',
    () => draw(after(done(planned(EXCLUDE, [excludePlan()])), ALONE, { type: 'undone', by: 'x' })),
  ],
  ['request-failed', () => draw(failed())],
  ['request-partly', () => draw(partly())],
  ['request-rejected', () => draw(rejected())],
  [
    'request-cancelled',
    () => draw(after(planned(REMOVE, [removePlan()]), ALONE, { type: 'cancelled', by: ADA })),
  ],
  ['request-expired', () => draw(after(planned(EXCLUDE, [excludePlan()]), ALONE, { type: 'expired' }))],
  ['request-sign-in-needed', () => draw(needsSignIn({ errorCode: 'invalid_grant' }))],
  [
    'request-edited',
    () =>
      draw(
        after(planned(EXCLUDE, [excludePlan()]), ALONE, {
          type: 'cancelled',
          by: ADA,
          reason: { code: 'messageEdited' },
        }),
      ),
  ],
  [
    'request-given-up',
    () =>
      draw(
        after(approved(planned(ASSIGN, [assignPlan()])), ALONE, ...written(0), {
          type: 'failed',
          item: 0,
          reason: { code: 'applyGivenUp' },
        }),
      ),
  ],
]
