import { APP_POLICIES } from './appPolicies.ts'
import { MOBILE_APPS } from './apps.ts'
import { CLOUD_PCS } from './cloudPc.ts'
import { COMPLIANCE } from './compliance.ts'
import { CONFIGURATIONS } from './configuration.ts'
import { ENROLLMENT } from './enrollment.ts'
import type { CatalogRow } from './row.ts'
import { SCRIPT_ROWS } from './scripts.ts'
import { UPDATES } from './updates.ts'

export type * from './row.ts'

/**
 * THE TABLE: one row per assignable Intune resource. A row is data, never code.
 *
 * Paths, parameter names, element types and scopes come from Microsoft Graph's metadata and permission file
 * (github.com/microsoftgraph/msgraph-metadata). Casing of paths matters to Intune's back ends.
 */
export const CATALOG: readonly CatalogRow[] = [
  ...COMPLIANCE,
  ...CONFIGURATIONS,
  ...ENROLLMENT,
  ...SCRIPT_ROWS,
  ...MOBILE_APPS,
  ...APP_POLICIES,
  ...UPDATES,
  ...CLOUD_PCS,
]

/** @throws for a key that no row has: stored requests only ever hold keys of rows. */
export function rowOf(key: string): CatalogRow {
  const row = CATALOG.find((one) => one.key === key)
  if (!row) throw new Error(`The catalog has no row ${key}.`)
  return row
}

/** The rows that somebody who names this kind may mean, its own first. */
export function rowsMeant(kind: string): readonly CatalogRow[] {
  return [rowOf(kind), ...CATALOG.filter((row) => row.joins.includes(kind))]
}

/** What people call that kind, or everything they may mean by it: "app protection policy". */
export function titleMeant(kind: string): string {
  const { familyTitle, title } = rowOf(kind)
  return familyTitle ?? title
}
