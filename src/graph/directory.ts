import type { FilterFacts } from '../intune/assignments/change.ts'
import { CATALOG, type CatalogRow, rowOf, rowsMeant } from '../intune/catalog/catalog.ts'
import { isOfSort } from '../intune/catalog/sorts.ts'
import { isSameId } from '../intune/guid.ts'
import type { Person } from '../request/person.ts'
import type { Graph } from './client.ts'
import { listFilters } from './filters.ts'
import { countMembers, findGroups, type GroupFound, type GroupsFound, listFewGroups } from './groups.ts'
import type { ListCache } from './lists.ts'
import { best, bestOf, isThatName, type Named, type NameMatching, nearest, writings } from './nameMatch.ts'
import { filterByName, isId, listPolicies, type PolicyFound, readPolicy } from './policies.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from './scopes.ts'

/** What some words refer to, with similar names where nothing matches. */
export type Hits<T> = Named<T> & { nearest: string[] }

export interface DirectoryParts {
  person: Person
  /** Graph as this person, with these scopes; the same instance for the same scopes, so that reads travel together. */
  session: (scopes: readonly string[]) => Graph
  lists: ListCache
  /** Whether a search over all kinds continues without a kind that failed in this way. */
  mayPassOver: (error: unknown) => boolean
}

/**
 * How many names are asked for one by one among all kinds; beyond that it is cheaper to list every kind once. A
 * sentence that can be read in many ways names dozens.
 */
const MAX_ASKED = 4

/**
 * Names → objects, as one person sees them. The service filters where it can; where it cannot, the names are listed
 * (and cached for a minute) and matched here. Ids are taken literally and must be exact.
 */
export class Directory {
  private readonly parts: DirectoryParts
  /** Each name is looked up once, however many readings of a sentence use it. */
  private readonly looked = new Map<string, Promise<unknown>>()
  /** Names that were looked for among all kinds. */
  private readonly everywhere = new Set<string>()
  private readonly began = Date.now()

  constructor(parts: DirectoryParts) {
    this.parts = parts
  }

  /** @param kind catalog key; null looks in all kinds that the person may read. */
  policies(asked: string, kind: string | null, reach: NameMatching): Promise<Hits<PolicyFound>> {
    return this.once(`policy ${reach} ${kind} ${asked}`, () => this.findPolicies(asked, kind, reach))
  }

  /**
   * All policies of a kind if there are no more than `most`; otherwise, or if no kind is named, none.
   * @param sort what only some of them are called; policies that show no sign of it are left out.
   */
  async fewPolicies(kind: string | null, most: number, sort: string | null): Promise<PolicyFound[]> {
    if (kind === null) return []
    const all = (await this.overKinds(rowsMeant(kind), (row) => this.list(row, 'nearly'))).flat()
    const own = sort ? all.filter((policy) => isOfSort(policy, sort)) : all
    // A sort that cannot be recognised is no reason to offer nothing.
    const isTold = sort !== null && all.some((policy) => isOfSort(policy, sort) === false)
    const meant = own.length > 0 || isTold ? own : all
    return meant.length > most ? [] : meant
  }

  /** The policies of a kind that were changed last, newest first; null: of all kinds that the person may read. */
  async latestPolicies(kind: string | null, most: number): Promise<PolicyFound[]> {
    const rows = kind ? rowsMeant(kind) : CATALOG
    const all = (await this.overKinds(rows, (row) => this.list(row, 'nearly'))).flat()
    return all
      .filter(({ lastModified }) => lastModified !== null)
      .sort((one, other) => String(other.lastModified).localeCompare(String(one.lastModified)))
      .slice(0, most)
  }

  /** All groups of the tenant if there are no more than `most`; otherwise none. */
  async fewGroups(most: number): Promise<GroupFound[]> {
    return await listFewGroups(this.parts.session([GROUP_SCOPE]), most)
  }

  /** Exactly this object, read now; null if there is none, or none that the person may see. */
  policy(kind: string, id: string): Promise<PolicyFound | null> {
    const row = rowOf(kind)
    return readPolicy(this.graph(row), row, id)
  }

  groups(asked: string, reach: NameMatching): Promise<GroupsFound> {
    const graph = this.parts.session([GROUP_SCOPE])
    return this.once(`group ${reach} ${asked}`, () => findGroups(graph, asked, reach))
  }

  /** Groups that share a name with one of Intune's own targets; none if the person may not read groups. */
  async namesakes(title: string): Promise<GroupFound[]> {
    try {
      return (await this.groups(title, 'exactly')).found
    } catch (error) {
      if (!this.parts.mayPassOver(error)) throw error
      return []
    }
  }

  async counted(groups: GroupFound[]): Promise<GroupFound[]> {
    await countMembers(this.parts.session([GROUP_SCOPE]), groups)
    return groups
  }

  async filters(asked: string, reach: NameMatching): Promise<Hits<FilterFacts>> {
    const known = filterCalled(asked, await this.listFilters('exactly'))
    if (isThatName(known) || reach === 'exactly') return known
    return filterCalled(asked, await this.listFilters(reach))
  }

  private async findPolicies(
    asked: string,
    kind: string | null,
    reach: NameMatching,
  ): Promise<Hits<PolicyFound>> {
    const rows = kind ? rowsMeant(kind) : CATALOG
    if (isId(asked)) {
      const byId = await this.overKinds(rows, (row) => readPolicy(this.graph(row), row, asked))
      if (byId.length > 0) return { closeness: 'exact', found: byId, nearest: [] }
    }
    if (!kind) this.everywhere.add(asked)
    const isOneOfMany = this.everywhere.size > MAX_ASKED
    const exact = await this.overKinds(rows, (row) => this.named(row, asked, isOneOfMany))
    const named = bestOf(exact)
    // An unknown id is not a misspelled name.
    if (named.closeness || reach === 'exactly' || isId(asked)) return { ...named, nearest: [] }
    const all = (await this.overKinds(rows, (row) => this.list(row, reach))).flat()
    return bestHits(asked, all)
  }

  /** The objects of a kind with exactly this name, ignoring case, accents and spaces. */
  private async named(row: CatalogRow, asked: string, isOneOfMany: boolean): Promise<Named<PolicyFound>> {
    const answers =
      row.lookup === 'eq' && !isOneOfMany
        ? await Promise.all(writings(asked).map((name) => filterByName(this.graph(row), row, name)))
        : [null]
    const filtered = answers.every((one) => one !== null) ? answers.flat() : null
    const found = best(asked, filtered ?? (await this.list(row, 'exactly')), (policy) => policy.name)
    return isThatName(found) ? found : { closeness: null, found: [] }
  }

  private listFilters(reach: NameMatching): Promise<readonly FilterFacts[]> {
    const { person, session, lists } = this.parts
    const scopes = [FILTER_SCOPE]
    return lists.list(person, scopes, 'filters', () => listFilters(session(scopes)), this.since(reach))
  }

  private list(row: CatalogRow, reach: NameMatching): Promise<readonly PolicyFound[]> {
    const { person, lists } = this.parts
    const load = () => listPolicies(this.graph(row), row)
    return lists.list(person, [row.readScope], row.path, load, this.since(reach))
  }

  /**
   * What was created a moment ago is in no cached list: the list is read again before anybody hears that there is
   * none.
   */
  private since(reach: NameMatching): number {
    return reach === 'nearly' ? this.began : 0
  }

  /**
   * The same question to every kind at once. Kinds that the person may not read are passed over, unless that is all of
   * them.
   */
  private async overKinds<T>(
    rows: readonly CatalogRow[],
    ask: (row: CatalogRow) => Promise<T | null>,
  ): Promise<T[]> {
    const passed: unknown[] = []
    const answers = await Promise.all(
      rows.map((row) =>
        ask(row).catch((error) => {
          if (!this.parts.mayPassOver(error)) throw error
          passed.push(error)
          return null
        }),
      ),
    )
    if (passed.length === rows.length) throw passed[0]
    return answers.filter((one) => one !== null)
  }

  private graph(row: CatalogRow): Graph {
    return this.parts.session([row.readScope])
  }

  private once<T>(key: string, look: () => Promise<T>): Promise<T> {
    const known = this.looked.get(key) as Promise<T> | undefined
    if (known) return known
    const made = look()
    this.looked.set(key, made)
    return made
  }
}

function filterCalled(asked: string, all: readonly FilterFacts[]): Hits<FilterFacts> {
  const byId = all.filter((filter) => isSameId(filter.id, asked))
  if (byId.length > 0) return { closeness: 'exact', found: byId, nearest: [] }
  return bestHits(asked, all)
}

function bestHits<T extends { name: string }>(asked: string, all: readonly T[]): Hits<T> {
  const found = best(asked, all, ({ name }) => name)
  const names = function* () {
    for (const { name } of all) yield name
  }
  return { ...found, nearest: found.closeness ? [] : nearest(asked, names()) }
}
