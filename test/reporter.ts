import type { Reporter, TestModule } from 'vitest/node'

/** Ends a run with one plain line of counts, which runners that do not know Vitest can read. */
export class PlainCounts implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const states = modules.map((module) => [...module.children.allTests()].map((test) => test.result().state))
    const count = (state: string) => states.flat().filter((one) => one === state).length
    // A file that could not be loaded, or whose hooks failed, may have no failed test to count; it failed all the same.
    const broken = modules.filter(
      (module, i) => module.state() === 'failed' && !states[i]?.includes('failed'),
    ).length
    const failed = count('failed') + broken + unhandledErrors.length
    const skipped = count('skipped') + count('pending')
    process.on('exit', () => {
      console.log(`${count('passed')} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`)
    })
  }
}
