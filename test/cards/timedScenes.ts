import { earlierEndSentence, extensionSentence } from '../../src/wording/schedule.ts'
import { momentInFull } from '../../src/wording/timing.ts'
import {
  ALONE,
  ASSIGN,
  after,
  afterHours,
  approved,
  asked,
  done,
  draw,
  EXCLUDE,
  READ,
  type SceneMaker,
} from './cardRequests.ts'
import { assignPlan, excludePlan } from './company.ts'

/** Cards of what begins at a time, or lasts for a time. */

const ZONE = 'Europe/Berlin'
const LATER = `${ASSIGN} tomorrow at 22:00`
const scheduled = () =>
  after(asked(LATER, { readings: READ, zone: ZONE }), ALONE, {
    type: 'planned',
    plans: [assignPlan()],
    notes: [],
    period: { start: '2026-11-25T21:00:00.000Z', end: null },
  })

const FRIDAY = '2026-11-27T22:59:00.000Z'
const MONDAY = '2026-11-30T22:59:00.000Z'
const BRIEF = `${EXCLUDE} until Friday`
const lasting = () =>
  after(asked(BRIEF, { readings: READ, zone: ZONE }), ALONE, {
    type: 'planned',
    plans: [excludePlan()],
    notes: [],
    period: { start: null, end: FRIDAY },
  })
const extension = () =>
  after(
    asked(extensionSentence(momentInFull(MONDAY, ZONE), BRIEF), {
      zone: ZONE,
      prolongs: { id: 'x', end: FRIDAY },
      period: { start: null, end: MONDAY },
    }),
    ALONE,
    { type: 'planned', plans: [excludePlan()], notes: [] },
  )

const THURSDAY = '2026-11-26T22:59:00.000Z'
const earlierEnd = () =>
  after(
    asked(earlierEndSentence(momentInFull(THURSDAY, ZONE), BRIEF), {
      zone: ZONE,
      prolongs: { id: 'x', end: FRIDAY, earlier: true },
      period: { start: null, end: THURSDAY },
    }),
    ALONE,
    { type: 'planned', plans: [excludePlan()], notes: [] },
  )

/** Taken back by itself, four days later. */
const ended = () => afterHours(done(lasting()), ALONE, 96, { type: 'undone', by: 'x' })

export const TIMED_SCENES: SceneMaker[] = [
  ['request-later', () => draw(scheduled())],
  ['request-scheduled', () => draw(approved(scheduled()))],
  ['request-lasting', () => draw(done(lasting()))],
  ['request-extension', () => draw(extension())],
  ['request-lasting-waits', () => draw(lasting())],
  ['request-extended', () => draw(approved(extension()))],
  ['request-earlier-end', () => draw(earlierEnd())],
  ['request-shortened', () => draw(approved(earlierEnd()))],
  ['request-ended', () => draw(ended())],
]
