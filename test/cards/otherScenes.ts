import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { helpCard, notUnderstoodCard } from '../../src/teams/cards/helpCard.ts'
import { historyCard } from '../../src/teams/cards/historyCard.ts'
import { noticeCard } from '../../src/teams/cards/noticeCard.ts'
import { offersCard } from '../../src/teams/cards/offers.ts'
import { signInCard } from '../../src/teams/cards/signInCard.ts'
import { HELP_EXAMPLES } from '../../src/teams/inbound/commands/index.ts'
import { deedInWords } from '../../src/teams/outbound/noticeReplies.ts'
import { narrowedTitle } from '../../src/wording/history.ts'
import { OFFERS } from '../../src/wording/offers.ts'
import { whichScheduled } from '../../src/wording/schedule.ts'
import { nothingWaits } from '../../src/wording/waiting.ts'
import { ASSIGN, BOOK, BRUNO, done, EXCLUDE, needsSignIn, planned, type SceneMaker } from './cardRequests.ts'
import { assignPlan, excludePlan } from './company.ts'
import { failed, partly, rejected } from './outcomeScenes.ts'

/** Cards around the requests: help, offers, the history, notices and the sign-in. */

export const OTHER_SCENES: SceneMaker[] = [
  ['help', () => helpCard(HELP_EXAMPLES).content],
  [
    'help-not-understood',
    () => notUnderstoodCard(inOneSentence(explain('assign to group Sales', CATALOG)), true).content,
  ],
  ['offers-nothing-waits', () => offersCard(nothingWaits('cancel'), [OFFERS.undo, OFFERS.history]).content],
  [
    'offers-which',
    () => {
      const which = [planned(EXCLUDE, [excludePlan()]), planned(ASSIGN, [assignPlan()])]
      const offers = which.map((one) => ({
        title: deedInWords(one),
        say: 'move it to 21:00',
        about: one.id,
      }))
      return offersCard(whichScheduled(2), offers).content
    },
  ],
  [
    'history',
    () => {
      const found = [done(planned(EXCLUDE, [excludePlan()])), rejected(), partly()]
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
  ['notice-failed', () => noticeCard(failed()).content],
  ['notice-partly', () => noticeCard(partly()).content],
  ['notice-rejected', () => noticeCard(rejected()).content],
  [
    'sign-in',
    () =>
      signInCard(
        needsSignIn({ errorCode: 'interaction_required', claims: '{}' }),
        'https://assent.example/sign-in',
      ).content,
  ],
]
