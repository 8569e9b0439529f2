/** Why Microsoft Graph did not do what was asked. `said`: Graph's own words, cut down to what is for people. */

interface WithReason {
  said: string
}

export const GRAPH_NOTES = {
  graphUnreadable: () => 'Microsoft Graph’s answer could not be read.',
  needsMultiAdmin: () =>
    'Intune’s Multi Admin Approval protects this object: the change needs a second administrator’s approval in Intune itself. Nothing was written.',
  otherAwaitsMultiAdmin: () =>
    'Another change to this object is waiting for Intune’s Multi Admin Approval. Once that is decided or cancelled in Intune, ask again. Nothing was written.',
  callNotOffered: ({ said }: WithReason) => `Graph does not offer this call (${said})`,
  graphSignInRefused: () => 'Microsoft Graph no longer accepts the sign-in.',
  graphLimitsRequests: () => 'Microsoft Graph is limiting requests at the moment.',
  graphHadProblem: () => 'Microsoft Graph had a problem answering.',
  graphRefused: ({ said }: WithReason) => `Microsoft Graph refused: ${said}`,
  graphFoundNothing: ({ said }: WithReason) => `Microsoft Graph found no such object: ${said}`,
  graphTookNoChange: ({ said }: WithReason) => `Microsoft Graph did not accept this call: ${said}`,
  /** Its pages lead in a circle. */
  listWithoutEnd: () =>
    'Microsoft Graph’s list never ends: its pages go round in a circle, so I cannot read all of it. Please try again later.',
  /** Assigned, says Intune, and does not say to whom. */
  setHidden: ({ name }: { name: string }) =>
    `Intune says “${name}” is assigned but shows no list of its assignments, so I can't tell what would change. Look at it in Intune.`,
  membersHidden: ({ permission }: { permission: string }) =>
    `Microsoft Graph does not let Assent see who is in a group: an administrator has to consent to the permission ${permission}.`,
  /** What failed was none of Graph's refusals. */
  graphNotReached: () => 'Something went wrong on the way to Microsoft Graph.',
  /** `asker`: whose rights were too few. */
  roleTooNarrow: ({ asker }: { asker: string }) =>
    `${asker} needs an Intune role that may do this, with every group concerned (excluded ones too) within the role’s scope. A role that was activated a moment ago can take a few minutes to take effect.`,
}
