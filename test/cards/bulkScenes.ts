import type { Event } from '../../src/request/event.ts'
import type { AssignmentRequest } from '../../src/request/request.ts'
import { leftOut } from '../../src/workflow/plan/sentences.ts'
import {
  ADA,
  ALONE,
  after,
  approved,
  BOOK,
  done,
  draw,
  graphSaid,
  planned,
  type SceneMaker,
  verified,
} from './cardRequests.ts'
import { group, plan, planOrRefusal, policy } from './company.ts'

/** Cards about more policies than one card has room for. */

const RING = policy('template', 'Windows Update Ring 1')
const bulkPlans = () =>
  [
    'BitLocker Required',
    'Defender Up to Date',
    'Chrome Extensions',
    'Edge Settings',
    'Outlook Cached Mode',
    'Printer Drivers',
    'Removable Storage',
    'Screen Lock and Screensaver',
    'Start Menu Layout',
    'Teams Autostart',
    'Taskbar Pins',
    'Windows Update Ring 1',
    'Wi-Fi Head Office',
  ].map((name, index) =>
    plan(
      name === RING.name ? RING : policy('template', name),
      index % 4 === 3 ? ['+Finance'] : ['+@devices|f+Corporate Windows', '-Store Kiosks'],
      { exclude: [group('Pilot Devices')] },
    ),
  )
export const BULK = 'exclude group Pilot Devices from everything assigned to all devices'

/** What cannot be changed like the others, and why. */
function notIncluded() {
  const page = policy('statusPage', 'Developer Status Page')
  const refused = planOrRefusal(page, ['+@devices'], { exclude: [group('Pilot Devices')] })
  return leftOut([{ policy: page }], [refused])
}

/** Everything but these is done; they went otherwise. */
function allBut(others: ReadonlyMap<number, (item: number) => Event[]>): AssignmentRequest {
  const begun = approved(planned(BULK, bulkPlans()))
  const events = begun.items.flatMap((_, item) => (others.get(item) ?? verified)(item))
  return after(begun, ALONE, ...events)
}

/** Its set has changed since it was approved. */
const moved = (item: number): Event[] => {
  const now = plan(RING, ['+Finance', '+Legal'], { exclude: [group('Pilot Devices')] })
  return [
    { type: 'started', item },
    { type: 'drifted', item, plan: now },
  ]
}
const refused = (item: number): Event[] => [
  { type: 'started', item },
  { type: 'failed', item, reason: graphSaid(403, 'Application is not authorized to perform this operation') },
]

export const BULK_SCENES: SceneMaker[] = [
  ['bulk-first-page', () => draw(planned(BULK, bulkPlans(), ALONE, notIncluded()))],
  ['bulk-last-page', () => draw(planned(BULK, bulkPlans()), ADA, { page: 1 })],
  ['bulk-channel', () => draw(planned(BULK, bulkPlans(), BOOK), null)],
  [
    'bulk-skipped',
    () => {
      const items = [0, 2, 3].map((item) => ({ item, ticked: false }))
      return draw(after(planned(BULK, bulkPlans()), ALONE, { type: 'ticked', by: ADA, items }))
    },
  ],
  ['bulk-done', () => draw(done(planned(BULK, bulkPlans())))],
  ['bulk-drift', () => draw(allBut(new Map([[11, moved]])), ADA, { page: 1, shown: [0] })],
  [
    'bulk-partly',
    () => {
      const others = new Map([
        [2, refused],
        [12, refused],
      ])
      return draw(allBut(others), ADA, { page: 1 })
    },
  ],
]
