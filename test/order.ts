import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** What lasts longest, for the most part by waiting, so that nothing else is left to fill the waits at the end. */
const FIRST = [
  '/faults/',
  '/world/halfOpen',
  '/world/hangs',
  '/conformance/everyRow',
  '/world/',
  '/conformance/',
  '/store/',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}

function rank({ moduleId }: TestSpecification): number {
  const place = FIRST.findIndex((part) => moduleId.includes(part))
  return place < 0 ? FIRST.length : place
}
