/** What is known of a group. `membership`: "dynamic"; `members`: null where they were not counted. */
interface GroupInBrief {
  membership: string
  of: string
  members: number | null
}

/** "dynamic group, 214 devices" */
export function describeGroup({ membership, of, members }: GroupInBrief): string {
  const count =
    members === null ? null : members === 0 ? 'no members' : `${members.toLocaleString('en')} ${of}`
  return [membership === 'unknown' ? null : `${membership} group`, count].filter(Boolean).join(', ')
}
