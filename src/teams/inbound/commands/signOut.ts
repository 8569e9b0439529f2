import { patterns } from '../../../language/grammar/pattern.ts'
import { notSignedOut, signedOut } from '../../../wording/commands.ts'
import { OFFERS } from '../../../wording/offers.ts'
import { answerMessage } from '../../cards/offers.ts'
import { textMessage } from '../../messages.ts'
import type { Command } from '../command.ts'

export const signOut: Command<{ action: 'signOut' }> = {
  action: 'signOut',
  does: 'forgets your sign-in',
  examples: ['sign out'],
  isOnHelpCard: true,
  reads: {
    stage: 'phrase',
    phrases: patterns(
      'sign|log me? out|off|of please?',
      'signout|logout|logoff|signoff|sign-out|log-out|sign-off|log-off me?',
      'forget me',
    ),
  },
  handle: async (turn, { person }, _readings, { signIn }) => {
    const isOut = await signIn.out(person)
    await turn.send(isOut ? textMessage(signedOut()) : answerMessage(notSignedOut(), [OFFERS.signOut]))
  },
}
