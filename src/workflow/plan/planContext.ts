import { Directory } from '../../graph/directory.ts'
import type { Haste } from '../../graph/membershipReach.ts'
import type { Rights } from '../../graph/rights.ts'
import type { Event } from '../../request/event.ts'
import type { Person } from '../../request/person.ts'
import type { RequestIn } from '../../request/request.ts'
import { progressWords } from '../../wording/answers.ts'
import type { Note } from '../../wording/note.ts'
import type { Desk } from '../desk.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { type GraphFor, mayPassOver, sharing } from '../setback.ts'
import type { Searched } from './lookThrough.ts'
import { type RightsReading, rightsOf } from './requesterRights.ts'
import { Search } from './resolveReading.ts'

/** The outcome of a plan job for its request. */
export type PlanAnswer = Extract<Event, { type: 'answered' | 'planned' | 'asksWhich' | 'replanned' }>

export interface StoryParts extends MemberReading, RightsReading {
  desk: Desk
  /** Tries the requester's sign-in for the write, so that a missing consent shows now and not hours later. */
  rehearse: (person: Person, scopes: readonly string[]) => Promise<void>
  /**
   * Shows on the request's card how far a long search has got, or what holds it up. It may be slow, and nothing depends
   * on it.
   */
  showProgress: (request: RequestIn<'asked'>, sentence: string) => Promise<void>
}

/** What every kind of planning works with: one request, and the tenant as its requester sees it. */
export interface PlanContext {
  parts: StoryParts
  request: RequestIn<'asked'>
  /** Who asked. */
  person: Person
  /** One Graph for the whole run, so that reads made at the same moment travel together. */
  graphFor: GraphFor
  search: Search
  directory: Directory
  /** How exact the numbers of its plans have to be: where it can be approved, more exact ones can follow. */
  haste: Haste
  /** What the requester's roles allow; read once, when first needed. */
  rights: () => Promise<Rights>
}

/** What one run of planning shares: a Graph that batches its reads, the search and the requester's rights. */
export function contextOf(request: RequestIn<'asked'>, parts: StoryParts): PlanContext {
  const graphFor = sharing(parts.graphFor)
  const person = request.asker
  const session = (scopes: readonly string[]) => graphFor(person, scopes)
  const directory = new Directory({ person, session, lists: parts.lists, mayPassOver })
  const search = new Search(directory, request.answers, request.text)
  let reading: Promise<Rights> | null = null
  const rights = () => {
    reading ??= rightsOf(parts, person)
    return reading
  }
  const haste = isDry(request) ? 'none' : 'card'
  return { parts, request, person, graphFor, search, directory, haste, rights }
}

/** Whether this is only to see what would change. */
export function isDry({ readings }: Pick<RequestIn<'asked'>, 'readings'>): boolean {
  return readings.length > 0 && readings.every((reading) => 'dryRun' in reading && reading.dryRun)
}

/** There is nothing to approve; the reason says why. */
export function nothingToApprove(reason: Note): PlanAnswer {
  return { type: 'answered', reason, plans: [] }
}

/** Between two reports of a search's progress, in milliseconds. */
const PROGRESS_MS = 3000

/** Runs a long search and reports on it now and then, one sentence at a time; reports in between are dropped. */
export async function whileTelling<T>(
  { request, parts }: PlanContext,
  look: (tell: (searched: Searched) => void) => Promise<T>,
): Promise<T> {
  let last = Date.now()
  let telling: Promise<void> = Promise.resolve()
  const found = await look((searched) => {
    if (Date.now() - last < PROGRESS_MS) return
    last = Date.now()
    telling = telling.then(() => parts.showProgress(request, progressWords(searched)))
  })
  await telling
  return found
}
