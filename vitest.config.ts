import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongestFirst } from './test/order.ts'
import { PlainCounts } from './test/reporter.ts'

// The Bot Framework's hundreds of files are compiled once, not for each file of tests anew (nodejs.org, `node:module`).
process.env.NODE_COMPILE_CACHE ??= join(import.meta.dirname, 'node_modules/.cache/assent/compiled')

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/template.ts'],
    reporters: ['default', new PlainCounts()],
    // For what hangs; a machine that is busy is no failure.
    testTimeout: 300_000,
    hookTimeout: 300_000,
    pool: 'forks',
    sequence: { sequencer: LongestFirst },
    // Most of a world test is waiting, so a machine of two cores carries three.
    maxWorkers: 3,
  },
})
