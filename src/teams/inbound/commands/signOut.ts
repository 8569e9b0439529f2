import { notSignedOut, signedOut } from '../../../wording/commands.ts'
import { textMessage } from '../../messages.ts'
import type { SignIn } from '../../signIn/signIn.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

export interface SignOutParts {
  signIn: SignIn
}

export async function signOut(turn: Turn, sender: Sender, { signIn }: SignOutParts): Promise<void> {
  const isOut = await signIn.out(sender.person)
  await turn.send(textMessage(isOut ? signedOut() : notSignedOut()))
}
