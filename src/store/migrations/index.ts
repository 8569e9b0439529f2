import type { Migration, MigrationProvider } from 'kysely/migration'
import * as first from './001-first.ts'

const ALL: Record<string, Migration> = { '001-first': first }

/** Named in order; a name that has been released is never changed, only added to. */
export const MIGRATIONS: MigrationProvider = { getMigrations: async () => ALL }
