import { article, capital } from '../../wording/inflection.ts'
import type { Note } from '../../wording/note.ts'
import type { CopyProblem } from '../../wording/planNotes.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { isSameId } from '../guid.ts'
import { namesDevices } from '../plan/intentRefusal.ts'
import { intentIn } from '../plan/intents.ts'
import type { ObjectRules } from '../plan/objectRules.ts'
import type { Change, Facts, PolicyRef } from './change.ts'
import { type Entry, entriesFor, entryKey, makeEntry, placeOf, sideOf, subjectOf } from './entries.ts'
import { nameOfEntry } from './entryName.ts'

/** Entries copied to another object: the resulting set, and a note for each one that could not be copied. */
interface Copied {
  after: Entry[]
  notes: Note[]
}

/**
 * The set plus the entries of another object of the same kind: with filter, intent and settings as far as this one
 * supports them. Existing entries stay as they are; an entry that would reach more here than it does there, such as
 * one without its filter, is left out, and a note says so.
 */
export function copyEntries(
  row: CatalogRow,
  rules: ObjectRules,
  policy: PolicyRef,
  before: readonly Entry[],
  { from, entries, except = [] }: NonNullable<Change['copy']>,
  facts: Facts,
): Copied {
  const after = [...before]
  const notes: Note[] = []
  for (const model of entries.filter(({ source }) => source === 'direct')) {
    const name = calledFirst(model, facts)
    const isLeftOut = except.some((subject) => entriesFor([model], subject).length > 0)
    const because = isLeftOut ? { is: 'leftOut' as const } : problemOfCopy(row, rules, policy, model, facts)
    if (because) {
      notes.push({ code: 'notCopied', name, because })
      continue
    }
    const copy = copyOnto(row, rules, policy, model, from)
    const [there] = entriesInPlace(row, after, copy)
    if (!there) {
      after.push(copy)
      if (model.properties.settings && !copy.properties.settings) {
        notes.push({ code: 'copiedWithoutSettings', name, title: row.title })
      }
    } else if (entryKey(there, row) !== entryKey(copy, row) || !isFilteredLike(there, copy)) {
      const is = sideOf(there) === 'inclusion' ? 'alreadyAssigned' : 'alreadyExcluded'
      notes.push({ code: 'notCopied', name, because: { is } })
    }
  }
  return { after, notes }
}

function isFilteredLike({ filter: one }: Entry, { filter: other }: Entry): boolean {
  return one?.mode === other?.mode && (!one || !other || isSameId(one.id, other.id))
}

/** The direct entries that cannot coexist with a new one. */
function entriesInPlace(row: CatalogRow, entries: readonly Entry[], copy: Entry): Entry[] {
  return entries.filter(
    (entry) =>
      entry.source === 'direct' &&
      (placeOf(entry, row) === placeOf(copy, row) ||
        (row.identity.length > 0 &&
          subjectOf(entry) === subjectOf(copy) &&
          sideOf(entry) === 'inclusion' &&
          sideOf(copy) === 'inclusion')),
  )
}

function copyOnto(
  row: CatalogRow,
  rules: ObjectRules,
  policy: PolicyRef,
  model: Entry,
  from: PolicyRef,
): Entry {
  const { settings, ...properties } = model.properties
  const isTaken = settings !== undefined && from.type === policy.type
  const made = makeEntry(row, model.target === 'other' ? 'group' : model.target, model.groupId, {
    element: rules.element,
    filter: model.filter,
    properties: isTaken ? { ...properties, settings } : properties,
  })
  return { ...made, targetProperties: { ...model.targetProperties, ...made.targetProperties } }
}

/** Why this object cannot have such an entry; null when it can. */
function problemOfCopy(
  row: CatalogRow,
  rules: ObjectRules,
  policy: PolicyRef,
  { target, groupId, filter, ...rest }: Entry,
  facts: Facts,
): CopyProblem | null {
  const title = article(rules.title)
  if (target === 'other') return { is: 'notOffered' }
  if (!rules.targets.includes(target)) return { is: 'targetNotTaken', title }
  const group = groupId === null ? null : facts.groups.get(groupId.toLowerCase())
  if (group && !group.name) return { is: 'groupGone' }
  if (group && !group.securityEnabled) return { is: 'noSecurityGroup' }
  if (filter) {
    const { name, platform } = facts.filters.get(filter.id) ?? { name: filter.id, platform: null }
    if (rules.filters === false) return { is: 'filtersNotTaken', title }
    if (platform && policy.platform && !policy.platform.includes(platform)) {
      return { is: 'filterOfOtherPlatform', filter: name, platform, wanted: policy.platform }
    }
  }
  const intent = intentIn(row, { target, groupId, filter, ...rest })
  if (!row.intent || !intent) return null
  if (!rules.intents.includes(intent)) return { is: 'intentNotTaken', title, intent }
  const isIncluded = target !== 'exclusionGroup'
  if (isIncluded && row.intent.forUsers.some((one) => one === intent) && !rules.availableToDevices) {
    const subject = target === 'group' ? { kind: target, id: groupId ?? '' } : { kind: target }
    const devices = namesDevices(subject, facts)
    if (devices) return { is: 'intentForUsers', title, intent, devices }
  }
  return null
}

/** At the beginning of a sentence. */
function calledFirst(entry: Entry, facts: Facts): string {
  const name = nameOfEntry(entry, facts)
  return capital(entry.target === 'exclusionGroup' ? `the exclusion of ${name}` : name)
}
