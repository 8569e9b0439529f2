import type { Directory, Hits, Reach } from '../graph/directory.ts'
import { isCertain, isThatName } from '../graph/names.ts'
import { type Change, NO_CHANGE, type PolicyRef, type Subject } from '../intune/change.ts'
import { ALL_DEVICES, ALL_USERS } from '../language/reading.ts'
import { answerKey } from './advance.ts'
import { choiceOfFilter, choiceOfGroup, choiceOfPolicy, choiceOfReading } from './choices.ts'
import type { Answers, Asking, Choice, Question } from './request.ts'

/** What a reading comes to in this tenant. */
export type Meaning =
  | { type: 'found'; reading: Asking; policies: PolicyRef[]; change: Change }
  | { type: 'asks'; question: Question }
  | Unknown

/** A name that nothing has, and nothing is close to. */
export interface Unknown {
  type: 'unknown'
  what: 'policy' | 'group' | 'filter'
  asked: string
  kind: string | null
  /** Names that look like it, for the person to write again. */
  nearest: string[]
}

type Looked<T> = { type: 'one'; one: T } | { type: 'asks'; question: Question } | Unknown

const MOST_CHOICES = 10

/** Finds what a request's readings mean, as the requester sees the tenant. */
export class Search {
  private readonly directory: Directory
  private readonly answers: Answers

  constructor(directory: Directory, answers: Answers) {
    this.directory = directory
    this.answers = answers
  }

  /**
   * The reading whose names all exist wins; where several do and come to different things, the person says
   * which; where none does, the one that lacks least is asked about. Nothing is ever guessed.
   */
  async meaningOf(readings: readonly Asking[]): Promise<Meaning> {
    const picked = this.answers[answerKey('reading', '')]
    const chosen = picked ? readings.slice(Number(picked.id), Number(picked.id) + 1) : readings
    if (chosen.length > 1) {
      const standing = await this.thatStand(chosen)
      const [only] = standing
      if (only && standing.length === 1) return only.meaning
      if (only) {
        const choices = standing.map(({ reading }) => choiceOfReading(reading, readings.indexOf(reading)))
        return { type: 'asks', question: { asked: '', what: 'reading', choices } }
      }
    }
    return await this.closest(chosen)
  }

  /** The readings whose every name exists as it is written, one of each meaning. */
  private async thatStand(readings: readonly Asking[]): Promise<{ reading: Asking; meaning: Meaning }[]> {
    const meanings = await Promise.all(readings.map((reading) => this.meaningOfOne(reading, 'exactly')))
    const standing = new Map<string, { reading: Asking; meaning: Meaning }>()
    for (const [index, meaning] of meanings.entries()) {
      const reading = readings[index]
      if (!reading || meaning.type === 'unknown') continue
      const key = JSON.stringify(meaning.type === 'found' ? [meaning.policies, meaning.change] : meaning)
      if (!standing.has(key)) standing.set(key, { reading, meaning })
    }
    return [...standing.values()]
  }

  private async closest(readings: readonly Asking[]): Promise<Meaning> {
    let asks: Meaning | null = null
    let unknown: Unknown | null = null
    for (const reading of readings) {
      const meaning = await this.meaningOfOne(reading, 'nearly')
      if (meaning.type === 'found') return meaning
      if (meaning.type === 'asks') asks ??= meaning
      else if (!unknown || (unknown.nearest.length === 0 && meaning.nearest.length > 0)) unknown = meaning
    }
    return asks ?? unknown ?? { type: 'unknown', what: 'policy', asked: '', kind: null, nearest: [] }
  }

  /** All names at once, so that the questions travel together; the first that is not clear is what matters. */
  private async meaningOfOne(reading: Asking, reach: Reach): Promise<Meaning> {
    const changes = reading.action === 'change' ? reading : null
    const [policies, include, exclude, remove, filter] = await Promise.all([
      this.each(reading.policies, (asked) => this.policy(asked, reading.kind, reach)),
      this.each(changes?.include ?? [], (asked) => this.subject(asked, reach)),
      this.each(changes?.exclude ?? [], (asked) => this.subject(asked, reach)),
      this.each(changes?.remove ?? [], (asked) => this.subject(asked, reach)),
      this.each(changes?.filter ? [changes.filter.name] : [], (asked) => this.filter(asked, reach)),
    ])
    const open = [...policies, ...include, ...exclude, ...remove, ...filter].flatMap((one) =>
      one.type === 'one' ? [] : [one],
    )
    const [unclear] = [...open.filter(({ type }) => type === 'unknown'), ...open]
    if (unclear) return unclear
    const [foundFilter] = ones(filter)
    const change: Change = changes
      ? {
          include: ones(include),
          exclude: ones(exclude),
          remove: ones(remove),
          filter: foundFilter && changes.filter ? { id: foundFilter.id, mode: changes.filter.mode } : null,
          intent: changes.intent,
        }
      : NO_CHANGE
    return { type: 'found', reading, policies: unique(ones(policies)), change }
  }

  private each<T>(
    names: readonly string[],
    look: (name: string) => Promise<Looked<T>>,
  ): Promise<Looked<T>[]> {
    return Promise.all(names.map(look))
  }

  private async policy(asked: string, kind: string | null, reach: Reach): Promise<Looked<PolicyRef>> {
    const answer = this.answers[answerKey('policy', asked)]
    if (answer?.kind) {
      const policy = await this.directory.policy(answer.kind, answer.id)
      return policy ? { type: 'one', one: policy } : nothing('policy', asked, kind)
    }
    const hits = await this.directory.policies(asked, kind, reach)
    return certain(hits) ?? this.ask('policy', asked, hits, choiceOfPolicy, kind)
  }

  private async subject(asked: string, reach: Reach): Promise<Looked<Subject>> {
    if (asked === ALL_USERS) return { type: 'one', one: { kind: 'allUsers' } }
    if (asked === ALL_DEVICES) return { type: 'one', one: { kind: 'allDevices' } }
    const answer = this.answers[answerKey('group', asked)]
    if (answer) return { type: 'one', one: { kind: 'group', id: answer.id } }
    const hits = await this.directory.groups(asked, reach)
    const sure = certain(hits)
    if (sure) return { type: 'one', one: { kind: 'group', id: sure.one.id } }
    const shown = hits.found.slice(0, MOST_CHOICES)
    if (reach === 'nearly' || isThatName(hits)) await this.directory.counted(shown)
    return this.ask('group', asked, hits, choiceOfGroup)
  }

  private async filter(asked: string, reach: Reach): Promise<Looked<{ id: string }>> {
    const answer = this.answers[answerKey('filter', asked)]
    if (answer) return { type: 'one', one: { id: answer.id } }
    const hits = await this.directory.filters(asked)
    if (reach === 'exactly' && !isThatName(hits)) return nothing('filter', asked, null)
    return certain(hits) ?? this.ask('filter', asked, hits, choiceOfFilter)
  }

  private ask<T>(
    what: Unknown['what'],
    asked: string,
    hits: Hits<T>,
    choiceOf: (one: T) => Choice,
    kind: string | null = null,
  ): { type: 'asks'; question: Question } | Unknown {
    if (hits.found.length === 0) return { ...nothing(what, asked, kind), nearest: hits.nearest }
    const choices = hits.found.slice(0, MOST_CHOICES).map(choiceOf)
    const more = hits.found.length - choices.length
    return { type: 'asks', question: { asked, what, choices, ...(more > 0 ? { more } : {}) } }
  }
}

function certain<T>(hits: Hits<T>): { type: 'one'; one: T } | null {
  const [one] = hits.found
  return one !== undefined && isCertain(hits) ? { type: 'one', one } : null
}

function nothing(what: Unknown['what'], asked: string, kind: string | null): Unknown {
  return { type: 'unknown', what, asked, kind, nearest: [] }
}

function ones<T>(looked: readonly Looked<T>[]): T[] {
  return looked.flatMap((one) => (one.type === 'one' ? [one.one] : []))
}

/** One policy that was named twice is changed once. */
function unique(policies: readonly PolicyRef[]): PolicyRef[] {
  return [...new Map(policies.map((policy) => [`${policy.kind} ${policy.id}`, policy])).values()]
}
