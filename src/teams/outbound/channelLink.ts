import { isGuid } from '../../intune/guid.ts'
import type { NamedChannel } from '../../store/channels.ts'
import type { Team } from '../turn.ts'

/**
 * Where people open Teams, by the cloud of the service that the bot speaks with
 * (learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams and …/app-fundamentals-overview,
 * government clouds).
 */
const OPENED_AT: readonly [RegExp, string][] = [
  [/\.gov\.teams\.microsoft\.us$/, 'https://gov.teams.microsoft.us'],
  [/\.dod\.teams\.microsoft\.us$/, 'https://dod.teams.microsoft.us'],
  [/\.azure\.cn$/, ''],
  [/./, 'https://teams.microsoft.com'],
]

/** A team's channels with what they are called, and with a link to each where one can be made. */
export function channelsOf(team: Team, tenantId: string, serviceUrl: string): NamedChannel[] {
  if (!team.name) return []
  return team.channels.map(({ id, name }) => ({
    id,
    teamId: team.id,
    team: team.name ?? '',
    name: id === team.id ? null : name,
    url: linkTo(team, { id, name: name ?? team.name ?? '' }, tenantId, serviceUrl),
  }))
}

/** learn.microsoft.com/microsoftteams/platform/concepts/build-and-test/deep-link-teams, "to a channel" */
function linkTo(
  { groupId }: Team,
  { id, name }: { id: string; name: string },
  tenantId: string,
  serviceUrl: string,
): string | null {
  const host = URL.canParse(serviceUrl) ? new URL(serviceUrl).hostname : ''
  const start = OPENED_AT.find(([service]) => service.test(host))?.[1]
  if (!start || !groupId || !isGuid(groupId)) return null
  const path = [id, name].map(encodeURIComponent).join('/')
  return `${start}/l/channel/${path}?groupId=${groupId}&tenantId=${tenantId}`
}
