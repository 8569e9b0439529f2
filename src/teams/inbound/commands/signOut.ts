import { textMessage } from '../../messages.ts'
import type { SignIn } from '../../signIn/signIn.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'

export interface SignOutParts {
  signIn: SignIn
}

export async function signOut(turn: Turn, sender: Sender, { signIn }: SignOutParts): Promise<void> {
  const isOut = await signIn.out(sender.person)
  await turn.send(textMessage(isOut ? OUT : NOT_OUT))
}

const OUT = 'You are signed out. What you asked for and is not written yet waits until you sign in again.'
const NOT_OUT =
  'Microsoft’s token service did not answer, so it may still hold your sign-in. Please write “sign out” again in a moment.'
