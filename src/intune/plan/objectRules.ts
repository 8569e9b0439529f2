import { nounOf } from '../../wording/effect.ts'
import type { Note } from '../../wording/note.ts'
import type { PolicyRef } from '../assignments/change.ts'
import type { CatalogRow, NewEntry, TargetKind, Variant } from '../catalog/catalog.ts'
import { rowOf } from '../catalog/catalog.ts'

/** The row as it holds for one object of it. */
export interface ObjectRules {
  title: string
  targets: readonly TargetKind[]
  /** Null: nothing public says whether Intune applies filters to it. */
  filters: boolean | null
  /** Empty where entries have no intent. */
  intents: readonly string[]
  newEntry: NewEntry | null
  /** The type of its entries, where they have one of their own. */
  element: string | null
  availableToDevices: boolean
  refuse: Note | null
  refuseAdding: Note | null
}

/** Some objects of a collection can do less than the others: the row's variants say which. */
export function rulesFor(row: CatalogRow, policy: PolicyRef): ObjectRules {
  const variant = row.variants.find((one) => isVariant(one, policy))
  return {
    title: variant?.title ?? row.title,
    targets: variant?.targets ?? row.targets,
    filters: variant?.filters === undefined ? row.filters : variant.filters,
    intents: variant?.intents ?? row.intent?.values ?? [],
    newEntry: variant?.newEntry ?? row.newEntry,
    element: variant?.element ? `#microsoft.graph.${variant.element}` : null,
    availableToDevices: variant?.availableToDevices ?? false,
    refuse: variant?.refuse ?? null,
    refuseAdding: variant?.refuseAdding ?? null,
  }
}

/** What the object is called in the middle of a sentence: "app", "policy". */
export function nounFor(policy: PolicyRef): string {
  return nounOf(rulesFor(rowOf(policy.kind), policy).title)
}

function isVariant({ type, idEndsWith, traits = [] }: Variant, policy: PolicyRef): boolean {
  return (
    (type === undefined || type === policy.type) &&
    (idEndsWith === undefined || idEndsWith.some((end) => policy.id.endsWith(end))) &&
    traits.every((trait) => trait.in.includes(policy.traits?.[trait.name]))
  )
}
