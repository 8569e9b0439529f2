import type { Plan } from '../../src/intune/plan/plan.ts'
import { plainChange } from '../../src/language/reading.ts'
import type { Rule, RuleBook } from '../../src/request/approval/rules.ts'
import type { Event } from '../../src/request/event.ts'
import type { Person } from '../../src/request/person.ts'
import type { Asking, AssignmentRequest, Place, Question } from '../../src/request/request.ts'
import { advance, newRequest } from '../../src/request/transition.ts'
import { helpCard, notUnderstoodCard } from '../../src/teams/cards/helpCard.ts'
import { historyCard } from '../../src/teams/cards/historyCard.ts'
import { noticeCard } from '../../src/teams/cards/noticeCard.ts'
import { offersCard } from '../../src/teams/cards/offers.ts'
import { type Drawing, requestCard } from '../../src/teams/cards/requestCard.ts'
import { signInCard } from '../../src/teams/cards/signInCard.ts'
import { HELP_EXAMPLES } from '../../src/teams/inbound/commands/index.ts'
import { narrowedTitle } from '../../src/wording/history.ts'
import { inTurn } from '../../src/wording/note.ts'
import { OFFERS } from '../../src/wording/offers.ts'
import { whichScheduled } from '../../src/wording/schedule.ts'
import type { Counts } from '../../src/wording/status.ts'
import { momentInFull } from '../../src/wording/timing.ts'
import { nothingWaits } from '../../src/wording/waiting.ts'
import {
  assignPlan,
  EDGE,
  excludePlan,
  group,
  groups,
  idOf,
  plan,
  policy,
  removePlan,
  SEVEN_ZIP,
  standing,
  TIME_ZONE,
  uninstallPlan,
} from './company.ts'

/** Every card in every state, each made by the events that lead there and drawn by its builder. */
export interface Scene {
  name: string
  card: { [name: string]: unknown }
}

const TENANT = '3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c11'
const someone = (name: string, number: number): Person => ({
  tenantId: TENANT,
  oid: `${String(number).repeat(8)}-0000-4000-8000-000000000000`,
  teamsId: `29:${name}`,
  name,
})
const ADA = someone('Ada Lindqvist', 1)
const BRUNO = someone('Bruno Okafor', 2)
const CHAT: Place = { conversationId: 'a:ada', kind: 'personal' }
const CHANNEL = '19:approvals@thread.tacv2'
const NOW = new Date('2026-11-24T12:00:00Z')
const HOUR = 3_600_000

/** A second person is asked in the approvals channel. */
const BOOK: RuleBook = { rules: [], channel: { id: CHANNEL, tenantId: TENANT } }
const ALONE: RuleBook = { rules: [], channel: null }
const BOARD: RuleBook = {
  ...BOOK,
  rules: [
    {
      name: 'Uninstalls need two people of the change board',
      when: { actions: ['uninstall'] },
      approvers: [{ who: 'group', id: idOf('Help Desk'), name: 'Change Board' }],
      needed: 2,
      requesterCounts: false,
      reasonRequired: false,
      lifetime: 24 * HOUR,
      channel: null,
      notify: [],
      emergency: true,
    } satisfies Rule,
  ],
}

const TICKET: RuleBook = {
  ...BOOK,
  rules: BOARD.rules.map((rule) => ({ ...rule, why: { pattern: 'INC\\d{7}' } })),
}

let count = 0
function asked(text: string, more: Partial<Parameters<typeof newRequest>[0]> = {}): AssignmentRequest {
  count += 1
  const id = `99999999-0000-4000-8000-${String(count).padStart(12, '0')}`
  const fields = { id, asker: ADA, place: CHAT, text, readings: [], lifetime: 8 * HOUR, ...more }
  return newRequest(fields, NOW).request
}

function after(request: AssignmentRequest, book: RuleBook, ...events: Event[]): AssignmentRequest {
  return events.reduce((current, event) => {
    const later = event.type === 'expired' ? 48 * HOUR : event.type === 'drifted' ? HOUR / 6 : 0
    const at = new Date(NOW.getTime() + later)
    const next = advance(current, event, at, book)
    if (!next) throw new Error(`${event.type} does not fit ${current.state}`)
    return next.request
  }, request)
}

/** Only that something was read matters here. */
const READ: Asking[] = [plainChange({ kind: null, policies: ['Edge Settings'] }, {})]
const dry = (reading: Asking): Asking => ({ ...reading, dryRun: true }) as Asking
const planned = (text: string, plans: Plan[], book = ALONE, notes: string[] = []) =>
  after(asked(text, { readings: READ }), book, { type: 'planned', plans, notes })
const approved = (request: AssignmentRequest, book = ALONE, by = ADA) =>
  after(request, book, { type: 'approved', by, comment: null })
const written = (item: number, graphRequestId = '7d2f0c1e-52b5-4b4e-9a57-0d5b7a9e2c11'): Event[] => [
  { type: 'started', item },
  { type: 'written', item, graphRequestId },
]
const done = (request: AssignmentRequest, book = ALONE, by = ADA) =>
  after(
    approved(request, book, by),
    book,
    ...request.items.flatMap((_item, item): Event[] => [...written(item), { type: 'verified', item }]),
  )

const UNINSTALL = 'uninstall 7-Zip 24.08 from Sales Laptops'
const EXCLUDE = 'exclude group Pilot Devices from administrative template Edge Settings'
const ASSIGN = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
const REMOVE = 'remove group Old Kiosks from script Set Time Zone'
const SEVERAL = 'assign Set Time Zone and Rename Device to Legal'

const severalPlans = () =>
  ['Set Time Zone', 'Rename Device'].map((name) =>
    plan(policy('script', name), ['+Finance'], { include: [group('Legal')] }),
  )
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
const BULK = 'exclude group Pilot Devices from everything assigned to all devices'

const question = (
  more: Partial<Question> & Pick<Question, 'what' | 'choices' | 'asked'>,
): AssignmentRequest => after(asked(ASSIGN), ALONE, { type: 'asksWhich', question: more })

const choices = {
  moment: ['2026-12-01T08:00:00.000Z', '2027-01-12T08:00:00.000Z'].map((id) => ({
    id,
    kind: null,
    title: momentInFull(id, 'Europe/Berlin'),
    detail: '',
  })),
  group: ['assigned group, 15 devices, Rollout wave 1', 'dynamic group, 212 devices, made 2024-03-05'].map(
    (detail, i) => ({
      id: `aaaa000${i}-0000-4000-8000-000000000000`,
      kind: null,
      title: 'Pilot',
      detail: `${detail}, aaaa000${i}-0000-4000-8000-000000000000`,
    }),
  ),
  policy: [
    'Edge Settings',
    'Chrome Extensions',
    'BitLocker',
    'Printer Drivers',
    'Set Wallpaper',
    'Fonts',
    'Icons',
  ].map((title, i) => ({
    id: `bbbb000${i}-0000-4000-8000-000000000000`,
    kind: 'template',
    title,
    detail: `administrative template, Windows, changed 2026-11-0${i + 1}, bbbb000${i}-0000-4000-8000-000000000000`,
  })),
  intent: [
    { id: 'required', kind: null, title: 'Required', detail: 'Intune installs it automatically.' },
    { id: 'available', kind: null, title: 'Available', detail: 'People can install it from Company Portal.' },
    { id: 'uninstall', kind: null, title: 'Uninstall', detail: 'Intune removes it where it is installed.' },
  ],
}

/** With what the approvals channel is called, which Teams tells apart from the request. */
function called<R extends AssignmentRequest>(request: R): R {
  const { terms } = request
  if (terms?.channel !== CHANNEL) return request
  const channelName = {
    team: 'Device Operations',
    name: 'Approvals',
    url: 'https://teams.microsoft.com/l/channel/19%3Aapprovals/Approvals',
  }
  return { ...request, terms: { ...terms, channelName } }
}

/** The request as it is drawn for somebody, or for everybody in the approvals channel. */
function draw(request: AssignmentRequest, who: Person | null = ADA, drawing: Drawing = {}) {
  const viewer = { oid: who?.oid ?? null, conversationId: who === ADA ? CHAT.conversationId : CHANNEL }
  return requestCard(called(request), viewer, drawing).content as Scene['card']
}

const failed = (reason: string) =>
  after(approved(planned(ASSIGN, [assignPlan()])), ALONE, ...written(0), { type: 'failed', item: 0, reason })

function drifted(): AssignmentRequest {
  const now = plan(EDGE, ['+@devices|f+Corporate Windows', '-Store Kiosks', '+Sales Laptops'], {
    exclude: [group('Pilot Devices')],
  })
  const before = planned(EXCLUDE, [excludePlan()])
  return after(approved(before), ALONE, { type: 'started', item: 0 }, { type: 'drifted', item: 0, plan: now })
}

function partly(): AssignmentRequest {
  return after(
    approved(planned(SEVERAL, severalPlans())),
    ALONE,
    ...written(0),
    { type: 'verified', item: 0 },
    { type: 'started', item: 1 },
    {
      type: 'failed',
      item: 1,
      reason: 'Graph answers “Too many requests” again and again. Try again in a few minutes.',
    },
  )
}

function halfWritten(): AssignmentRequest {
  const { before, after: seen, change } = removePlan()
  const restore = plan(TIME_ZONE, [], { include: [group('Legal')] })
  return after(approved(planned(REMOVE, [removePlan()])), ALONE, ...written(0), {
    type: 'halfWritten',
    item: 0,
    half: { before, seen: seen.slice(1), restore: change, lost: ['Legal'] },
    plan: restore,
    reason: 'Intune lost an assignment that was to stay.',
  })
}

const LATER = `${ASSIGN} tomorrow at 22:00`
const scheduled = () =>
  after(asked(LATER, { readings: READ, zone: 'Europe/Berlin' }), ALONE, {
    type: 'planned',
    plans: [assignPlan()],
    notes: [],
    period: { start: '2026-11-25T21:00:00.000Z', end: null },
  })

const FRIDAY = '2026-11-27T22:59:00.000Z'
const BRIEF = `${EXCLUDE} until Friday`
const lasting = () =>
  after(asked(BRIEF, { readings: READ, zone: 'Europe/Berlin' }), ALONE, {
    type: 'planned',
    plans: [excludePlan()],
    notes: [],
    period: { start: null, end: FRIDAY },
  })
const extension = () =>
  after(
    asked(`extend until Monday, 30 November 2026 at 23:59 CET (Europe/Berlin): ${BRIEF}`, {
      zone: 'Europe/Berlin',
      prolongs: { id: 'x', end: FRIDAY },
      period: { start: null, end: '2026-11-30T22:59:00.000Z' },
    }),
    ALONE,
    { type: 'planned', plans: [excludePlan()], notes: [] },
  )

const emergency = () =>
  after(planned(UNINSTALL, [uninstallPlan()], BOARD), BOARD, {
    type: 'emergency',
    by: ADA,
    reason: 'It is being exploited: CVE-2026-1234.',
    skipped: 'any 2 members of Change Board',
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

const scenes: [name: string, make: () => { [name: string]: unknown }][] = [
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
  [
    'request-intent',
    () =>
      draw(
        planned('make 7-Zip 24.08 available for Legal', [
          plan(SEVEN_ZIP, ['+Legal|required', '+Finance|required'], {
            include: [group('Legal')],
            intent: 'available',
            fromIntent: 'required',
          }),
        ]),
      ),
  ],
  [
    'request-filter',
    () =>
      draw(
        planned('assign Edge Settings to all devices with filter Corporate Windows', [
          plan(EDGE, ['+@devices|f-Virtual machines', '-Store Kiosks'], {
            include: [{ kind: 'allDevices' }],
            filter: { id: idOf('Corporate Windows'), mode: 'include' },
          }),
        ]),
      ),
  ],
  [
    'request-odd-names',
    () =>
      draw(
        planned('assign [Approved](https://example.com) to Legal', [
          plan(policy('template', '[Approved](https://example.com) **now**'), [], {
            include: [group('Legal')],
          }),
        ]),
      ),
  ],
  ['request-several', () => draw(planned(SEVERAL, severalPlans()))],
  [
    'request-undo',
    () =>
      draw(
        after(asked('undo: remove …', { undoes: 'x' }), ALONE, {
          type: 'planned',
          plans: [plan(TIME_ZONE, ['+Legal'], { include: [group('Old Kiosks')] })],
          notes: [],
        }),
      ),
  ],
  ['request-drift', () => draw(drifted())],
  ['request-half-written', () => draw(halfWritten())],
  [
    'request-searching',
    () =>
      draw({
        ...asked(BULK),
        state: 'asked',
        reason: 'Searching the tenant: 1,240 of 3,100 policies so far.',
      } as AssignmentRequest),
  ],
  ['request-later', () => draw(scheduled())],
  ['request-scheduled', () => draw(approved(scheduled()))],
  ['request-lasting', () => draw(done(lasting()))],
  ['request-extension', () => draw(extension())],
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
  [
    'request-failed',
    () => draw(failed('Intune’s Graph does not take this: “Invalid GroupId”. Nothing was changed.')),
  ],
  ['request-partly', () => draw(partly())],
  [
    'request-rejected',
    () =>
      draw(
        after(planned(UNINSTALL, [uninstallPlan()], BOOK), BOOK, {
          type: 'cancelled',
          by: BRUNO,
          comment: 'Sales needs it until Friday.',
        }),
      ),
  ],
  [
    'request-cancelled',
    () => draw(after(planned(REMOVE, [removePlan()]), ALONE, { type: 'cancelled', by: ADA })),
  ],
  ['request-expired', () => draw(after(planned(EXCLUDE, [excludePlan()]), ALONE, { type: 'expired' }))],
  [
    'request-sign-in-needed',
    () =>
      draw(
        after(approved(planned(ASSIGN, [assignPlan()])), ALONE, {
          type: 'needsSignIn',
          reason: 'Your sign-in has expired.',
          claims: null,
        }),
      ),
  ],
  [
    'request-other-side',
    () =>
      draw(
        after(asked(ASSIGN, { readings: READ }), ALONE, {
          type: 'answered',
          reason: {
            code: 'onlyExcluded',
            name: '“Sales Laptops”',
            plain: '“Sales Laptops”',
            policy: 'Windows 11 Baseline',
          },
          plans: [],
        }),
      ),
  ],
  [
    'request-no-rights',
    () =>
      draw(
        after(asked(ASSIGN, { readings: READ }), ALONE, {
          type: 'answered',
          reason: inTurn(
            { code: 'mayNotAssign', who: ADA.name, resource: 'Device compliance policies' },
            { code: 'whoElseCan' },
          ),
          plans: [assignPlan()],
          lacksRights: true,
        }),
      ),
  ],
  [
    'request-beyond-scope',
    () =>
      draw(
        after(asked(EXCLUDE, { readings: READ }), ALONE, {
          type: 'answered',
          reason: inTurn(
            { code: 'beyondScope', who: ADA.name, groups: ['Pilot Devices'], others: [] },
            { code: 'whoElseCan' },
          ),
          plans: [excludePlan()],
          lacksRights: true,
        }),
      ),
  ],
  [
    'request-setback',
    () =>
      draw(
        after(asked(ASSIGN, { readings: READ }), ALONE, {
          type: 'answered',
          reason: inTurn('Microsoft Graph had a problem answering.', { code: 'nothingChanged' }),
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
    'request-given-up',
    () =>
      draw(
        after(approved(planned(ASSIGN, [assignPlan()])), ALONE, {
          type: 'gaveUp',
          reason: 'Graph did not answer for an hour. Nothing was changed. Ask again later.',
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
  [
    'bulk-first-page',
    () =>
      draw(
        planned(BULK, bulkPlans(), ALONE, [
          'Not included: “Developer Status Page”. An enrollment status page does not accept an excluded group.',
        ]),
      ),
  ],
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
  [
    'choose-app',
    () => {
      const [near] = choices.policy
      const app = near ? [{ ...near, kind: 'mobileApp', title: '7-Zip 24.08', detail: 'app, Windows' }] : []
      return draw(question({ what: 'policy', asked: '7-Zip', choices: app }))
    },
  ],
  ['choose-group', () => draw(question({ what: 'group', asked: 'Pilot', choices: choices.group }))],
  [
    'choose-unsaid',
    () =>
      draw(
        question({
          what: 'policy',
          asked: '',
          about: { code: 'nameUnsaid', what: 'policy' },
          choices: choices.policy,
          writes: true,
        }),
      ),
  ],
  [
    'choose-unsaid-empty',
    () => {
      const about = { code: 'writtenUnknown', what: 'group', name: 'Leagl', nearest: ['Legal'] } as const
      return draw(question({ what: 'group', asked: '', about, choices: [], writes: true }))
    },
  ],
  [
    'choose-many',
    () => draw(question({ what: 'policy', asked: 'Edge', choices: choices.policy.slice(0, 7), more: 3 })),
  ],
  [
    'choose-moment',
    () =>
      draw(question({ what: 'moment', asked: '', about: { code: 'whichMoment' }, choices: choices.moment })),
  ],
  [
    'choose-intent',
    () =>
      draw(
        question({
          what: 'intent',
          asked: 'intent',
          about: 'You didn’t say how “7-Zip 24.08” should be assigned to “Legal”.',
          choices: choices.intent,
        }),
      ),
  ],
  [
    'gets',
    () => {
      const ask = asked('what does group Sales Laptops get', { getsOf: 'Sales Laptops' })
      const ref = (what: string, name: string) => policy(what, name)
      const filter = { id: idOf('Corporate Windows'), mode: 'include' as const }
      return draw(
        after(ask, ALONE, {
          type: 'answered',
          reason: null,
          plans: [],
          gets: {
            name: 'Sales Laptops',
            group: groups.get(idOf('Sales Laptops')) ?? null,
            filters: { [filter.id]: 'Corporate Windows' },
            unseen: ['PowerShell script'],
            gets: [
              {
                policy: ref('compliance', 'Windows 11 Baseline'),
                excluded: false,
                ways: [{ through: null, intent: null, filter: null }],
              },
              {
                policy: ref('template', 'Edge Settings'),
                excluded: false,
                ways: [{ through: 'all devices', intent: null, filter }],
              },
              {
                policy: ref('app', '7-Zip 24.08'),
                excluded: true,
                ways: [{ through: null, intent: 'required', filter: null }],
              },
            ],
          },
        }),
      )
    },
  ],
  ['help', () => helpCard(HELP_EXAMPLES).content],
  [
    'help-not-understood',
    () => notUnderstoodCard('Which policy should I assign to the group “Sales”?', true).content,
  ],
  ['offers-nothing-waits', () => offersCard(nothingWaits('cancel'), [OFFERS.undo, OFFERS.history]).content],
  [
    'offers-which',
    () => {
      const which = ['Exclude Pilot Devices from Edge Settings', 'Assign Pilot Compliance to Legal']
      const offers = which.map((title, place) => ({ title, say: 'move it to 21:00', about: String(place) }))
      return offersCard(whichScheduled(2), offers).content
    },
  ],
  [
    'history',
    () => {
      const found = [
        done(planned(EXCLUDE, [excludePlan()])),
        after(planned(UNINSTALL, [uninstallPlan()], BOOK), BOOK, {
          type: 'cancelled',
          by: BRUNO,
          comment: 'Sales needs it until Friday.',
        }),
        partly(),
      ]
      const openable = new Set(found.map(({ id }) => id))
      const shown = { title: 'Your requests', page: 1, hasMore: true, request: null, openable }
      return historyCard(found, shown).content
    },
  ],
  [
    'history-narrowed',
    () => {
      const found = [done(planned(EXCLUDE, [excludePlan()]))]
      const filter = { policy: null, person: 'Ada', group: 'Pilot Devices', period: { days: 7 } }
      const shown = { title: narrowedTitle(filter), page: 0, hasMore: false, request: null }
      return historyCard(found, { ...shown, filter: '{}', openable: new Set<string>() }).content
    },
  ],
  [
    'history-empty',
    () =>
      historyCard([], {
        title: 'Your requests',
        page: 0,
        hasMore: false,
        request: null,
        openable: new Set<string>(),
      }).content,
  ],
  ['notice-done', () => noticeCard(done(planned(EXCLUDE, [excludePlan()], BOOK), BOOK, BRUNO)).content],
  [
    'notice-failed',
    () => noticeCard(failed('Intune’s Graph does not take this: “Invalid GroupId”.')).content,
  ],
  ['notice-partly', () => noticeCard(partly()).content],
  [
    'notice-rejected',
    () =>
      noticeCard(
        after(planned(UNINSTALL, [uninstallPlan()], BOOK), BOOK, {
          type: 'cancelled',
          by: BRUNO,
          comment: 'Sales needs it until Friday.',
        }),
      ).content,
  ],
  [
    'sign-in',
    () =>
      signInCard(
        after(approved(planned(ASSIGN, [assignPlan()])), ALONE, {
          type: 'needsSignIn',
          reason: 'Your company asks for a second factor before assignments are changed.',
          claims: '{}',
        }),
        'https://assent.example/sign-in',
      ).content,
  ],
]

export function allScenes(): Scene[] {
  return scenes.map(([name, make]) => ({ name, card: make() }))
}
