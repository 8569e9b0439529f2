import { CATALOG } from '../../intune/catalog/catalog.ts'
import { explain, inOneSentence } from '../../language/feedback/explain.ts'
import type { Event } from '../../request/event.ts'
import type { Person } from '../../request/person.ts'
import { type Asking, awaitsModel, type RequestIn } from '../../request/request.ts'
import { keepTrying } from '../../wording/answers.ts'
import { inTurn, type Note, noteWords } from '../../wording/note.ts'
import { setbackFrom } from '../setback.ts'
import { answerForWhole } from './bulkAnswer.ts'
import { withCandidates } from './candidates.ts'
import { answerForExtension } from './extensionAnswer.ts'
import { answerForGroup } from './groupAnswer.ts'
import { withPeriod } from './period.ts'
import {
  contextOf,
  isDry,
  nothingToApprove,
  type PlanAnswer,
  type PlanContext,
  type StoryParts,
} from './planContext.ts'
import { answerForCopies, answerForPolicies, askWhichReading } from './policyAnswers.ts'
import { requestParts } from './requestParts.ts'
import type { Meaning } from './resolveReading.ts'
import { answerForRetry, stillFailed } from './retryAnswer.ts'
import { unknownNote } from './sentences.ts'
import { breakingSilence } from './silence.ts'
import { answerForUndo } from './undoAnswer.ts'

export interface PlanJobParts extends StoryParts {
  /** Asks a language model about a sentence that the grammar cannot read; null where none is set up. */
  interpret: ((text: string) => Promise<Asking | null>) | null
  /** Called before anything else: forgets what the requester was shown before they signed out anywhere. */
  begin: (person: Person) => Promise<unknown>
  /** After this many attempts a temporary failure ends the request. */
  attempts: number
}

/** The job between a sentence and its card: find, read, merge. It writes nothing to the tenant. */
export class PlanJob {
  private readonly parts: PlanJobParts

  constructor(parts: PlanJobParts) {
    this.parts = parts
  }

  async run(requestId: string, attempt: number): Promise<void> {
    const { desk } = this.parts
    const request = await desk.load(requestId)
    if (request?.state !== 'asked') return
    const event = awaitsModel(request)
      ? await this.interpret(request.text)
      : await this.planAloud(request, attempt)
    await desk.transition(requestId, event)
  }

  /** The model's reading, or the same answer as if there were no model. */
  private async interpret(text: string): Promise<Event> {
    const reading = await this.parts.interpret?.(text)
    return reading
      ? { type: 'interpreted', reading }
      : nothingToApprove(inOneSentence(explain(text, CATALOG)))
  }

  /** A request that is planned again already has a card, which stays as it is in the meantime. */
  private planAloud(request: RequestIn<'asked'>, attempt: number): Promise<Event> {
    if (request.items.length > 0) return this.plan(request, attempt, this.parts)
    return breakingSilence(
      (sentence) => this.parts.showProgress(request, sentence),
      (say) =>
        this.plan(request, attempt, { ...this.parts, showProgress: (_request, sentence) => say(sentence) }),
    )
  }

  /** @throws whatever is worth another attempt. */
  private async plan(request: RequestIn<'asked'>, attempt: number, parts: PlanJobParts): Promise<Event> {
    const { attempts, begin, showProgress } = parts
    const isRetry = request.items.length > 0
    try {
      await begin(request.asker)
      const context = contextOf(request, parts)
      return isRetry ? await answerForRetry(context) : asTrial(await answerToRequest(context), request)
    } catch (error) {
      const setback = setbackFrom(error, request.asker, attempt)
      if (setback.type === 'needsSignIn') return setback
      if (setback.type === 'passes' && attempt < attempts) {
        if (!isRetry) await showProgress(request, keepTrying(noteWords(setback.reason)))
        throw error
      }
      return isRetry
        ? stillFailed(request, setback.reason)
        : {
            type: 'answered',
            reason: inTurn(setback.reason, { code: 'nothingChanged' }),
            plans: [],
            setback: true,
          }
    }
  }
}

/** Picks the story; each has a file of its own. */
async function answerToRequest(context: PlanContext): Promise<PlanAnswer> {
  const { request, search } = context
  if (request.prolongs) return await answerForExtension(context, request.prolongs)
  if (request.undoes) return await answerForUndo(context, request.undoes)
  if (request.getsOf) return await answerForGroup(context, request.getsOf)
  const meaning = await search.meaningOf(request.readings)
  switch (meaning.type) {
    case 'asks':
      return await answerWithQuestion(context, meaning)
    case 'unknown':
      return nothingToApprove(
        inTurn(unknownNote(meaning), isOneOfSeveral(request) ? { code: 'allOrNone' } : null),
      )
    case 'refused':
      return nothingToApprove(meaning.refusal)
    case 'whole':
      return withAll(await answerForWhole(context, meaning), meaning.reading, request)
    case 'copies':
      return withAll(await answerForCopies(context, meaning), meaning.reading, request)
    case 'found':
      return withAll(await answerForPolicies(context, meaning), meaning.reading, request)
  }
}

/** With what was said around the request. */
function withAll(answer: PlanAnswer, reading: Asking, request: RequestIn<'asked'>): PlanAnswer {
  return withPeriod(withAside(answer, reading), reading, request)
}

/** The plans as an answer, where only plans were wanted. */
function asTrial(answer: PlanAnswer, request: RequestIn<'asked'>): PlanAnswer {
  if (answer.type !== 'planned' || !isDry(request)) return answer
  return { type: 'answered', reason: inTurn({ code: 'onlyTried' }, ...answer.notes), plans: answer.plans }
}

/** The question with its choices, unless none of them, or each alike, comes to what was asked. */
async function answerWithQuestion(
  context: PlanContext,
  meaning: Extract<Meaning, { type: 'asks' }>,
): Promise<PlanAnswer> {
  const { question, reading } = meaning
  if (!question.writes || !reading) {
    const answer = await askWhichReading(context, meaning)
    if ('type' in answer) return answer
    return withAll(await answerForPolicies(context, answer), answer.reading, context.request)
  }
  return { type: 'asksWhich', question: await withCandidates(context, question, reading) }
}

function isOneOfSeveral({ readings }: RequestIn<'asked'>): boolean {
  return readings.every(({ action }) => action === 'several')
}

/** With what was said beside the request: words that were left out, and the reason for it. */
function withAside(answer: PlanAnswer, reading: Asking): PlanAnswer {
  const words = [
    ...new Set(requestParts(reading).flatMap((part) => ('leftOut' in part && part.leftOut) || [])),
  ]
  const why = [...new Set(requestParts(reading).flatMap((part) => ('reason' in part && part.reason) || []))]
  // So that nobody believes those words were taken into account.
  const note: Note | null = words.length > 0 ? { code: 'wordsLeftOut', words } : null
  switch (answer.type) {
    case 'planned':
      return {
        ...answer,
        notes: [...(note ? [note] : []), ...answer.notes],
        ...(why.length > 0 ? { why: why.join('; ') } : {}),
      }
    case 'answered':
      return note ? { ...answer, reason: inTurn(answer.reason, note) } : answer
    default:
      return answer
  }
}
