import { type Activity as BotActivity, CardFactory } from 'botbuilder'
import type { UserTokenClient } from 'botframework-connector'
import type { TokenService } from '../turn.ts'

const CHANNEL = 'msteams'

/**
 * The Bot Framework's token service. The library answers some failures with the error's body instead of throwing, so
 * only a `token` counts (botframework-connector, userTokenClientImpl).
 * @param clientOf the service as the bot itself: it needs no turn of the person in question.
 * @param connection the OAuth connection's name in the bot's registration.
 */
export function tokenService(clientOf: () => Promise<UserTokenClient>, connection: string): TokenService {
  return {
    async token(accountId, code = '') {
      const answer = await (await clientOf()).getUserToken(accountId, connection, CHANNEL, code)
      return answer?.token ?? null
    },
    async exchange(accountId, token) {
      const kept = await (await clientOf()).exchangeToken(accountId, connection, CHANNEL, { token })
      return kept?.token ?? null
    },
    async signOut(accountId) {
      await (await clientOf()).signOutUser(accountId, connection, CHANNEL)
    },
    async card({ activity }, accountId, text) {
      const asThem = { ...activity, from: { ...activity.from, id: accountId } } as BotActivity
      const resource = await (await clientOf()).getSignInResource(connection, asThem, '')
      return CardFactory.oauthCard(
        connection,
        'Sign in',
        text,
        resource.signInLink,
        resource.tokenExchangeResource,
        resource.tokenPostResource,
      )
    },
  }
}
