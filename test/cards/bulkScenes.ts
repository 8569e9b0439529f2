import { leftOut } from '../../src/workflow/plan/sentences.ts'
import { ADA, ALONE, after, BOOK, done, draw, planned, type SceneMaker } from './cardRequests.ts'
import { group, plan, planOrRefusal, policy } from './company.ts'

/** Cards about more policies than one card has room for. */

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
      policy('template', name),
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
]
