import { textMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'

/** "what is scheduled" */
export async function scheduled(turn: Turn): Promise<void> {
  await turn.send(textMessage(NOTHING))
}

const NOTHING =
  'Nothing is scheduled: I write a change when it is approved, and not at a later time. “list pending” shows what waits for approval.'
