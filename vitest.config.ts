import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/order.ts'
import { PlainCounts } from './test/reporter.ts'

// The Bot Framework's hundreds of files are compiled once, not for each file of tests anew (nodejs.org, `node:module`).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/assent/compiled')

/**
 * Microsoft's library keeps the tokens of a managed identity for the whole process, as a platform has but one; and a
 * process that has met a pooler lets no server keep plans.
 */
const ALONE = [
  'test/world/proofs/{managedIdentity,federated}.test.ts',
  'test/store/databaseIdentity.test.ts',
  'test/store/plans.test.ts',
]

/** Left out before a commit (`npm run test:quick`): three files that take half of the pure rooms' time. */
const LONG = [
  'test/language/properties.test.ts',
  'test/intune/assignments/setProperties.test.ts',
  'test/request/stateTable.test.ts',
]

export default defineConfig(({ mode }) => ({
  test: {
    globalSetup: ['test/memory.ts', 'test/template.ts', 'test/postgres.ts'],
    reporters: ['default', new PlainCounts()],
    sequence: { sequencer: LongestFirst },
    // Most of a world test is waiting, so a machine of two cores carries six; the pure rooms wait for nothing.
    maxWorkers: mode === 'quick' ? 3 : 6,
    projects: [
      // Files of one process share what it has compiled, which is a quarter of the work; what each sets up is its own.
      {
        extends: true,
        test: {
          name: 'together',
          isolate: false,
          include: ['test/**/*.test.ts'],
          exclude: mode === 'quick' ? [...ALONE, ...LONG] : ALONE,
        },
      },
      { extends: true, test: { name: 'alone', include: ALONE } },
    ],
    // For what hangs; a machine that is busy is no failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
  },
}))
