/** Why Microsoft Graph did not do what was asked. `said`: Graph's own words, cut down to what is for people. */

export function unreadable(): string {
  return 'Microsoft Graph’s answer could not be read.'
}

export function needsMultiAdmin(): string {
  return 'Intune’s Multi Admin Approval protects this object: the change needs a second administrator’s approval in Intune itself. Nothing was written.'
}

export function otherAwaitsMultiAdmin(): string {
  return 'Another change of this object waits for Intune’s Multi Admin Approval. Once that is decided or cancelled in Intune, ask again. Nothing was written.'
}

export function callNotOffered(said: string): string {
  return `Graph does not offer this call (${said})`
}

export function signInNotAccepted(): string {
  return 'Microsoft Graph did not accept the sign-in any more.'
}

export function limitsRequests(): string {
  return 'Microsoft Graph is limiting requests at the moment.'
}

export function hadAProblem(): string {
  return 'Microsoft Graph had a problem answering.'
}

export function refused(said: string): string {
  return `Microsoft Graph refused: ${said}`
}

export function foundNothing(said: string): string {
  return `Microsoft Graph found no such object: ${said}`
}

export function changeNotAccepted(said: string): string {
  return `Microsoft Graph did not accept the change: ${said}`
}

/** Its pages lead in a circle. */
export function listWithoutEnd(): string {
  return 'Microsoft Graph’s list does not come to an end: its pages lead in a circle, so I cannot read it whole. Please try again later.'
}

/** Assigned, says Intune, and does not say to whom. */
export function setHidden(name: string): string {
  return `Intune says “${name}” is assigned but shows no list of its assignments, so I can't tell what would change. Look at it in Intune.`
}

export function membersHidden(permission: string): string {
  return `Microsoft Graph does not let Assent see who is in a group: an administrator has to consent to the permission ${permission}.`
}
