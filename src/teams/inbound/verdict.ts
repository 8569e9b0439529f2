import type { Verdict } from '../../workflow/desk.ts'
import { textMessage } from '../messages.ts'
import type { Turn } from '../turn.ts'

/** The answer to what a sentence asked the desk for: the card of what was taken follows by its job. */
export async function sendVerdict(turn: Turn, verdict: Verdict): Promise<void> {
  if (verdict.accepted) await turn.sendTyping()
  else await turn.send(textMessage(verdict.sentence))
}
