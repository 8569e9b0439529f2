import { article } from '../../wording/inflection.ts'
import { list } from '../../wording/list.ts'
import { type Change, calledIn, type Facts } from '../assignments/change.ts'
import type { Entry, Subject } from '../assignments/entries.ts'
import type { CatalogRow } from '../catalog/catalog.ts'
import { isSaidByOthers, namesDevices } from './intentRefusal.ts'
import { intentFor } from './intents.ts'
import type { ObjectRules } from './objectRules.ts'
import type { IntentQuestion } from './openIntent.ts'

/**
 * What has to be asked about targets that would get an app without an intent: which intent they are to have. The answer
 * becomes the change's `intent`. Null where the set or the sentence tells, and where the answer would also affect
 * somebody who already has an intent.
 */
export function missingIntent(
  row: CatalogRow,
  rules: ObjectRules,
  before: readonly Entry[],
  change: Change,
  facts: Facts,
): IntentQuestion | null {
  if (!row.intent || change.intent || change.like || change.revert || change.refilter) return null
  const lacks = (subject: Subject, mode: 'include' | 'exclude') =>
    !intentFor(row, before, subject, mode, change) &&
    !(mode === 'include' && isSaidByOthers(row, before, subject, change))
  const { include, exclude } = change
  const subjects = [...include, ...exclude]
  if (!include.every((one) => lacks(one, 'include')) || !exclude.every((one) => lacks(one, 'exclude'))) {
    return null
  }
  const { forUsers } = row.intent
  const hasDevices = include.some((subject) => namesDevices(subject, facts)) && !rules.availableToDevices
  const intents = rules.intents.filter((intent) => !(hasDevices && forUsers.some((one) => one === intent)))
  if (subjects.length === 0 || intents.length === 0) return null
  return {
    as: 'intent',
    group: list(subjects.map((subject) => calledIn(facts, subject))),
    intents,
    refusal:
      include.length > 0
        ? { code: 'intentMissing', a: article(rules.title), intents: rules.intents }
        : { code: 'excludedIntentMissing', intents: rules.intents },
  }
}
