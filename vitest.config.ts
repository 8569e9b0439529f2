import { defineConfig } from 'vitest/config'
import { PlainCounts } from './test/reporter.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/template.ts'],
    reporters: ['default', new PlainCounts()],
    testTimeout: 120_000,
    hookTimeout: 240_000,
    pool: 'forks',
    // Most of a world test is waiting, so a machine of two cores carries three.
    maxWorkers: 3,
  },
})
