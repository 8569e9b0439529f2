import type { PolicyRef } from '../../src/intune/assignments/change.ts'
import type { Subject } from '../../src/intune/assignments/entries.ts'
import { type Gets, getsOf, waysOf, withButs } from '../../src/intune/assignments/groupReport.ts'
import { roleResourceOf } from '../../src/intune/catalog/roleResources.ts'
import type { Plan } from '../../src/intune/plan/plan.ts'
import { ALL_DEVICES } from '../../src/language/reading.ts'
import type { Asking, AssignmentRequest } from '../../src/request/request.ts'
import { progressWords } from '../../src/wording/answers.ts'
import { inTurn, type Note } from '../../src/wording/note.ts'
import { comparisonWords, membersCounted } from '../../src/wording/reportAnswers.ts'
import { COMPARE } from '../../src/workflow/plan/comparison.ts'
import { MEMBERS } from '../../src/workflow/plan/policyReport.ts'
import { nothingToChange } from '../../src/workflow/plan/sentences.ts'
import { BULK } from './bulkScenes.ts'
import {
  ADA,
  ALONE,
  ASSIGN,
  after,
  asked,
  draw,
  EXCLUDE,
  graphSaid,
  READ,
  type SceneMaker,
} from './cardRequests.ts'
import {
  assignPlan,
  BASELINE,
  EDGE,
  entry,
  excludePlan,
  filters,
  group,
  groups,
  idOf,
  plan,
  policy,
  SEVEN_ZIP,
  standing,
} from './company.ts'

/** Cards with nothing to approve: answers, and requests of which nothing comes. */

const dry = (reading: Asking): Asking => ({ ...reading, dryRun: true }) as Asking

const told = (text: string, getsOf: string, reason: string) =>
  after(asked(text, { getsOf }), ALONE, { type: 'answered', reason, plans: [] })
const answered = (text: string, getsOf: string, gets: Gets) =>
  after(asked(text, { getsOf }), ALONE, { type: 'answered', reason: null, plans: [], gets })

/** What reaches a subject of these sets, which are written as for `entry`. */
function getsFrom(subject: Subject, sets: readonly [ref: PolicyRef, set: readonly string[]][]) {
  const facts = subject.kind === 'group' ? (groups.get(subject.id) ?? null) : null
  const ways = waysOf(subject, facts, [])
  const all = sets.flatMap(([ref, set]) =>
    getsOf(
      ref,
      set.map((text) => entry(ref.kind, text)),
      ways,
    ),
  )
  const gets = withButs(all, facts?.of === 'devices' ? new Set(['Windows']) : null, () => null)
  const names = Object.fromEntries([...filters.values()].map(({ id, name }) => [id, name]))
  return { group: facts, gets, filters: names }
}

const getsOfSales = (): Gets => ({
  name: '“Sales Laptops”',
  unseen: ['PowerShell script'],
  ...getsFrom(group('Sales Laptops'), [
    [BASELINE, ['+Sales Laptops']],
    [EDGE, ['+@devices|f+Corporate Windows']],
    [SEVEN_ZIP, ['-Sales Laptops|required', '+Help Desk|available']],
  ]),
})

/** More than one page of it. */
function ofAllDevices() {
  const names = [
    'BitLocker Required',
    'Chrome Extensions',
    'Defender Up to Date',
    'Edge Settings',
    'Printer Drivers',
    'Removable Storage',
    'Start Menu Layout',
    'Taskbar Pins',
    'Teams Autostart',
    'Wi-Fi Head Office',
  ]
  const sets = names.map((name, index): [PolicyRef, string[]] => [
    policy('template', name),
    [index % 3 === 1 ? '+@devices|f+Corporate Windows' : '+@devices', '-Store Kiosks'],
  ])
  const gets = { name: 'All devices', unseen: [], ...getsFrom({ kind: 'allDevices' }, sets) }
  return answered('what do all devices get', ALL_DEVICES, gets)
}

const mayNot = (sentence: string, plan: Plan, why: Note) =>
  draw(
    after(asked(sentence, { readings: READ }), ALONE, {
      type: 'answered',
      reason: inTurn(why, { code: 'whoElseCan' }),
      plans: [plan],
      lacksRights: true,
    }),
  )

const UNASSIGN = 'remove group Sales Laptops from compliance policy Windows 11 Baseline'

export const ANSWER_SCENES: SceneMaker[] = [
  [
    'request-searching',
    () => {
      const searched = { kinds: 21, of: 54, policies: 1240, found: 13 }
      return draw({ ...asked(BULK), state: 'asked', reason: progressWords(searched) } as AssignmentRequest)
    },
  ],
  [
    'request-other-side',
    () => {
      const remove = [group('Sales Laptops')]
      const plans = [plan(BASELINE, ['+All Windows Devices', '-Sales Laptops'], { remove })]
      const answer = { type: 'answered', reason: nothingToChange(plans), plans } as const
      return draw(after(asked(UNASSIGN, { readings: READ }), ALONE, answer))
    },
  ],
  [
    'request-no-rights',
    () =>
      mayNot(ASSIGN, assignPlan(), {
        code: 'mayNotAssign',
        who: ADA.name,
        resource: roleResourceOf(BASELINE)?.title ?? '',
      }),
  ],
  [
    'request-beyond-scope',
    () =>
      mayNot(EXCLUDE, excludePlan(), {
        code: 'beyondScope',
        who: ADA.name,
        groups: ['Pilot Devices'],
        others: [],
      }),
  ],
  [
    'request-setback',
    () =>
      draw(
        after(asked(ASSIGN, { readings: READ }), ALONE, {
          type: 'answered',
          reason: inTurn(graphSaid(503, 'Service unavailable'), { code: 'nothingChanged' }),
          plans: [],
          setback: true,
        }),
      ),
  ],
  [
    'request-dry-run',
    () =>
      draw(
        after(asked(`dry run: ${ASSIGN}`, { readings: READ.map(dry) }), ALONE, {
          type: 'answered',
          reason: { code: 'onlyTried' },
          plans: [assignPlan()],
        }),
      ),
  ],
  [
    'request-shown',
    () =>
      draw(
        after(
          asked('what is Edge Settings assigned to', {
            readings: [{ action: 'show', kind: null, policies: ['Edge Settings'] }],
          }),
          ALONE,
          {
            type: 'answered',
            reason: null,
            plans: [standing(EDGE, ['+@devices|f+Corporate Windows', '+Legal', '-Store Kiosks'])],
          },
        ),
      ),
  ],
  ['gets', () => draw(answered('what does group Sales Laptops get', 'Sales Laptops', getsOfSales()))],
  ['gets-first-page', () => draw(ofAllDevices())],
  ['gets-last-page', () => draw(ofAllDevices(), ADA, { page: 1 })],
  [
    'request-members',
    () => {
      const sales = groups.get(idOf('Sales Laptops')) ?? null
      const reason = membersCounted('Sales Laptops', sales)
      return draw(told('who is in Sales Laptops', `${MEMBERS}Sales Laptops`, reason))
    },
  ],
  [
    'request-compared',
    () => {
      const names = ['“Sales Laptops”', '“Pilot Devices”'] as const
      const reason = comparisonWords({
        names,
        only: [['Windows 11 Baseline', '7-Zip 24.08', 'Wi-Fi Head Office'], ['Windows Update Ring 1']],
        both: 7,
        unseen: ['PowerShell script'],
        areGroups: true,
      })
      const getsOf = `${COMPARE}${JSON.stringify(['Sales Laptops', 'Pilot Devices'])}`
      return draw(told('compare Sales Laptops and Pilot Devices', getsOf, reason))
    },
  ],
]
