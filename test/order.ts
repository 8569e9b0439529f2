import type { TestSpecification } from 'vitest/node'
import { BaseSequencer } from 'vitest/node'

/** What lasts longest, by waiting or by working, so that at the end no worker is left alone with one of them. */
const FIRST = [
  '/faults/',
  '/language/properties',
  '/world/halfOpen',
  '/world/hangs',
  '/conformance/everyRow',
  '/world/',
  '/conformance/',
  '/store/',
  '/cli/backup',
  '/request/stateTable',
  '/intune/assignments/setProperties',
  '/exit.',
]

export class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    return sorted.toSorted((a, b) => rank(a) - rank(b))
  }
}

function rank({ moduleId, project }: TestSpecification): number {
  // The process of one that runs alone takes the place of one that others share, which would have to begin again.
  if (project.config.isolate) return -1
  const place = FIRST.findIndex((part) => moduleId.includes(part))
  return place < 0 ? FIRST.length : place
}
