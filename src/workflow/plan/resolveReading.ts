import type { Directory } from '../../graph/directory.ts'
import type { NameMatching } from '../../graph/nameMatch.ts'
import { NO_CHANGE, type PolicyRef } from '../../intune/assignments/change.ts'
import type { Subject } from '../../intune/assignments/entries.ts'
import { filterWithoutInclusion } from '../../intune/plan/refusals.ts'
import { namesIn } from '../../language/guards/coverage.ts'
import type { BulkReading, CopyReading } from '../../language/reading.ts'
import type { Answers, Asking, Question } from '../../request/request.ts'
import { answerKey } from '../../request/request.ts'
import type { Note } from '../../wording/note.ts'
import type { Whole } from './bulkSearch.ts'
import { choiceOfReading, targetInWords } from './choices.ts'
import type { LeftOut } from './copySource.ts'
import { isDeletedGroups } from './deletedGroups.ts'
import type { Wish } from './makePlans.ts'
import {
  changeFrom,
  joinedWishes,
  type RequestPart,
  requestParts,
  tiersOf,
  uniquePolicies,
} from './requestParts.ts'
import { type Looked, Lookup, ones, opens, type Unknown, unknownName } from './resolveName.ts'

/** What a reading means in this tenant. */
export type Meaning =
  | { type: 'found'; reading: Asking; wishes: Wish[] }
  | { type: 'copies'; reading: CopyReading; from: PolicyRef; policies: PolicyRef[]; leftOut: LeftOut[] }
  | { type: 'whole'; reading: BulkReading; whole: Whole }
  /** Its names exist, and still it cannot be done this way. */
  | { type: 'refused'; refusal: Note }
  /** `reading`: whose name it is about; `ways`: what each choice between readings comes to, in their order. */
  | { type: 'asks'; question: Question; reading?: Asking; ways?: Alternative[] }
  | Unknown

/** One way to understand a sentence; without wishes where it is about no policies that were named. */
export interface Alternative {
  reading: Asking
  wishes: Wish[]
}

/** With how many of its names are unclear, and how many of those resemble nothing there is. */
interface WeighedMeaning {
  meaning: Meaning
  open: number
  missing: number
}

const CLEAR = { open: 0, missing: 0 }

/** How many readings are searched for similar names; the best come first. */
const MAX_READINGS = 6

/** Finds what a request's readings mean, as the requester sees the tenant. */
export class Search {
  private readonly answers: Answers
  private readonly lookup: Lookup

  /** @param text what the person wrote. */
  constructor(directory: Directory, answers: Answers, text: string) {
    this.answers = answers
    this.lookup = new Lookup(directory, answers, text)
  }

  /**
   * The reading whose names all exist wins; where several do and come to different things, the person says which was
   * meant; where none does, the one with the fewest unclear names is asked about. Nothing is ever guessed.
   *
   * People who name a kind mean it: readings without one count only where none with it comes to anything, which also
   * saves a search through all kinds.
   */
  async meaningOf(readings: readonly Asking[]): Promise<Meaning> {
    const picked = this.answers[answerKey('reading', '')]
    const chosen = picked ? readings.slice(Number(picked.id), Number(picked.id) + 1) : readings
    let unknown: Unknown | null = null
    for (const tier of tiersOf(chosen)) {
      const standing = chosen.length > 1 ? await this.thatStand(tier) : []
      const [only] = standing
      if (only && standing.length === 1) return only.meaning
      if (only) {
        const choices = standing.map(({ reading }) => choiceOfReading(reading, readings.indexOf(reading)))
        const ways = standing.map(({ reading, meaning }) => ({
          reading,
          wishes: meaning.type === 'found' ? meaning.wishes : [],
        }))
        return { type: 'asks', question: { asked: '', what: 'reading', choices }, ways }
      }
      const meaning = await this.closest(tier)
      if (meaning && meaning.type !== 'unknown') return meaning
      unknown ??= meaning
    }
    if (!unknown) return unknownName('policy', '', null)
    const question = await this.lookup.ofAnotherKind(unknown)
    return question ? { type: 'asks', question } : unknown
  }

  /** One group by its name, or all users or all devices. */
  async target(asked: string): Promise<Looked<Subject>> {
    return await this.lookup.subject(asked, 'nearly')
  }

  /** One policy by its name. */
  async policy(asked: string, kind: string | null): Promise<Looked<PolicyRef>> {
    return await this.lookup.policy(asked, kind, 'nearly')
  }

  /** The readings whose every name exists as it is written, one for each meaning. */
  private async thatStand(readings: readonly Asking[]): Promise<{ reading: Asking; meaning: Meaning }[]> {
    // Targets first: they are found in one call, and most readings that are wrong have targets that do not exist.
    const targets = await Promise.all(
      readings.map((reading) =>
        Promise.all(requestParts(reading).map((part) => this.targetsOf(part, 'exactly'))),
      ),
    )
    const left = readings.filter((_, index) =>
      targets[index]?.every(({ open }) => open.every(({ type }) => type !== 'unknown')),
    )
    const meanings = await Promise.all(left.map((reading) => this.meaningOfOne(reading, 'exactly')))
    const standing = new Map<string, { reading: Asking; meaning: Meaning }>()
    for (const [index, { meaning }] of meanings.entries()) {
      const reading = left[index]
      if (!reading || meaning.type === 'unknown') continue
      const key = JSON.stringify({ ...meaning, reading: null })
      if (!standing.has(key)) standing.set(key, { reading, meaning })
    }
    return [...standing.values()]
  }

  /**
   * The reading with the fewest unclear names: it is asked about, unless one of its names resembles nothing there is.
   * Then the one with the fewest such names, the likeliest first, says what is missing.
   */
  private async closest(readings: readonly Asking[]): Promise<Meaning | null> {
    let least: WeighedMeaning | null = null
    let unknown: WeighedMeaning | null = null
    for (const reading of readings.slice(0, MAX_READINGS)) {
      const weighed = await this.meaningOfOne(reading, 'nearly')
      if (weighed.meaning.type === 'unknown') {
        if (!unknown || weighed.missing < unknown.missing) unknown = weighed
      } else if (!least || weighed.open < least.open) least = weighed
      if (least && least.open <= 1) break
    }
    if (least?.meaning.type === 'asks')
      return (await this.longer(readings, least.meaning.question)) ?? least.meaning
    return (least ?? unknown)?.meaning ?? null
  }

  /**
   * Who says “filter Windows 11 only” where there is a “Windows 11 PCs only” means that one, and not only those that a
   * “Windows 11” would match: of two names that nothing has exactly, the longer says more. Null where nothing is like it.
   */
  private async longer(readings: readonly Asking[], { asked }: Question): Promise<Meaning | null> {
    const goOn = (name: string) => name.startsWith(`${asked} `) && asked !== ''
    for (const reading of readings.filter((one) => namesIn(one).some(goOn)).slice(0, MAX_READINGS)) {
      const { meaning } = await this.meaningOfOne(reading, 'nearly')
      if (meaning.type === 'found') return meaning
      if (meaning.type === 'asks' && goOn(meaning.question.asked)) return meaning
    }
    return null
  }

  private async meaningOfOne(reading: Asking, reach: NameMatching): Promise<WeighedMeaning> {
    if (reading.action !== 'several') return await this.meaningOfPart(reading, reach)
    const parts = await Promise.all(reading.parts.map((part) => this.meaningOfPart(part, reach)))
    const sum = (of: 'open' | 'missing') => parts.reduce((total, part) => total + part[of], 0)
    const [open, missing] = [sum('open'), sum('missing')]
    const [unclear] = [...parts.filter((part) => part.missing > 0), ...parts.filter((part) => part.open > 0)]
    // Half of what was asked for is not what was asked for: one unclear part holds back all of them.
    if (unclear) return { meaning: unclear.meaning, open, missing }
    const wishes = parts.flatMap(({ meaning }) => (meaning.type === 'found' ? meaning.wishes : []))
    const all = joinedWishes(wishes)
    if (all.refusal !== undefined) return { meaning: { type: 'refused', refusal: all.refusal }, ...CLEAR }
    return { meaning: { type: 'found', reading, wishes: all.wishes }, ...CLEAR }
  }

  /** All names at once, so that the questions travel together; the first unclear one is what matters. */
  private async meaningOfPart(reading: RequestPart, reach: NameMatching): Promise<WeighedMeaning> {
    const sort = reading.action === 'change' ? (reading.sort ?? null) : null
    const named = reading.action === 'bulk' ? (reading.except ?? []) : reading.policies
    const source = reading.action === 'copy' ? [reading.from] : []
    const [policies, from, targets] = await Promise.all([
      this.lookup.policies(named, reading.kind, reach, sort),
      // The assignments of one are copied.
      Promise.all(source.map((asked) => this.lookup.policy(asked, reading.kind, reach))),
      this.targetsOf(reading, reach),
    ])
    const open = [...opens([...from, ...policies]), ...targets.open]
    const missing = open.filter(({ type }) => type === 'unknown')
    // A name that was left out is asked for once those that were said are clear.
    const isUnnamed = (one: (typeof open)[number]) => one.type === 'asks' && one.question.writes === true
    const [unclear] = [...missing, ...open.filter((one) => !isUnnamed(one)), ...open]
    const weight = { open: open.length, missing: missing.length }
    // Nobody is asked which filter is meant where none can be had.
    const refusal = unclear && targets.openFilters.includes(unclear) ? uselessFilter(reading) : null
    if (refusal) return { meaning: { type: 'refused', refusal }, ...weight }
    const meaning = unclear?.type === 'asks' ? { ...unclear, reading } : unclear
    if (meaning) return { meaning, ...weight }
    return { meaning: meaningFrom(reading, uniquePolicies(ones(policies)), ones(from), targets), ...CLEAR }
  }

  /** Every name in a reading except the policies. */
  private async targetsOf(reading: RequestPart, reach: NameMatching) {
    const targets = reading.action === 'change' || reading.action === 'bulk' ? reading : null
    const change = reading.action === 'change' ? reading : null
    // What one group has is given, and left out one by one.
    const likes = reading.action === 'bulk' && reading.like ? [reading.like] : []
    const filters = (name: string | undefined) =>
      Promise.all(name === undefined ? [] : [this.lookup.filter(name, reach)])
    const each = (names: readonly string[]) =>
      Promise.all(names.map((asked) => this.lookup.subject(asked, reach)))
    const subjects = (names: readonly string[] = []) => this.lookup.subjects(names, reach)
    const [include, exclude, remove, like, leftOut, filter, from] = await Promise.all([
      subjects(targets?.include),
      subjects(targets?.exclude),
      subjects(targets?.remove),
      each(likes),
      each(reading.action === 'copy' ? (reading.except ?? []) : []),
      filters(change?.filter?.name),
      filters(change?.refilter?.from),
    ])
    return {
      open: opens<Subject | { id: string }>([
        ...include,
        ...exclude,
        ...remove,
        ...like,
        ...leftOut,
        ...filter,
        ...from,
      ]),
      openFilters: opens<Subject | { id: string }>(filter),
      sides: { include: ones(include), exclude: ones(exclude), remove: ones(remove) },
      like: ones(like)[0] ?? null,
      leftOut: ones(leftOut),
      filterId: ones(filter)[0]?.id ?? null,
      fromFilterId: ones(from)[0]?.id ?? null,
    }
  }
}

/** A filter where all that is named is excluded or taken away. */
function uselessFilter(reading: RequestPart): Note | null {
  if (reading.action !== 'change' || !reading.filter || reading.refilter) return null
  return filterWithoutInclusion(reading)
}

type Targets = Awaited<ReturnType<Search['targetsOf']>>

function meaningFrom(
  reading: RequestPart,
  policies: PolicyRef[],
  [from]: PolicyRef[],
  { sides, like, leftOut, filterId, fromFilterId }: Targets,
): Meaning {
  const { include, exclude, remove } = sides
  const isWhole = reading.action === 'bulk' && remove.some(isDeletedGroups)
  if (isWhole || [...include, ...exclude, ...leftOut].some(isDeletedGroups))
    return { type: 'refused', refusal: { code: 'onlyTakenFromPolicies' } }
  const wishes = (change: Wish['change']) => policies.map((policy): Wish => ({ policy, change }))
  switch (reading.action) {
    case 'bulk': {
      const { kind, alsoKinds, exceptKinds, side, platform, words, begins, moves, intent } = reading
      const narrowed = {
        ...(alsoKinds ? { alsoKinds } : {}),
        ...(exceptKinds ? { exceptKinds } : {}),
        ...(side ? { side } : {}),
        ...(policies.length > 0 ? { except: policies } : {}),
        ...(platform ? { platform } : {}),
        ...(words ? { words } : {}),
        ...(begins ? { begins } : {}),
        ...(moves ? { moves } : {}),
        ...(intent ? { intent } : {}),
      }
      return { type: 'whole', reading, whole: { ...sides, kind, like, ...narrowed } }
    }
    case 'copy':
      if (!from) throw new Error('a copy has a source')
      return { type: 'copies', reading, from, policies, leftOut: namedLeftOut(reading, leftOut) }
    case 'show':
      return { type: 'found', reading, wishes: wishes(NO_CHANGE) }
    case 'change':
      return { type: 'found', reading, wishes: wishes(changeFrom(reading, sides, filterId, fromFilterId)) }
  }
}

function namedLeftOut({ except = [] }: CopyReading, subjects: readonly Subject[]): LeftOut[] {
  return subjects.map((subject, at) => ({ subject, name: targetInWords(except[at] ?? '') }))
}
