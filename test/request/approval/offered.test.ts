import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { eligibilityOf, type Viewer, whoMayApprove } from '../../../src/request/approval/eligibility.ts'
import type { Rule, RuleBook } from '../../../src/request/approval/rules.ts'
import type { Approver } from '../../../src/request/approval/terms.ts'
import { pagesOf } from '../../../src/request/cardPages.ts'
import type { Event } from '../../../src/request/event.ts'
import type { Person } from '../../../src/request/person.ts'
import { judgePress } from '../../../src/request/press.ts'
import type { AssignmentRequest, Place } from '../../../src/request/request.ts'
import { advance } from '../../../src/request/transition.ts'
import { buttonsFor } from '../../../src/teams/cards/buttons.ts'
import { requestCard } from '../../../src/teams/cards/requestCard.ts'
import { ADA, asked, BRUNO, NOW, somePlan } from '../requests.ts'

const CARL: Person = { ...BRUNO, oid: 'c3c3c3c3-2d3e-4f5a-8b6c-7d8e9f0a1b2c', name: 'Carl' }
const PEOPLE = [ADA, BRUNO, CARL]
const APPROVALS = '19:approvals@thread.tacv2'
const GROUP = '44444444-0000-4000-8000-000000000004'
const CHAT: Place = { conversationId: 'a:ada', kind: 'personal' }
const CREW: Place = { conversationId: '19:crew@thread.v2', kind: 'groupChat' }
const PLACES: Place[] = [
  CHAT,
  CREW,
  { conversationId: '19:devices@thread.tacv2;messageid=1', kind: 'channel' },
]

const anyId = (id: string) => fc.constantFrom(id, id.toUpperCase())
const anyPerson = fc
  .constantFrom(...PEOPLE)
  .chain((person) => anyId(person.oid).map((oid): Person => ({ ...person, oid })))
const anyApprover: fc.Arbitrary<Approver> = fc.oneof(
  fc.constantFrom<Approver>({ who: 'requester' }, { who: 'conversation' }, { who: 'channel' }),
  anyPerson.map(({ oid, name }): Approver => ({ who: 'person', id: oid, name })),
  fc.constant<Approver>({ who: 'group', id: GROUP, name: 'Deciders' }),
)
const anyRule: fc.Arbitrary<Rule> = fc
  .record<Rule>({
    name: fc.constant('mine'),
    when: fc.constant({}),
    approvers: fc.uniqueArray(anyApprover, {
      minLength: 1,
      maxLength: 3,
      selector: (one) => JSON.stringify(one),
    }),
    needed: fc.constantFrom(1, 2),
    requesterCounts: fc.boolean(),
    reasonRequired: fc.boolean(),
    lifetime: fc.constant(null),
    channel: fc.constantFrom(null, APPROVALS),
    notify: fc.constant([]),
  })
  .chain((rule) =>
    fc
      .tuple(
        fc.constantFrom<Partial<Rule>>({}, { emergency: true }, { emergency: true }),
        fc.constantFrom<Partial<Rule>>(
          {},
          {},
          {},
          { why: { pattern: null } },
          { why: { pattern: 'INC\\d{7}' } },
        ),
      )
      .map(([emergency, why]) => ({ ...rule, ...emergency, ...why })),
  )

/** Six policies, so that the card has a button at each of them. */
const PLANS = Array.from({ length: 6 }, (_, i) => somePlan(`${i}1111111-0000-4000-8000-000000000001`))

function waiting(rule: Rule, place: Place): AssignmentRequest {
  const book: RuleBook = { rules: [rule], channel: null }
  const next = advance({ ...asked(), place }, { type: 'planned', plans: PLANS, notes: [] }, NOW, book)
  if (!next) throw new Error('it can be planned')
  return next.request
}

/** What the request has come to: some have approved, or all of it was written, or failed. */
const EXPLAINED: Event = { type: 'explained', by: ADA, why: 'INC1234567' }
const IN_EMERGENCY: Event = { type: 'emergency', by: ADA, reason: 'the tills', skipped: 'Bruno' }
const anyHistory = fc.constantFrom<Event[]>(
  [],
  [EXPLAINED],
  [EXPLAINED, { type: 'approved', by: BRUNO }],
  [IN_EMERGENCY],
  [
    IN_EMERGENCY,
    { type: 'approved', by: ADA },
    { type: 'started', item: 0 },
    { type: 'verified', item: 0 },
    { type: 'gaveUp', reason: 'x' },
  ],
  [{ type: 'approved', by: BRUNO }],
  [
    { type: 'approved', by: BRUNO },
    { type: 'approved', by: CARL },
    { type: 'gaveUp', reason: 'x' },
  ],
  [
    { type: 'approved', by: BRUNO },
    { type: 'approved', by: CARL },
    { type: 'started', item: 0 },
    { type: 'filed', item: 0, approval: GROUP },
  ],
)

/** The conversations where copies of the card stand, as `copiesOf` has them. */
const placesOf = (place: Place, { terms }: AssignmentRequest) => [
  place.conversationId,
  ...(terms?.channel ? [terms.channel] : []),
  ...(terms?.approvers ?? []).flatMap((one) => (one.who === 'person' ? [`a:${one.id.toLowerCase()}`] : [])),
]

/** The buttons on the card, those at single policies included, as what a press on them brings. */
function shownOn(request: AssignmentRequest, viewer: Viewer) {
  const ticks = /"verb":"select"/.exec(JSON.stringify(requestCard(request, viewer).content))
  const verbs = buttonsFor(request, viewer).flatMap(({ verb }) =>
    verb === 'undo' || verb === 'again' || verb === 'history' || verb === 'extend' || verb === 'endNow'
      ? []
      : [verb],
  )
  return [...verbs, ...(ticks ? (['select'] as const) : [])]
}

describe('A button that is shown', () => {
  it('is never refused for a reason that was known when it was drawn', () => {
    const tried = new Set<string>()
    fc.assert(
      fc.property(
        anyRule,
        fc.constantFrom(...PLACES),
        anyHistory,
        anyPerson,
        fc.boolean(),
        fc.nat(9),
        (rule, place, history, person, isKnown, where) => {
          const request = history.reduce(
            (now, event) => advance(now, event, NOW)?.request ?? now,
            waiting(rule, place),
          )
          const places = placesOf(place, request)
          const conversationId = places[where % places.length] ?? place.conversationId
          // The requester and those who approved see a card of their own while people decide.
          const hasOwn = [ADA, BRUNO].some(({ oid }) => oid === person.oid.toLowerCase())
          if (!isKnown && hasOwn) return
          const viewer = { oid: isKnown ? person.oid : null, conversationId }
          for (const verb of shownOn(request, viewer)) {
            tried.add(verb)
            const strangers = isKnown || (verb !== 'retry' && verb !== 'withdraw') ? [person] : [person, ADA]
            const at = { conversationId, kind: place.kind }
            const judged = strangers.map((by) => {
              // The first policy's toggle is turned round, and every page was looked at.
              const kept = new Map([[0, request.items[0]?.progress === 'leftOut']])
              const read = {
                round: request.round,
                shown: pagesOf(request.items).map((_page, index) => index),
                ...(verb === 'select' ? { kept } : {}),
              }
              const press = {
                verb,
                choice: '0',
                comment: 'because of INC1234567',
                person: by,
                place: at,
                ...read,
              }
              return judgePress(request, press, places)
            })
            const counts = judged.some(
              (one) =>
                (one.is === 'event' || one.is === 'lookup') && advance(request, one.event, NOW) !== null,
            )
            expect(counts, `${verb}: ${JSON.stringify(judged)}`).toBe(true)
          }
        },
      ),
      { numRuns: 1500 },
    )
    expect([...tried].sort()).toEqual([
      'approve',
      'cancel',
      'emergency',
      'explain',
      'retry',
      'review',
      'select',
      'withdraw',
    ])
  })

  it('is shown to everybody who may press it', () => {
    fc.assert(
      fc.property(anyRule, fc.constantFrom(...PLACES), anyPerson, (rule, place, person) => {
        const request = waiting(rule, place)
        const { is } = eligibilityOf(request, person, place, 'approve', [])
        const shown = shownOn(request, { oid: person.oid, conversationId: place.conversationId })
        if (is === 'may') expect(shown).toContain('approve')
        if (is === 'mayNot') expect(shown).not.toContain('approve')
      }),
      { numRuns: 500 },
    )
  })

  const ruleOf = (approvers: Approver[], requesterCounts: boolean): Rule => ({
    name: 'mine',
    when: {},
    approvers,
    needed: 1,
    requesterCounts,
    reasonRequired: false,
    lifetime: null,
    channel: null,
    notify: [],
  })
  const verbs = (request: AssignmentRequest, oid: string) =>
    buttonsFor(request, { oid, conversationId: request.place.conversationId }).map(({ verb }) => verb)

  it('is not Approve in a personal chat where the conversation has to approve; the card says where to ask', () => {
    const rule = ruleOf([{ who: 'conversation' }], true)
    const [personal, groupChat] = [waiting(rule, CHAT), waiting(rule, CREW)]
    expect(verbs(personal, ADA.oid)).toEqual(['cancel'])
    expect(whoMayApprove(personal)).toMatch(/group chat or channel, where it has to be asked/)
    expect(verbs(groupChat, ADA.oid)).toEqual(['approve', 'cancel'])
  })

  it('does not depend on how an id is written', () => {
    const named = waiting(ruleOf([{ who: 'person', id: ADA.oid.toUpperCase(), name: null }], true), CREW)
    for (const oid of [ADA.oid, ADA.oid.toUpperCase()]) {
      expect(verbs(named, oid)).toEqual(['approve', 'cancel'])
      expect(eligibilityOf(named, { ...ADA, oid }, CREW, 'approve', []).is).toBe('may')
    }
    const first = advance(named, { type: 'approved', by: ADA }, NOW)?.request
    expect(first?.state).toBe('approved')
  })
})
