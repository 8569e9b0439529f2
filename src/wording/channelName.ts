/** How a channel is called in a sentence. */

/** The name is null for a team's first channel, which everybody in the team is in. */
export interface ChannelName {
  team: string
  name: string | null
}

/** "Device Operations › Approvals", "the team Device Operations" */
function channelInWords({ team, name }: ChannelName): string {
  return name === null ? `the team ${team}` : `${team} › ${name}`
}

/** "anyone in Device Operations › Approvals" */
export function anyoneIn(channel: ChannelName): string {
  return `anyone in ${channelInWords(channel)}`
}

/** "people in Device Operations › Approvals"; null: what the channel is called is not known. */
export function peopleIn(channel: ChannelName | null): string {
  return channel ? `people in ${channelInWords(channel)}` : 'members of the approvals channel'
}
