import { helpCard } from '../../cards/helpCard.ts'
import { cardMessage } from '../../messages.ts'
import type { Turn } from '../../turn.ts'

export async function help(turn: Turn): Promise<void> {
  await turn.send(cardMessage(helpCard()))
}
