import type { Note } from '../../wording/note.ts'
import type { GroupFacts } from '../assignments/change.ts'
import { type Line, lineName } from '../plan/lines.ts'
import { knownMembers, type Reach } from './members.ts'
import { platformOfSystem } from './systems.ts'

/** What a change to these groups runs into: devices on which a policy of this platform does not work. */
export function reachNotes(lines: readonly Line[], reach: Reach): Note[] {
  const { platform } = reach
  if (platform === null) return []
  const added = lines.filter(
    ({ mark, before, after }) =>
      (mark === 'added' || mark === 'changed') && after?.included && !before?.included,
  )
  return added.flatMap((line) => (line.group ? noteFor(line, line.group, platform, reach) : []))
}

function noteFor(line: Line, group: GroupFacts, platform: string, reach: Reach): Note[] {
  const devices = knownMembers(reach, group.id.toLowerCase(), 'devices') ?? []
  const systems = devices.map((device) => platformOfSystem(reach.systems.get(device) ?? null))
  const own = platform.split(', ')
  const others = systems.filter((system) => system !== null && !own.includes(system))
  if (others.length === 0) return []
  const tally = [...new Set(others)].map((system) => ({
    system: system ?? '',
    devices: others.filter((one) => one === system).length,
  }))
  return [
    {
      code: 'otherPlatform',
      name: lineName(line),
      platforms: own,
      devices: devices.length,
      others: tally,
    },
  ]
}
