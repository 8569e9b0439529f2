import type { TurnContext } from 'botbuilder'
import type { Sender } from '../incoming.ts'
import type { SignIn } from '../signIn.ts'

export interface SignOutParts {
  signIn: SignIn
}

export async function signOut(context: TurnContext, sender: Sender, { signIn }: SignOutParts): Promise<void> {
  await signIn.out(sender.person)
  await context.sendActivity({
    type: 'message',
    textFormat: 'plain',
    text: 'You are signed out. What you asked for and is not written yet waits until you sign in again.',
  })
}
