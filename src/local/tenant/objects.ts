import type { Answer, Call } from '../http.ts'
import { propertyOf, type Version } from './assignmentElements.ts'
import { intune } from './errors.ts'
import type { Fact } from './facts.ts'
import { page, selected } from './paging.ts'
import { assignmentBody, olderEntries } from './sets.ts'
import type { IntuneObject } from './state.ts'
import { PREFIX } from './state.ts'

/**
 * A collection's objects. What `$filter` does differs from one to the next: some ignore it and return everything
 * (github.com/Microsoft365DSC/Microsoft365DSC/issues/4597).
 */
export function listObjects(
  all: readonly IntuneObject[],
  fact: Fact,
  version: Version,
  call: Call,
  expands: 'works' | 'refused' | 'empty',
): Answer {
  const expand = expandOf(call)
  const mayExpand = fact.expands && expands !== 'refused'
  if (
    expand.some(
      (name) => !mayExpand || (name !== 'assignments' && !(fact.legacy && name === 'groupAssignments')),
    )
  ) {
    throw intune(400, '$expand is not supported on this collection')
  }
  demandDeclared(fact, call)
  const filter = call.url.searchParams.get('$filter')
  const found = filter === null ? all : all.filter(objectFilter(fact, filter))
  return page(
    call,
    found.map((object) => ({
      ...objectBody(fact, version, object),
      ...expandedProperties(
        fact,
        version,
        expands === 'empty' ? { ...object, assignments: [] } : object,
        expand,
      ),
    })),
    { context: fact.entity, most: 1000 },
  )
}

function expandOf(call: Call): string[] {
  return call.url.searchParams.get('$expand')?.split(',') ?? []
}

function expandedProperties(fact: Fact, version: Version, object: IntuneObject, names: readonly string[]) {
  const all: Record<string, unknown> = {
    assignments: object.assignments.map((one) => assignmentBody(fact, object, version, one)),
    groupAssignments: olderEntries(fact, object),
  }
  return Object.fromEntries(names.map((name) => [name, all[name]]))
}

export function getObject(object: IntuneObject, fact: Fact, version: Version, call: Call): Answer {
  const expand = call.url.searchParams.get('$expand')
  if (expand !== null && (expand !== 'assignments' || !fact.expands)) {
    throw intune(400, `$expand=${expand} is not supported on this object`)
  }
  demandDeclared(fact, call)
  const isEmptied = Object.entries(fact.emptyExpand).some(([name, start]) =>
    String(propertyOf(object, name) ?? '').startsWith(start),
  )
  const entries = isEmptied ? [] : object.assignments
  const assignments = expand
    ? { assignments: entries.map((one) => assignmentBody(fact, object, version, one)) }
    : {}
  return { status: 200, body: selected(call, { ...objectBody(fact, version, object), ...assignments }) }
}

/** `$select` of a property that the type does not have is no question Graph answers. */
function demandDeclared({ declares, entity }: Fact, { url }: Call): void {
  const asked = url.searchParams.get('$select')?.split(',') ?? []
  const wrong = declares && asked.find((name) => !declares.includes(name) && name !== 'assignments')
  if (!wrong) return
  throw intune(400, `Could not find a property named '${wrong}' on type 'microsoft.graph.${entity}'.`)
}

function objectBody(fact: Fact, version: Version, object: IntuneObject): Record<string, unknown> {
  return {
    '@odata.type': PREFIX + object.type,
    id: object.id,
    [fact.name]: object.name,
    description: '',
    lastModifiedDateTime: object.lastModifiedDateTime,
    ...(fact.tellsAssigned && version === 'beta' ? { isAssigned: object.assignments.length > 0 } : {}),
    ...object.properties,
  }
}

function objectFilter(fact: Fact, filter: string): (object: IntuneObject) => boolean {
  if (fact.nameFilter === 'ignored') return () => true
  const [, name, value] = /^(\w+) eq '((?:[^']|'')*)'$/.exec(filter) ?? []
  if (fact.nameFilter !== 'works' || name !== fact.name || value === undefined) {
    throw intune(400, 'The filter is not supported on this collection')
  }
  const wanted = value.replaceAll("''", "'").toLowerCase()
  return (object) => object.name.toLowerCase() === wanted
}
