/** What Intune can assign and Assent does not, on purpose. */
interface UnsupportedKind {
  /** Lower case, singular. */
  words: readonly string[]
  /** For a person: why, and what to do instead. */
  reason: string
}

const BY_ADMINISTRATORS = 'Do it in the Intune admin center.'

export const UNSUPPORTED_KINDS: readonly UnsupportedKind[] = [
  {
    words: ['role', 'role assignment', 'intune role', 'custom role', 'role definition', 'admin role'],
    reason: `I don't assign roles: that would change who may do what, and not what devices get. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['scope tag', 'role scope tag', 'scope group'],
    reason: `I don't assign scope tags: that would change who may see what, and not what devices get. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['cloud pc pool', 'windows 365 pool'],
    reason: `I don't assign Cloud PC pools: Microsoft publishes no permission for it that I could ask for. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['conditional access', 'conditional access policy', 'ca policy'],
    reason:
      'I don’t assign Conditional Access policies: they belong to Entra and not to Intune. Do it in the Entra admin center.',
  },
  {
    words: ['properties catalog', 'inventory policy', 'device inventory policy'],
    reason: `I don't assign device inventory policies: Microsoft Graph does not offer it to other apps. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['office policy', 'microsoft 365 policy', 'policies for office apps'],
    reason: `I don't assign policies for Office apps: they are kept outside of Intune's part of Microsoft Graph. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['zebra fota deployment', 'fota deployment', 'zebra lifeguard deployment'],
    reason: `I don't assign firmware updates for Zebra devices: they are deployments of their own, without assignments I could read and merge. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['compliance partner', 'compliance management partner', 'partner compliance'],
    reason: `I don't assign compliance partners: they decide whose word on compliance counts, and not what devices get. ${BY_ADMINISTRATORS}`,
  },
  {
    words: ['enrollment time group', 'enrollment time grouping', 'enrolment time grouping'],
    reason: `I don't set the group that devices join as they enrol: it is not an assignment, and it changes who is in a group. ${BY_ADMINISTRATORS}`,
  },
]

/** Why the thing that somebody named by its kind ("scope tag Denmark") is not offered; null for everything else. */
export function unsupportedKind(asked: string): string | null {
  const said = ` ${asked
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim()} `
  const isSaid = (words: string) =>
    [words, `${words}s`].some((one) => said.startsWith(` ${one} `) || said.endsWith(` ${one} `))
  return UNSUPPORTED_KINDS.find(({ words }) => words.some(isSaid))?.reason ?? null
}
