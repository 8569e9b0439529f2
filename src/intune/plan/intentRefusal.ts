import { article } from '../../wording/inflection.ts'
import type { Note } from '../../wording/note.ts'
import { notUsers } from '../../wording/refusals.ts'
import type { Change, Facts } from '../assignments/change.ts'
import type { Subject } from '../assignments/entries.ts'
import { type Entry, entriesFor, sideOf } from '../assignments/entries.ts'
import { intentsLike } from '../assignments/likeness.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { inclusionsMeant, intentFor } from './intents.ts'
import type { ObjectRules } from './objectRules.ts'

/** An intent that the kind does not have, that nobody named, or that has no effect on the target. */
export function intentRefusal(
  row: CatalogRow,
  rules: ObjectRules,
  change: Change,
  facts: Facts,
  before: readonly Entry[],
): Note | null {
  const { intent: rule } = row
  const a = article(rules.title)
  const { intents } = rules
  const said = [change.intent, change.fromIntent].flatMap((intent) => intent ?? [])
  if (!rule) {
    return said[0] ? { code: 'hasNoIntents', intent: said[0], a } : null
  }
  const unknown = said.find((intent) => !intents.includes(intent))
  if (unknown) return { code: 'intentNotTaken', a, intent: unknown, intents }
  for (const mode of ['include', 'exclude'] as const) {
    for (const subject of change[mode]) {
      const intent = change.like
        ? (change.intent ?? intentsLike(row, before, change)[0] ?? null)
        : intentFor(row, before, subject, mode, change)
      const stands = entriesFor(before, subject).some(
        (entry) => sideOf(entry) === 'inclusion' && entry.properties[rule.property] === intent,
      )
      if (!intent && !change.like && !(mode === 'include' && isSaidByOthers(row, before, subject, change))) {
        return mode === 'include'
          ? { code: 'intentMissing', a, intents }
          : { code: 'excludedIntentMissing', intents }
      }
      const isForUsers = mode === 'include' && rule.forUsers.some((one) => one === intent)
      if (intent && isForUsers && !stands && !rules.availableToDevices) {
        const devices = namesDevices(subject, facts)
        if (devices) return { code: 'intentForUsersOnly', a, intent, devices }
      }
    }
  }
  return null
}

/** Whether no intent is needed: the subject keeps the one it has, or gets nothing new. */
export function isSaidByOthers(
  row: CatalogRow,
  before: readonly Entry[],
  subject: Subject,
  change: Change,
): boolean {
  const { fromIntent, withoutFilter, gives, refilter } = change
  return (
    refilter !== undefined ||
    fromIntent !== undefined ||
    (withoutFilter === true && !gives) ||
    inclusionsMeant(row, before, subject, change).length > 0
  )
}

/** Why a target cannot get what only users can have, as a sentence; null where it may have users. */
export function namesDevices(subject: Subject, facts: Facts): string | null {
  if (subject.kind === 'allDevices') return notUsers(null)
  if (subject.kind !== 'group') return null
  const group = facts.groups.get(subject.id.toLowerCase())
  return group?.of === 'devices' ? notUsers(group.name ?? group.id) : null
}
