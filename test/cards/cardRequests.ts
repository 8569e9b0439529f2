import { GraphError } from '@microsoft/microsoft-graph-client'
import { refusalFrom } from '../../src/graph/errors.ts'
import { problemFrom } from '../../src/identity/signInProblems.ts'
import type { Plan } from '../../src/intune/plan/plan.ts'
import { plainChange } from '../../src/language/reading.ts'
import type { RuleBook } from '../../src/request/approval/rules.ts'
import type { Event } from '../../src/request/event.ts'
import type { Person } from '../../src/request/person.ts'
import type { Asking, AssignmentRequest, Place } from '../../src/request/request.ts'
import { advance, newRequest } from '../../src/request/transition.ts'
import { type Drawing, requestCard } from '../../src/teams/cards/requestCard.ts'
import type { Note } from '../../src/wording/note.ts'
import { setbackFrom } from '../../src/workflow/setback.ts'
import { ruleOf } from '../request/requests.ts'
import { assignPlan, idOf } from './company.ts'

/** Requests for the scenes: each is brought to its state by the events that lead there. */

/** A name, and what draws it. */
export type SceneMaker = [name: string, make: () => { [name: string]: unknown }]

const TENANT = '3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c11'
const someone = (name: string, number: number): Person => ({
  tenantId: TENANT,
  oid: `${String(number).repeat(8)}-0000-4000-8000-000000000000`,
  teamsId: `29:${name}`,
  name,
})
export const ADA = someone('Ada Lindqvist', 1)
export const BRUNO = someone('Bruno Okafor', 2)
export const CLARA = someone('Clara Nowak', 3)
export const CHAT: Place = { conversationId: 'a:ada', kind: 'personal' }
export const CHANNEL = '19:approvals@thread.tacv2'
export const NOW = new Date('2026-11-24T12:00:00Z')
export const HOUR = 3_600_000

/** A second person is asked in the approvals channel. */
export const BOOK: RuleBook = { rules: [], channel: { id: CHANNEL, tenantId: TENANT } }
export const ALONE: RuleBook = { rules: [], channel: null }
export const BOARD: RuleBook = {
  ...BOOK,
  rules: [
    ruleOf(
      'Uninstalls need two people of the change board',
      [{ who: 'group', id: idOf('Help Desk'), name: 'Change Board' }],
      { when: { actions: ['uninstall'] }, needed: 2, lifetime: 24 * HOUR, emergency: true },
    ),
  ],
}
/** Bruno alone, or whoever stands in for him. */
export const NAMED: RuleBook = {
  ...BOOK,
  rules: [
    ruleOf('Browsers', [{ who: 'person', id: BRUNO.oid, name: BRUNO.name }], {
      when: { kinds: ['groupPolicyConfiguration'] },
      standIns: true,
    }),
  ],
}
export const TICKET: RuleBook = {
  ...BOOK,
  rules: BOARD.rules.map((rule) => ({ ...rule, why: { pattern: 'INC\\d{7}' } })),
}

export const UNINSTALL = 'uninstall 7-Zip 24.08 from Sales Laptops'
export const EXCLUDE = 'exclude group Pilot Devices from administrative template Edge Settings'
export const ASSIGN = 'assign compliance policy Windows 11 Baseline to group Sales Laptops'
export const REMOVE = 'remove group Old Kiosks from script Set Time Zone'

let count = 0
export function asked(text: string, more: Partial<Parameters<typeof newRequest>[0]> = {}): AssignmentRequest {
  count += 1
  const id = `99999999-0000-4000-8000-${String(count).padStart(12, '0')}`
  const fields = { id, asker: ADA, place: CHAT, text, readings: [], lifetime: 8 * HOUR, ...more }
  return newRequest(fields, NOW).request
}

export function after(request: AssignmentRequest, book: RuleBook, ...events: Event[]): AssignmentRequest {
  return events.reduce((current, event) => {
    const later = event.type === 'expired' ? 48 * HOUR : event.type === 'drifted' ? HOUR / 6 : 0
    return afterHours(current, book, later / HOUR, event)
  }, request)
}

export function afterHours(
  request: AssignmentRequest,
  book: RuleBook,
  hours: number,
  event: Event,
): AssignmentRequest {
  const next = advance(request, event, new Date(NOW.getTime() + hours * HOUR), book)
  if (!next) throw new Error(`${event.type} does not fit ${request.state}`)
  return next.request
}

/** Only that something was read matters here. */
export const READ: Asking[] = [plainChange({ kind: null, policies: ['Edge Settings'] }, {})]
export const planned = (text: string, plans: Plan[], book = ALONE, notes: Note[] = []) =>
  after(asked(text, { readings: READ }), book, { type: 'planned', plans, notes })
export const approved = (request: AssignmentRequest, book = ALONE, by = ADA) =>
  after(request, book, { type: 'approved', by, comment: null })
export const written = (item: number): Event[] => [
  { type: 'started', item },
  { type: 'written', item, graphRequestId: `7d2f0c1e-52b5-4b4e-9a57-0d5b7a9e2c${10 + item}` },
]
export const verified = (item: number): Event[] => [...written(item), { type: 'verified', item }]
export const done = (request: AssignmentRequest, book = ALONE, by = ADA) => {
  const going = approved(request, book, by)
  const open = going.items.flatMap(({ progress }, item) => (progress === 'queued' ? [item] : []))
  return after(going, book, ...open.flatMap(verified))
}

/** Why a step failed, as the jobs say it when Graph answers so. */
export function graphSaid(status: number, message: string): Note {
  const setback = setbackFrom(refusalFrom(new GraphError(status, message)), ADA, 1)
  return setback.reason
}

/** What waits for a sign-in, because Entra answered so. */
export function needsSignIn(cause: { errorCode: string; claims?: string }): AssignmentRequest {
  const setback = setbackFrom(problemFrom(new Error('no token', { cause }), ADA.name), ADA, 1)
  if (setback.type !== 'needsSignIn') throw new Error('no sign-in helps there')
  return after(approved(planned(ASSIGN, [assignPlan()])), ALONE, setback)
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
export function draw(request: AssignmentRequest, who: Person | null = ADA, drawing: Drawing = {}) {
  const viewer = { oid: who?.oid ?? null, conversationId: who === ADA ? CHAT.conversationId : CHANNEL }
  return requestCard(called(request), viewer, drawing).content as { [name: string]: unknown }
}
