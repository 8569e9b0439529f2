import { randomUUID } from 'node:crypto'
import type { AssignmentRequest } from '../../src/request/request.ts'
import type { Desk } from '../../src/workflow/desk.ts'
import { type AskedChange, takeRequest } from '../../src/workflow/intake.ts'
import { ADA } from '../request/requests.ts'

/** A request that was just asked for: by Ada, in her own chat, in a message of its own, where nothing else is said. */
export async function someRequest(desk: Desk, said: Partial<AskedChange> = {}): Promise<AssignmentRequest> {
  const request = await takeRequest(desk, {
    person: ADA,
    place: { conversationId: 'a:ada', kind: 'personal' },
    activityId: `message-${randomUUID()}`,
    text: 'assign …',
    readings: [],
    ...said,
  })
  if (!request) throw new Error('a new message opens a request')
  return request
}
