import type { Directory, Hits } from '../../graph/directory.ts'
import type { GroupFound } from '../../graph/groups.ts'
import { isCertain, isThatName, type NameMatching } from '../../graph/nameMatch.ts'
import type { PolicyRef } from '../../intune/assignments/change.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { titleMeant } from '../../intune/catalog/catalog.ts'
import { isGuid } from '../../intune/guid.ts'
import { saysPair } from '../../language/grammar/pairs.ts'
import { wordsFor } from '../../language/grammar/targetPart.ts'
import { ALL_DEVICES, ALL_USERS, UNNAMED } from '../../language/reading.ts'
import type { Answers, Choice, Question } from '../../request/request.ts'
import { answerKey } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import { choiceOfFilter, choiceOfGroup, choiceOfPolicy } from './choices.ts'
import { deletedGroups, saysDeletedGroups } from './deletedGroups.ts'

/** A name that nothing has, and nothing is close to. */
export interface Unknown {
  type: 'unknown'
  what: 'policy' | 'group' | 'filter'
  asked: string
  kind: string | null
  /** Names that look like it, for the person to write again. */
  nearest: string[]
}

/** What one name refers to. */
export type Looked<T> = { type: 'one'; one: T } | { type: 'asks'; question: Question } | Unknown

/** What a name refers to where it may be that of two: “both Edge Settings”. */
export type LookedPair<T> =
  | Looked<T>
  | { type: 'pair'; pair: readonly [T, T] }
  | { type: 'refused'; refusal: Note }

const MAX_CHOICES = 10
/** The names offered where none was said. */
export const MAX_OFFERED = 8

/** Intune's own targets; a tenant may have groups with the same names. */
export const BUILT_IN = [
  { target: ALL_USERS, kind: 'allUsers', title: 'All users', detail: 'Intune’s own: every licensed user' },
  {
    target: ALL_DEVICES,
    kind: 'allDevices',
    title: 'All devices',
    detail: 'Intune’s own: every enrolled device',
  },
] as const

/** One name at a time, with the person's earlier answer about it. */
export class Lookup {
  private readonly directory: Directory
  private readonly answers: Answers
  private readonly text: string

  /** @param text what the person wrote. */
  constructor(directory: Directory, answers: Answers, text: string) {
    this.directory = directory
    this.answers = answers
    this.text = text
  }

  /** Policies by their names; a single name may be that of two, if “both” was said of it. */
  async policies(
    names: readonly string[],
    kind: string | null,
    reach: NameMatching,
    sort: string | null,
  ): Promise<LookedPair<PolicyRef>[]> {
    const [name] = names
    const pair = name !== undefined && this.arePair(names, 'policy')
    const looked = pair
      ? pairOf('policy', name, await this.directory.policies(name, kind, reach), reach)
      : null
    return looked ? [looked] : await Promise.all(names.map((asked) => this.policy(asked, kind, reach, sort)))
  }

  /** The same of groups, and of all users and all devices. */
  async subjects(names: readonly string[], reach: NameMatching): Promise<LookedPair<Subject>[]> {
    const [name] = names
    const pair = name !== undefined && this.arePair(names, 'group')
    const looked = pair ? pairOf('group', name, await this.directory.groups(name, reach), reach) : null
    if (looked?.type === 'pair') {
      const [one, other] = looked.pair
      return [{ type: 'pair', pair: [groupOf(one), groupOf(other)] }]
    }
    return looked ? [looked] : await Promise.all(names.map((asked) => this.subject(asked, reach)))
  }

  private arePair([name = '', ...others]: readonly string[], what: Unknown['what']): boolean {
    return others.length === 0 && !this.answers[answerKey(what, name)] && saysPair(this.text, name)
  }

  /** @param sort what only some objects of the kind are called, where no name was said. */
  async policy(
    asked: string,
    kind: string | null,
    reach: NameMatching,
    sort: string | null = null,
  ): Promise<Looked<PolicyRef>> {
    const answer = this.answers[answerKey('policy', asked)]
    if (answer?.written && asked === UNNAMED)
      return written('policy', answer.written, await this.policy(answer.written, kind, reach))
    if (answer?.kind) {
      const policy = await this.directory.policy(answer.kind, answer.id)
      return policy ? { type: 'one', one: policy } : unknownName('policy', asked, kind)
    }
    if (asked === UNNAMED)
      return whichName(
        'policy',
        (await this.directory.fewPolicies(kind, MAX_OFFERED, sort)).map(choiceOfPolicy),
      )
    const hits = await this.directory.policies(asked, kind, reach)
    return certain(hits) ?? this.ask('policy', asked, hits, choiceOfPolicy, kind)
  }

  /** The same name under another kind than was said: Intune's profiles, templates and scripts are easily mixed up. */
  async ofAnotherKind({ what, asked, kind }: Unknown): Promise<Question | null> {
    if (what !== 'policy' || !kind) return null
    const hits = await this.directory.policies(asked, null, 'exactly')
    const question = this.ask('policy', asked, hits, choiceOfPolicy)
    return question.type === 'asks' ? { ...question.question, instead: titleMeant(kind) } : null
  }

  async subject(asked: string, reach: NameMatching): Promise<Looked<Subject>> {
    const answer = this.answers[answerKey('group', asked)]
    if (answer?.written && asked === UNNAMED) {
      const said = BUILT_IN.find(({ title }) => title.toLowerCase() === answer.written?.toLowerCase())
      return written('group', answer.written, await this.subject(said?.target ?? answer.written, reach))
    }
    const builtIn = BUILT_IN.find(({ target }) => target === (answer?.id ?? asked))
    if (builtIn) {
      const namesakes = answer ? [] : await this.namesakes(builtIn)
      if (namesakes.length === 0) return { type: 'one', one: { kind: builtIn.kind } }
      await this.directory.counted(namesakes)
      const { target: id, title, detail } = builtIn
      const choices = [{ id, kind: null, title, detail }, ...namesakes.map(choiceOfGroup)]
      return { type: 'asks', question: { asked, what: 'group', choices } }
    }
    if (answer) return { type: 'one', one: { kind: 'group', id: answer.id } }
    if (asked === UNNAMED) {
      const few = await this.directory.fewGroups(MAX_OFFERED)
      return whichName('group', (await this.directory.counted(few)).map(choiceOfGroup))
    }
    const hits = await this.directory.groups(asked, reach)
    const sure = certain(hits)
    if (sure) return { type: 'one', one: groupOf(sure.one) }
    // A group may be gone while its assignments remain; then its id is all there is to name it by.
    if (reach === 'nearly' && hits.found.length === 0 && isGuid(asked)) {
      return { type: 'one', one: { kind: 'group', id: asked.toLowerCase() } }
    }
    if (reach === 'nearly' && hits.found.length === 0 && saysDeletedGroups(asked))
      return { type: 'one', one: deletedGroups }
    const shown = hits.found.slice(0, MAX_CHOICES)
    if (reach === 'nearly' || isThatName(hits)) await this.directory.counted(shown)
    return this.ask('group', asked, hits, choiceOfGroup)
  }

  async filter(asked: string, reach: NameMatching): Promise<Looked<{ id: string }>> {
    const answer = this.answers[answerKey('filter', asked)]
    if (answer) return { type: 'one', one: { id: answer.id } }
    const hits = await this.directory.filters(asked, reach)
    if (reach === 'exactly' && !isThatName(hits)) return unknownName('filter', asked, null)
    return certain(hits) ?? this.ask('filter', asked, hits, choiceOfFilter)
  }

  /** Groups that are called like one of Intune's own targets, or what the person wrote for it. */
  private async namesakes({ target, title }: (typeof BUILT_IN)[number]): Promise<GroupFound[]> {
    const names = new Set([title, ...wordsFor(target, this.text)].map((name) => name.toLowerCase()))
    const found = await Promise.all([...names].map((name) => this.directory.namesakes(name)))
    return [...new Map(found.flat().map((group) => [group.id, group])).values()]
  }

  private ask<T>(
    what: Unknown['what'],
    asked: string,
    hits: Hits<T>,
    choiceOf: (one: T) => Choice,
    kind: string | null = null,
  ): { type: 'asks'; question: Question } | Unknown {
    if (hits.found.length === 0) return { ...unknownName(what, asked, kind), nearest: hits.nearest }
    const choices = hits.found.slice(0, MAX_CHOICES).map(choiceOf)
    const more = hits.found.length - choices.length
    return { type: 'asks', question: { asked, what, choices, ...(more > 0 ? { more } : {}) } }
  }
}

function groupOf({ id }: { id: string }): Subject {
  return { kind: 'group', id }
}

/** Two of that very name, or why there are not; null where other readings may still have it. */
function pairOf<T extends { name: string | null }>(
  what: 'policy' | 'group',
  asked: string,
  hits: Hits<T>,
  reach: NameMatching,
): { type: 'pair'; pair: readonly [T, T] } | { type: 'refused'; refusal: Note } | null {
  const { found } = hits
  if (!isThatName(hits)) {
    if (reach === 'exactly' || found.length === 0) return null
    const names = found.slice(0, MAX_OFFERED).map(({ name }) => name ?? '')
    return { type: 'refused', refusal: { code: 'bothOfNothing', what, asked, names } }
  }
  const [one, other] = found
  if (one && other && found.length === 2) return { type: 'pair', pair: [one, other] }
  return { type: 'refused', refusal: { code: 'bothOfSeveral', what, asked, count: found.length } }
}

function certain<T>(hits: Hits<T>): { type: 'one'; one: T } | null {
  const [one] = hits.found
  return one !== undefined && isCertain(hits) ? { type: 'one', one } : null
}

/** A name that was left out: some to choose from, and any other can be typed. */
function whichName(what: 'policy' | 'group', choices: Choice[]): { type: 'asks'; question: Question } {
  const about = { code: 'nameUnsaid', what } as const
  return { type: 'asks', question: { asked: UNNAMED, what, about, choices, writes: true } }
}

/** A name that was typed where none was said; it can be typed again if nothing has that name. */
function written<T>(what: 'policy' | 'group', name: string, looked: Looked<T>): Looked<T> {
  if (looked.type !== 'unknown') return looked
  const about = { code: 'writtenUnknown', what, name, nearest: looked.nearest } as const
  return { type: 'asks', question: { asked: UNNAMED, what, about, choices: [], writes: true } }
}

export function unknownName(what: Unknown['what'], asked: string, kind: string | null): Unknown {
  return { type: 'unknown', what, asked, kind, nearest: [] }
}

type Unresolved = Exclude<LookedPair<never>, { type: 'one' | 'pair' }>

/** Those that did not lead to exactly one object. */
export function opens<T>(looked: readonly LookedPair<T>[]): Unresolved[] {
  return looked.flatMap((one) => (one.type === 'one' || one.type === 'pair' ? [] : [one]))
}

/** The objects of those that did. */
export function ones<T>(looked: readonly LookedPair<T>[]): T[] {
  return looked.flatMap((one) => (one.type === 'one' ? [one.one] : one.type === 'pair' ? one.pair : []))
}
