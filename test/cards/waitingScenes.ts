import { outcomeOf, restoring } from '../../src/intune/assignments/outcome.ts'
import { rowOf } from '../../src/intune/catalog/catalog.ts'
import { lineName } from '../../src/intune/plan/lines.ts'
import { whoMayApprove } from '../../src/request/approval/eligibility.ts'
import { placeTakenBy, withStandIns } from '../../src/request/approval/standIn.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { wayBackOf } from '../../src/request/undoPolicy.ts'
import {
  ADA,
  ALONE,
  ASSIGN,
  after,
  approved,
  asked,
  BOARD,
  BOOK,
  BRUNO,
  CLARA,
  done,
  draw,
  EXCLUDE,
  NAMED,
  planned,
  REMOVE,
  type SceneMaker,
  TICKET,
  UNINSTALL,
  verified,
  written,
} from './cardRequests.ts'
import {
  assignPlan,
  EDGE,
  excludePlan,
  group,
  idOf,
  plan,
  policy,
  removePlan,
  SEVEN_ZIP,
  SEVERAL,
  severalPlans,
  TIME_ZONE,
  uninstallPlan,
} from './company.ts'

/** Cards that wait for somebody's approval. */

function drifted(): AssignmentRequest {
  const now = plan(EDGE, ['+@devices|f+Corporate Windows', '-Store Kiosks', '+Sales Laptops'], {
    exclude: [group('Pilot Devices')],
  })
  const before = planned(EXCLUDE, [excludePlan()])
  return after(approved(before), ALONE, { type: 'started', item: 0 }, { type: 'drifted', item: 0, plan: now })
}

/** Intune took the removal and dropped what was to stay, too. */
function halfWritten(): AssignmentRequest {
  const shown = removePlan()
  const outcome = outcomeOf(rowOf(shown.policy.kind), [], shown, true)
  if (outcome.is !== 'half') throw new Error('nothing is lost there')
  const restore = restoring(outcome.lost, [], shown)
  const lost = outcome.lost.map(({ groupId }) => {
    const line = shown.lines.find(({ subject }) => subject.kind === 'group' && subject.id === groupId)
    return line ? lineName(line) : ''
  })
  return after(approved(planned(REMOVE, [shown])), ALONE, ...written(0), {
    type: 'halfWritten',
    item: 0,
    half: { before: shown.before, seen: [], restore, lost },
    plan: plan(TIME_ZONE, [], restore),
    reason: { code: 'cannotPutBack' },
  })
}

/** With a reason, where the rule lets the requester go ahead alone. */
const emergency = () => {
  const waiting = planned(UNINSTALL, [uninstallPlan()], BOARD)
  return after(waiting, BOARD, {
    type: 'emergency',
    by: ADA,
    reason: 'It is being exploited: CVE-2026-1234.',
    skipped: whoMayApprove(waiting),
  })
}

function undoing(): AssignmentRequest {
  const original = done(planned(REMOVE, [removePlan()]))
  const [item] = original.items
  if (!item) throw new Error('nothing was done')
  return after(asked(`undo: ${original.text}`, { undoes: original.id }), ALONE, {
    type: 'planned',
    plans: [plan(TIME_ZONE, ['+Legal'], { revert: wayBackOf(item) })],
    notes: [],
    asLeft: true,
  })
}

/** Bruno is away, and Clara decides in his place. */
const standingIn = () =>
  withStandIns(planned(EXCLUDE, [excludePlan()], NAMED), [
    {
      absent: { id: BRUNO.oid, name: BRUNO.name },
      by: { id: CLARA.oid, name: CLARA.name },
      until: '2026-11-27T22:59:00.000Z',
    },
  ])

/** Approved by whoever stands in; the stand-in is never stored. */
function doneByStandIn(): AssignmentRequest {
  const insteadOf = placeTakenBy(standingIn(), CLARA)
  if (!insteadOf) throw new Error('nobody stands in')
  const event = { type: 'approved', by: CLARA, comment: 'Looks right.', insteadOf } as const
  return after(planned(EXCLUDE, [excludePlan()], NAMED), NAMED, event, ...verified(0))
}

const oneChange =
  (sentence: string, ...policyAndChange: Parameters<typeof plan>) =>
  () =>
    draw(planned(sentence, [plan(...policyAndChange)]))

export const WAITING_SCENES: SceneMaker[] = [
  ['request-assign', () => draw(planned(ASSIGN, [assignPlan()]))],
  ['request-exclude', () => draw(planned(EXCLUDE, [excludePlan()]))],
  ['request-remove', () => draw(planned(REMOVE, [removePlan()]))],
  ['request-uninstall', () => draw(planned(UNINSTALL, [uninstallPlan()], BOARD), BRUNO)],
  ['request-channel', () => draw(planned(EXCLUDE, [excludePlan()], BOOK))],
  ['request-uninstall-asker', () => draw(planned(UNINSTALL, [uninstallPlan()], BOARD))],
  ['request-ticket', () => draw(planned(UNINSTALL, [uninstallPlan()], TICKET))],
  ['request-emergency', () => draw(emergency())],
  ['request-emergency-done', () => draw(done(emergency(), BOARD), null)],
  [
    'request-emergency-reviewed',
    () => draw(after(done(emergency(), BOARD), BOARD, { type: 'reviewed', by: BRUNO }), null),
  ],
  ['request-emergency-told', () => draw(emergency(), null)],
  ['request-stand-in', () => draw(standingIn(), CLARA)],
  ['request-stand-in-done', () => draw(doneByStandIn())],
  [
    'request-one-of-two',
    () => draw(approved(planned(UNINSTALL, [uninstallPlan()], BOARD), BOARD, BRUNO), null),
  ],
  [
    'request-not-reached',
    () => draw(planned(EXCLUDE, [excludePlan()], NAMED), ADA, { unreached: [BRUNO.name] }),
  ],
  ['request-elsewhere', () => draw(planned(EXCLUDE, [excludePlan()]), ADA, { isElsewhere: true })],
  [
    'request-exclusion-lifted',
    oneChange(
      'stop excluding Store Kiosks from administrative template Edge Settings',
      EDGE,
      ['+@devices|f+Corporate Windows', '-Store Kiosks'],
      {
        remove: [group('Store Kiosks')],
        side: 'exclusion',
      },
    ),
  ],
  [
    'request-app-kept',
    oneChange(
      'remove group Sales Laptops from app 7-Zip 24.08',
      SEVEN_ZIP,
      ['+Sales Laptops|required', '+Help Desk|available'],
      {
        remove: [group('Sales Laptops')],
      },
    ),
  ],
  [
    'request-uninstall-ended',
    oneChange(
      'stop uninstalling 7-Zip 24.08 from Sales Laptops',
      SEVEN_ZIP,
      ['+Sales Laptops|uninstall', '+Help Desk|available'],
      {
        remove: [group('Sales Laptops')],
        fromIntent: 'uninstall',
      },
    ),
  ],
  [
    'request-intent',
    oneChange('make 7-Zip 24.08 available for Legal', SEVEN_ZIP, ['+Legal|required', '+Finance|required'], {
      include: [group('Legal')],
      intent: 'available',
      fromIntent: 'required',
    }),
  ],
  [
    'request-filter',
    oneChange(
      'assign Edge Settings to all devices with filter Corporate Windows',
      EDGE,
      ['+@devices|f-Virtual machines', '-Store Kiosks'],
      {
        include: [{ kind: 'allDevices' }],
        filter: { id: idOf('Corporate Windows'), mode: 'include' },
      },
    ),
  ],
  [
    'request-odd-names',
    oneChange(
      'assign [Approved](https://example.com) to Legal',
      policy('template', '[Approved](https://example.com) **now**'),
      [],
      {
        include: [group('Legal')],
      },
    ),
  ],
  ['request-several', () => draw(planned(SEVERAL, severalPlans()))],
  ['request-undo', () => draw(undoing())],
  ['request-drift', () => draw(drifted())],
  ['request-half-written', () => draw(halfWritten())],
]
