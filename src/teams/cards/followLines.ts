import { lookedAfter } from '../../request/deviceLooks.ts'
import type { Look } from '../../request/look.ts'
import type { AssignmentRequest, LogEntry } from '../../request/request.ts'
import { followedInWords, notFollowed } from '../../wording/followNotes.ts'
import { noteWords } from '../../wording/note.ts'
import { safe } from './safeText.ts'

/** How it went on devices, one line for each check so far. */
export function followLines(request: AssignmentRequest): string[] {
  return (request.follow ?? []).flatMap((look) => lineOfLook(request, look) ?? [])
}

/** The line for an entry of the log. */
export function followLineFor(request: AssignmentRequest, entry: LogEntry): string {
  const look = request.follow?.find(({ found }) => found?.at === entry.at)
  return (look && lineOfLook(request, look)) ?? ''
}

function lineOfLook(request: AssignmentRequest, { found }: Look): string | null {
  if (!found) return null
  const after = lookedAfter(request, found.at)
  if ('why' in found) return notFollowed(after, noteWords(found.why))
  const worst = found.worst && { ...found.worst, name: safe(found.worst.name, 80) }
  return followedInWords(after, { ...found, worst })
}
