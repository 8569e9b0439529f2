import { calledIn, type Facts } from './change.ts'
import type { Entry } from './entries.ts'

/** What a sentence calls the target of an entry: "all users", "“Legal”", "the deleted group 1b2c…". */
export function nameOfEntry({ target, groupId, targetProperties }: Entry, facts: Facts): string {
  switch (target) {
    case 'allUsers':
    case 'allDevices':
      return calledIn(facts, { kind: target })
    case 'group':
    case 'exclusionGroup':
      return calledIn(facts, { kind: 'group', id: groupId ?? '' })
    case 'other':
      return String(targetProperties['@odata.type']).replace('#microsoft.graph.', '')
  }
}
