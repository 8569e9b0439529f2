import type { Graph } from '../graph/client.ts'
import { GraphRefusal } from '../graph/errors.ts'
import { findFilters } from '../graph/filters.ts'
import { countMembers, findGroups } from '../graph/groups.ts'
import { type Found, isCertain } from '../graph/names.ts'
import { findPolicies, type PolicyFound, readPolicy } from '../graph/policies.ts'
import { CATALOG, type CatalogRow, rowOf } from '../intune/catalog.ts'
import {
  type Change,
  type FilterFacts,
  type GroupFacts,
  NO_CHANGE,
  type PolicyRef,
  type Subject,
} from '../intune/change.ts'
import { describeGroup } from '../intune/words.ts'
import { ALL_DEVICES, ALL_USERS } from '../language/reading.ts'
import { answerKey } from './advance.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from './people.ts'
import type { Answers, Asking, Choice, Question } from './request.ts'

/** What a reading comes to in this tenant. */
export type Meaning =
  | { type: 'found'; policies: PolicyRef[]; change: Change }
  | { type: 'asks'; question: Question }
  | { type: 'unknown'; what: Question['what']; asked: string; kind: string | null }

type Session = (scopes: readonly string[]) => Graph

const MOST_CHOICES = 10

/**
 * Finds what a request's readings mean, as the requester sees the tenant. Each name is looked up once, however
 * many readings use it.
 */
export class Search {
  private readonly session: Session
  private readonly answers: Answers
  private readonly looked = new Map<string, Promise<unknown>>()

  constructor(session: Session, answers: Answers) {
    this.session = session
    this.answers = answers
  }

  /**
   * The reading whose names all exist wins, the best one first; where none does, the one that lacks least is
   * asked about. Nothing is ever guessed.
   */
  async meaningOf(readings: readonly Asking[]): Promise<Meaning> {
    let asks: Meaning | null = null
    let unknown: Meaning | null = null
    for (const reading of readings) {
      const meaning = await this.meaningOfOne(reading)
      if (meaning.type === 'found') return meaning
      if (meaning.type === 'asks') asks ??= meaning
      else unknown ??= meaning
    }
    return asks ?? unknown ?? { type: 'unknown', what: 'policy', asked: '', kind: null }
  }

  private async meaningOfOne(reading: Asking): Promise<Meaning> {
    const policies: PolicyRef[] = []
    for (const asked of reading.policies) {
      const one = await this.policy(asked, reading.kind)
      if ('type' in one) return one
      policies.push(...one)
    }
    if (reading.action === 'show') return { type: 'found', policies, change: NO_CHANGE }
    const change: Change = { ...NO_CHANGE, include: [], exclude: [], remove: [], intent: reading.intent }
    for (const side of ['include', 'exclude', 'remove'] as const) {
      for (const asked of reading[side]) {
        const subject = await this.subject(asked)
        if (isMeaning(subject)) return subject
        change[side].push(subject)
      }
    }
    if (reading.filter) {
      const filter = await this.filter(reading.filter.name)
      if ('type' in filter) return filter
      change.filter = { id: filter.id, mode: reading.filter.mode }
    }
    return { type: 'found', policies, change }
  }

  private async policy(asked: string, kind: string | null): Promise<PolicyRef[] | Meaning> {
    const answer = this.answers[answerKey('policy', asked)]
    if (answer?.kind) {
      const row = rowOf(answer.kind)
      const policy = await readPolicy(this.session([row.readScope]), row, answer.id)
      return policy ? [policy] : { type: 'unknown', what: 'policy', asked, kind }
    }
    const rows = kind ? [rowOf(kind)] : CATALOG
    const found = await this.once(`policy ${kind} ${asked}`, () => this.policies(rows, asked))
    if (isCertain(found)) return found.found
    if (found.found.length === 0) return { type: 'unknown', what: 'policy', asked, kind }
    const choices = found.found.map(choiceOfPolicy)
    return { type: 'asks', question: { asked, what: 'policy', choices: choices.slice(0, MOST_CHOICES) } }
  }

  /** Over all kinds where none was named; kinds the person may not read are passed over then. */
  private async policies(rows: readonly CatalogRow[], asked: string): Promise<Found<PolicyFound>> {
    const all = await Promise.all(
      rows.map((row) =>
        findPolicies(this.session([row.readScope]), row, asked).catch((error): Found<PolicyFound> => {
          const mayPass = rows.length > 1 && error instanceof GraphRefusal && error.code === 'denied'
          if (mayPass) return { closeness: null, found: [] }
          throw error
        }),
      ),
    )
    for (const closeness of ['exact', 'sameLetters', 'prefix', 'words', 'spelling'] as const) {
      const found = all.filter((one) => one.closeness === closeness).flatMap((one) => one.found)
      if (found.length > 0) return { closeness, found }
    }
    return { closeness: null, found: [] }
  }

  private async subject(asked: string): Promise<Subject | Meaning> {
    if (asked === ALL_USERS) return { kind: 'allUsers' }
    if (asked === ALL_DEVICES) return { kind: 'allDevices' }
    const answer = this.answers[answerKey('group', asked)]
    if (answer) return { kind: 'group', id: answer.id }
    const graph = this.session([GROUP_SCOPE])
    const found = await this.once(`group ${asked}`, () => findGroups(graph, asked))
    if (isCertain(found)) return { kind: 'group', id: (found.found[0] as GroupFacts).id }
    if (found.found.length === 0) return { type: 'unknown', what: 'group', asked, kind: null }
    const shown = found.found.slice(0, MOST_CHOICES)
    await countMembers(graph, shown)
    return { type: 'asks', question: { asked, what: 'group', choices: shown.map(choiceOfGroup) } }
  }

  private async filter(asked: string): Promise<FilterFacts | Meaning> {
    const answer = this.answers[answerKey('filter', asked)]
    const graph = this.session([FILTER_SCOPE])
    const found = await this.once(`filter ${asked}`, () => findFilters(graph, answer?.id ?? asked))
    if (isCertain(found)) return found.found[0] as FilterFacts
    if (found.found.length === 0) return { type: 'unknown', what: 'filter', asked, kind: null }
    const choices = found.found.slice(0, MOST_CHOICES).map(
      (filter): Choice => ({
        id: filter.id,
        kind: null,
        title: filter.name,
        detail: `${filter.platform ?? 'filter'}, ${filter.id}`,
      }),
    )
    return { type: 'asks', question: { asked, what: 'filter', choices } }
  }

  private once<T>(key: string, look: () => Promise<T>): Promise<T> {
    const known = this.looked.get(key) as Promise<T> | undefined
    if (known) return known
    const made = look()
    this.looked.set(key, made)
    return made
  }
}

function isMeaning(value: Subject | Meaning): value is Meaning {
  return 'type' in value
}

function choiceOfPolicy(policy: PolicyFound): Choice {
  const changed = policy.lastModified ? `changed ${policy.lastModified.slice(0, 10)}` : null
  const detail = [rowOf(policy.kind).title, policy.platform, changed, policy.id].filter(Boolean).join(', ')
  return { id: policy.id, kind: policy.kind, title: policy.name, detail }
}

function choiceOfGroup(group: GroupFacts): Choice {
  const detail = [describeGroup(group), group.id].join(', ')
  return { id: group.id, kind: null, title: group.name ?? group.id, detail }
}
