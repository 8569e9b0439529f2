import { beforeAll, describe, expect, it } from 'vitest'
import type { RuleBook } from '../../../src/request/approval/rules.ts'
import { pagesOf } from '../../../src/request/cardPages.ts'
import type { AssignmentRequest } from '../../../src/request/request.ts'
import { ALL_STATES } from '../../../src/request/states.ts'
import { historyCard } from '../../../src/teams/cards/historyCard.ts'
import { noticeCard } from '../../../src/teams/cards/noticeCard.ts'
import { requestCard } from '../../../src/teams/cards/requestCard.ts'
import { signInCard } from '../../../src/teams/cards/signInCard.ts'
import type { Attachment } from '../../../src/teams/turn.ts'
import { breachesOf } from '../../cards/validity.ts'
import { ADA, BRUNO } from '../../request/requests.ts'
import { walk } from '../../request/walk.ts'

/** What the walk tells apart; cards can show more, which single steps of it bring. */
function shapeOf({ state, resume, items, period }: AssignmentRequest, { rules }: RuleBook): string {
  const progress = new Set(items.map((item) => item.progress))
  return JSON.stringify([rules.length, state, resume, Boolean(period?.start), [...progress].sort()])
}

/** What a card can show of a request; each of these is drawn in every state that has it. */
function featuresOf(request: AssignmentRequest): string[] {
  const { state, resume, items, undoneBy, undoes, emergency, period, why, drifted, withdrawn } = request
  const decided = { approvals: request.approvals.length > 0, offers: request.offers.length > 0 }
  const flags = {
    undoneBy,
    undoes,
    emergency,
    reviewed: emergency?.reviewed,
    why,
    drifted,
    withdrawn,
    ...decided,
  }
  const set = Object.entries({ ...flags, later: period?.start }).filter(([, value]) => value)
  const counts = [
    `${resume ?? ''}`,
    `${items.length} policies`,
    `${new Set(items.map(({ progress }) => progress)).size} kinds`,
  ]
  const own = items.map(({ progress, half }) => `${resume ?? ''} ${progress} ${half !== undefined}`)
  return [...counts, ...own, ...set.map(([name]) => name)].map((feature) => `${state}: ${feature}`)
}

const VIEWERS = [
  { oid: ADA.oid, conversationId: 'a:ada' },
  { oid: BRUNO.oid, conversationId: 'a:ada' },
  { oid: null, conversationId: 'a:ada' },
  { oid: null, conversationId: '19:approvals@thread.tacv2' },
]

/** The same request about so many policies that its card has pages. */
function bulkOf(request: AssignmentRequest): AssignmentRequest {
  const items = Array.from({ length: 13 }, (_none, index) => request.items.at(index % request.items.length))
  return { ...request, items: items.flatMap((item) => item ?? []) } as AssignmentRequest
}

/** Every card that shows a request: to each who may see it, each page of a long one, and where it is told of. */
function cardsOf(request: AssignmentRequest): [name: string, card: Attachment][] {
  const pages = pagesOf(request.items).map((_page, page) => page)
  return [
    ...VIEWERS.flatMap((viewer) =>
      (pages.length > 0 ? pages : [0]).map((page): [string, Attachment] => [
        'request',
        requestCard(request, viewer, { page, shown: pages, others: [ADA.teamsId ?? ''] }),
      ]),
    ),
    ['notice', noticeCard(request)],
    ['sign-in', signInCard(request, 'https://assent.example/sign-in')],
    [
      'history',
      historyCard([request], {
        title: 'Your requests',
        page: 1,
        hasMore: true,
        request: null,
        openable: new Set<string>(),
      }),
    ],
  ]
}

describe('Every card of every request that a sentence can lead to', () => {
  const drawn: AssignmentRequest[] = []

  beforeAll(() => {
    const shown = new Set<string>()
    walk(({ after }) => {
      if (!after || featuresOf(after.request).every((feature) => shown.has(feature))) return
      for (const feature of featuresOf(after.request)) shown.add(feature)
      drawn.push(after.request)
    }, shapeOf)
  })

  it('occurs in every state', () => {
    const states = new Set(drawn.map(({ state }) => state))
    expect(ALL_STATES.filter((state) => !states.has(state))).toEqual([])
  })

  it.each(ALL_STATES)('follows the rules of Teams: %s', (state) => {
    const requests = drawn.filter((one) => one.state === state)
    const breaches = requests.flatMap((request) => {
      const bulk = request.items.length > 0 ? cardsOf(bulkOf(request)) : []
      return [...cardsOf(request), ...bulk].flatMap(([name, { content }]) =>
        breachesOf(content).map((breach) => `${name}: ${breach}`),
      )
    })
    expect([...new Set(breaches)]).toEqual([])
  })
})
