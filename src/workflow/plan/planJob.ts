import { Directory } from '../../graph/directory.ts'
import { NO_CHANGE } from '../../intune/assignments/change.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { CATALOG, rowOf } from '../../intune/catalog/catalog.ts'
import { changesAnything, type Plan } from '../../intune/plan/plan.ts'
import { explain, inOneSentence } from '../../language/feedback/explain.ts'
import type { ShowReading } from '../../language/reading.ts'
import { tooLongToShow } from '../../request/cardPages.ts'
import type { Event } from '../../request/event.ts'
import { leftToDo } from '../../request/itemSelection.ts'
import type { Person } from '../../request/person.ts'
import {
  type Answers,
  type Asking,
  type AssignmentRequest,
  awaitsModel,
  type Question,
  type RequestIn,
} from '../../request/request.ts'
import { isChanged, wayBackOf } from '../../request/undoPolicy.ts'
import type { Desk } from '../desk.ts'
import type { MemberReading } from '../effect/planEffects.ts'
import { type GraphFor, mayPassOver, setbackFrom, sharing } from '../setback.ts'
import { findWhole, type Searched } from './bulkSearch.ts'
import { comparedIn, comparison } from './comparison.ts'
import { copiesOf } from './copySource.ts'
import { findGets } from './groupReport.ts'
import { plansFor, type Wish } from './makePlans.ts'
import { openIntentOf, withAnswers } from './openIntents.ts'
import { historyInWords, MEMBERS, membersOf, whetherGets } from './policyReport.ts'
import { type Meaning, Search } from './resolveReading.ts'
import {
  leftOut,
  nothingToChange,
  nothingToUndo,
  progressSentence,
  unknownSentence,
  wordsLeftOut,
} from './sentences.ts'
import { findUnassigned, NOBODY } from './unassignedReport.ts'
import { partsOf } from './wishes.ts'

export interface PlanningParts extends MemberReading {
  desk: Desk
  graphFor: GraphFor
  /** Asks a language model about a sentence that nothing else reads; null where none is set up. */
  interpret: ((text: string) => Promise<Asking | null>) | null
  /** To be asked before anything else: forgets what the requester was shown before they signed out anywhere. */
  begin: (person: Person) => Promise<unknown>
  /** Tries the requester's sign-in for the write, so that a missing consent shows now and not hours later. */
  rehearse: (person: Person, scopes: readonly string[]) => Promise<void>
  /** Shows on the request's card how far a long search is, or what keeps it. It may take its time, and nothing depends on it. */
  showProgress: (request: RequestIn<'asked'>, sentence: string) => Promise<void>
  /** After so many attempts a passing trouble ends the request. */
  attempts: number
}

/** Policies of one request: what people can still look through, and Intune takes in a minute. */
const MOST_AT_ONCE = 200
/** Between two looks at how far a search is, in milliseconds. */
const PROGRESS_MS = 3000

type Answer = Extract<Event, { type: 'answered' | 'planned' | 'asksWhich' | 'replanned' }>

/** The job between a sentence and its card: find, read, merge. It writes nothing to the tenant. */
export class Planning {
  private readonly parts: PlanningParts

  constructor(parts: PlanningParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk, attempts } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'asked') return
    if (awaitsModel(request)) {
      await desk.transition(requestId, await this.interpreted(request.text))
      return
    }
    const isRetry = request.items.length > 0
    let event: Event
    try {
      await this.parts.begin(request.asker)
      event = isRetry ? await this.planAgain(request) : tried(await this.answer(request), request)
    } catch (error) {
      const setback = setbackFrom(error, request.asker, attempt)
      if (setback.type === 'passes' && attempt < attempts) {
        if (!isRetry) await this.parts.showProgress(request, `${setback.reason} I keep trying.`)
        throw error
      }
      if (setback.type === 'needsSignIn') event = setback
      else if (isRetry) event = stillFailed(request, setback.reason)
      else event = nothing(`${setback.reason} Nothing was changed.`)
    }
    await desk.transition(requestId, event)
  }

  /** The model's reading, or the same answer as if there were no model. */
  private async interpreted(text: string): Promise<Event> {
    const reading = await this.parts.interpret?.(text)
    return reading ? { type: 'interpreted', reading } : nothing(inOneSentence(explain(text, CATALOG)))
  }

  private async answer(request: RequestIn<'asked'>): Promise<Answer> {
    if (request.undoes) return await this.wayBack(request, request.undoes)
    if (request.getsOf) return await this.groupAnswer(request, request.getsOf)
    const graphFor = sharing(this.parts.graphFor)
    const person = request.asker
    const session = (scopes: readonly string[]) => graphFor(person, scopes)
    const directory = new Directory({ person, session, lists: this.parts.lists, mayPassOver })
    const meaning = await new Search(directory, request.answers).meaningOf(request.readings)
    switch (meaning.type) {
      case 'asks':
        return { type: 'asksWhich', question: await this.ordered(graphFor, person, meaning) }
      case 'unknown':
        return nothing(
          [unknownSentence(meaning), ...(isOneOfSeveral(request) ? [ALL_OR_NONE] : [])].join(' '),
        )
      case 'refused':
        return nothing(meaning.sentence)
      case 'whole':
        return aside(await this.wholeAnswer(graphFor, request, meaning), meaning.reading)
      case 'copies': {
        const { wishes, refusal } = await copiesOf(graphFor, person, meaning.from, meaning.policies)
        if (refusal !== undefined) return nothing(refusal)
        return aside(await this.plainAnswer(graphFor, request, { ...meaning, wishes }), meaning.reading)
      }
      case 'found':
        return aside(await this.plainAnswer(graphFor, request, meaning), meaning.reading)
    }
  }

  /**
   * The choices between readings, those first that would change something: what takes an assignment away before
   * what adds an exclusion, since it does less.
   */
  private async ordered(
    graphFor: GraphFor,
    person: Person,
    { question, wishes }: Extract<Meaning, { type: 'asks' }>,
  ): Promise<Question> {
    if (!wishes?.every((those) => those.length > 0)) return question
    const planned = await Promise.all(wishes.map((those) => plansFor(graphFor, person, those)))
    const ranked = planned.map((each, index) => {
      const changes = each.some(({ plan }) => plan && changesAnything(plan))
      const excludes = wishes[index]?.some(({ change }) => change.exclude.length > 0)
      return { choice: question.choices[index], rank: (changes ? 0 : 2) + (excludes ? 1 : 0) }
    })
    ranked.sort((a, b) => a.rank - b.rank)
    return { ...question, choices: ranked.flatMap(({ choice }) => choice ?? []) }
  }

  /** Policies that were named: one that cannot be changed so stops the others, since they were asked for together. */
  private async plainAnswer(
    graphFor: GraphFor,
    request: AssignmentRequest,
    { wishes: asked, reading }: Pick<Extract<Meaning, { type: 'found' }>, 'wishes' | 'reading'>,
  ): Promise<Answer> {
    const { asker: person, answers } = request
    const wishes = withAnswers(asked, answers)
    const haste = isDry(request) ? 'none' : 'card'
    const planned = await plansFor(
      graphFor,
      person,
      wishes,
      reading.action === 'show' ? null : this.parts,
      haste,
    )
    const question = openIntentOf(wishes, planned, answers)
    if (question) return { type: 'asksWhich', question }
    const refusals = planned.flatMap((one) => one.refusal ?? [])
    if (refusals.length > 0) return nothing([...new Set(refusals)].join(' '))
    const plans = planned.flatMap((one) => one.plan ?? [])
    if (reading.action === 'show') return await this.shown(graphFor, person, answers, reading, plans)
    return await this.proposed(person, plans, [])
  }

  /** Policies as they are now, with an answer to what was asked about them. */
  private async shown(
    graphFor: GraphFor,
    person: Person,
    answers: Answers,
    { isFor, history }: ShowReading,
    plans: Plan[],
  ): Promise<Answer> {
    const [plan] = plans
    if (!plan || !(isFor || history)) return { type: 'answered', reason: null, plans }
    if (history) {
      const requests = await this.parts.desk.history(person.tenantId, plan.policy.id, MOST_LOOKED_BACK)
      return { type: 'answered', reason: historyInWords(plan.policy.id, requests), plans }
    }
    const session = (scopes: readonly string[]) => graphFor(person, scopes)
    const directory = new Directory({ person, session, lists: this.parts.lists, mayPassOver })
    const looked = await new Search(directory, answers).target(isFor ?? '')
    if (looked.type === 'asks') return { type: 'asksWhich', question: looked.question }
    if (looked.type === 'unknown') return nothing(unknownSentence(looked))
    return { type: 'answered', reason: await whetherGets(graphFor, person, plan, looked.one), plans }
  }

  /** Policies that were described: one that cannot be changed so is left out, with a note. */
  private async wholeAnswer(
    graphFor: GraphFor,
    request: RequestIn<'asked'>,
    { whole }: Extract<Meaning, { type: 'whole' }>,
  ): Promise<Answer> {
    const told = this.teller(request)
    const { wishes, notes } = await findWhole(graphFor, request.asker, whole, told.tell)
    await told.done()
    if (wishes.length === 0) return nothing(['I found nothing that this is about.', ...notes].join(' '))
    if (wishes.length > MOST_AT_ONCE) {
      return nothing(
        `That is about ${wishes.length} policies; I take ${MOST_AT_ONCE} at once at most. Name a kind of policy to narrow it. Nothing was changed.`,
      )
    }
    const planned = await plansFor(
      graphFor,
      request.asker,
      wishes,
      this.parts,
      isDry(request) ? 'none' : 'card',
    )
    const plans = planned.flatMap((one) => one.plan ?? [])
    return await this.proposed(request.asker, plans, [...leftOut(wishes, planned), ...notes])
  }

  /** What a group gets: nothing is asked for but to see it. */
  private async groupAnswer(request: RequestIn<'asked'>, asked: string): Promise<Answer> {
    const graphFor = sharing(this.parts.graphFor)
    const person = request.asker
    const session = (scopes: readonly string[]) => graphFor(person, scopes)
    const directory = new Directory({ person, session, lists: this.parts.lists, mayPassOver })
    if (asked.split(':', 1)[0] === NOBODY) {
      const told = this.teller(request)
      const gets = await findUnassigned(graphFor, person, asked, told.tell)
      await told.done()
      return { type: 'answered', reason: null, plans: [], gets }
    }
    if (comparedIn(asked).length > 0) return await this.compared(graphFor, request, directory, asked)
    const counts = asked.startsWith(MEMBERS)
    const name = counts ? asked.slice(MEMBERS.length) : asked
    const looked = await new Search(directory, request.answers).target(name)
    if (looked.type === 'asks') return { type: 'asksWhich', question: looked.question }
    if (looked.type === 'unknown') return nothing(unknownSentence(looked))
    if (counts) return { type: 'answered', reason: await membersOf(graphFor, person, looked.one), plans: [] }
    const told = this.teller(request)
    const gets = await findGets(graphFor, person, looked.one, told.tell)
    await told.done()
    return { type: 'answered', reason: null, plans: [], gets }
  }

  private async compared(
    graphFor: GraphFor,
    request: RequestIn<'asked'>,
    directory: Directory,
    asked: string,
  ): Promise<Answer> {
    const search = new Search(directory, request.answers)
    const found: Subject[] = []
    for (const name of comparedIn(asked)) {
      const looked = await search.target(name)
      if (looked.type === 'asks') return { type: 'asksWhich', question: looked.question }
      if (looked.type === 'unknown') return nothing(unknownSentence(looked))
      found.push(looked.one)
    }
    const told = this.teller(request)
    const reason = await comparison(graphFor, request.asker, found as [Subject, Subject], told.tell)
    await told.done()
    return { type: 'answered', reason, plans: [] }
  }

  /** Takes an earlier request back, against the sets as they are now: what others changed since stays. */
  private async wayBack(request: RequestIn<'asked'>, id: string): Promise<Answer> {
    const original = await this.parts.desk.load(id)
    const changed = original?.items.filter(isChanged) ?? []
    const wishes = changed.map((item): Wish => {
      return { policy: item.plan.policy, change: { ...NO_CHANGE, revert: wayBackOf(item) } }
    })
    const planned = await plansFor(sharing(this.parts.graphFor), request.asker, wishes, this.parts, 'card')
    const plans = planned.flatMap((one) => one.plan ?? [])
    return await this.proposed(request.asker, plans, leftOut(wishes, planned), nothingToUndo)
  }

  /** The plans that change something, for people to decide about. */
  private async proposed(
    person: Person,
    plans: readonly Plan[],
    notes: string[],
    why: (still: readonly Plan[]) => string = nothingToChange,
  ): Promise<Answer> {
    const changing = plans.filter(changesAnything)
    const still = plans.filter((plan) => !changing.includes(plan))
    const all = [...(still.length > 0 ? [why(still)] : []), ...notes]
    if (changing.length === 0) {
      const shown = plans.length > MOST_SHOWN ? [] : [...plans]
      return { type: 'answered', reason: all.join(' '), plans: shown }
    }
    const tooLong = changing.flatMap((plan) => tooLongToShow(plan) ?? [])
    if (tooLong.length > 0) return nothing(tooLong.join(' '))
    const scopes = [...new Set(changing.map((plan) => rowOf(plan.policy.kind).scope))]
    for (const scope of scopes) await this.parts.rehearse(person, [scope])
    return { type: 'planned', plans: changing, notes: all }
  }

  /** What failed of an approved request, planned against the sets as they are now. */
  private async planAgain(request: RequestIn<'asked'>): Promise<Answer> {
    const graphFor = sharing(this.parts.graphFor)
    const left = leftToDo(request)
    const wishes = left.flatMap((index): Wish[] => {
      const item = request.items[index]
      return item ? [{ policy: item.plan.policy, change: item.half?.restore ?? item.plan.change }] : []
    })
    const planned = await plansFor(graphFor, request.asker, wishes, this.parts)
    const outcomes = request.items.map((_, index) => planned[left.indexOf(index)] ?? null)
    return { type: 'replanned', outcomes }
  }

  /** Tells of the search now and then, one sentence at a time; what comes in between is not told. */
  private teller(request: RequestIn<'asked'>) {
    let last = Date.now()
    let telling: Promise<void> = Promise.resolve()
    const tell = (searched: Searched) => {
      if (Date.now() - last < PROGRESS_MS) return
      last = Date.now()
      telling = telling.then(() => this.parts.showProgress(request, progressSentence(searched)))
    }
    return { tell, done: () => telling }
  }
}

const MOST_SHOWN = 5
const MOST_LOOKED_BACK = 20

const ONLY_TRIED =
  'This is what would change; you asked only to see it, so there is nothing to approve. Write it without “dry run” to ask for it.'

/** The plans as an answer, where nothing but them was wanted. */
function tried(answer: Answer, request: AssignmentRequest): Answer {
  if (answer.type !== 'planned' || !isDry(request)) return answer
  return { type: 'answered', reason: [ONLY_TRIED, ...answer.notes].join(' '), plans: answer.plans }
}

function isDry({ readings }: AssignmentRequest): boolean {
  return readings.length > 0 && readings.every((reading) => 'dryRun' in reading && reading.dryRun)
}

const ALL_OR_NONE = 'Your message asks for several things, and I do all of them or none.'

function isOneOfSeveral({ readings }: AssignmentRequest): boolean {
  return readings.every(({ action }) => action === 'several')
}

/** With what was said beside the request: words that were left out, and why it is asked for. */
function aside(answer: Answer, reading: Asking): Answer {
  const words = [...new Set(partsOf(reading).flatMap((part) => ('leftOut' in part && part.leftOut) || []))]
  const why = [...new Set(partsOf(reading).flatMap((part) => ('reason' in part && part.reason) || []))]
  const note = words.length > 0 ? wordsLeftOut(words) : null
  switch (answer.type) {
    case 'planned':
      return {
        ...answer,
        notes: [...(note ? [note] : []), ...answer.notes],
        ...(why.length > 0 ? { why: why.join('; ') } : {}),
      }
    case 'answered':
      return note ? { ...answer, reason: [answer.reason, note].filter(Boolean).join(' ') } : answer
    default:
      return answer
  }
}

function nothing(reason: string): Answer {
  return { type: 'answered', reason, plans: [] }
}

function stillFailed(request: AssignmentRequest, reason: string): Answer {
  const left = leftToDo(request)
  return {
    type: 'replanned',
    outcomes: request.items.map((_, index) => (left.includes(index) ? { refusal: reason } : null)),
  }
}
