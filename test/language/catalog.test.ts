import { describe, expect, test } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'

const names = CATALOG.flatMap(({ key, title, aliases }) =>
  [title, ...aliases].map((name) => [name, key] as const),
)

/** Two kinds may share a name, so the kind need not be the first one. */
function kindsFor(say: string): (string | null)[] {
  return read(say, CATALOG).flatMap((reading) =>
    reading.action === 'change' && reading.policies[0] === 'Foo Bar' && reading.include[0] === 'Sales'
      ? [reading.kind]
      : [],
  )
}

describe('Every name of every kind in the catalog', () => {
  test.each(names)('%s before the policy’s name', (name, key) => {
    expect(kindsFor(`assign ${name} Foo Bar to group Sales`)).toContain(key)
  })

  test.each(names)('%s after the policy’s name', (name, key) => {
    expect(kindsFor(`assign the Foo Bar ${name} to group Sales`)).toContain(key)
  })
})
