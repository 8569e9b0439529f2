import type { Attachment } from '../turn.ts'

/**
 * The narrowest ways into Teams allow 28 KB (learn.microsoft.com/microsoftteams/platform/webhooks-and-connectors); the
 * rest is for what the message adds to the card.
 */
const MAX_BYTES = 27_000

/** How much of everything a card shows: characters of a name, and rows next to the changes. */
export interface Room {
  names: number
  rows: number
}

/** From roomy to tight: names are shortened in the middle first, then there is less next to the changes. */
export const ROOMS: readonly Room[] = [
  { names: 200, rows: 50 },
  { names: 80, rows: 50 },
  { names: 48, rows: 50 },
  { names: 32, rows: 50 },
  { names: 32, rows: 25 },
  { names: 32, rows: 12 },
  { names: 32, rows: 5 },
  { names: 24, rows: 1 },
]

/** The roomiest version that fits. @param rows the most rows, where Teams has refused more. */
export function drawWithin(draw: (room: Room) => Attachment, rows = ROOMS[0]?.rows ?? 0): Attachment {
  const rooms = ROOMS.filter((room) => room.rows <= rows)
  for (const room of rooms) {
    const card = draw(room)
    if (Buffer.byteLength(JSON.stringify(card.content)) < MAX_BYTES) return card
  }
  return draw(rooms.at(-1) ?? { names: 24, rows: 1 })
}
