/**
 * The company that lives in the local world: who works there, and the registrations an administrator would
 * have made for Assent. Ids are made up; nothing here is a secret.
 */

export interface Employee {
  /** Entra object id. */
  oid: string
  name: string
  userPrincipalName: string
  /** The id Teams gives this person towards the bot; not the object id. */
  teamsId: string
  /** `administrator` may assign; `reader` may only look. Intune's own roles, much simplified. */
  role: 'administrator' | 'reader'
  /** Template ids of their roles in Entra's directory (learn.microsoft.com/entra/identity/role-based-access-control/permissions-reference). */
  directoryRoles: readonly string[]
}

const INTUNE_ADMINISTRATOR = '3a2c62db-5318-420d-8d74-23affee5d9d5'

export const COMPANY = {
  name: 'Fabrikam Outdoor',
  tenantId: '3b0f6c1e-7d54-4d0e-9a6b-5f2f3f1f9c11',
  /** The bot's own registration. */
  botAppId: 'b07a55e7-0c5d-4f0e-8f0a-1f6a2f9d3c21',
  /** The registration people sign in to; it exposes `access_as_user` and holds the Graph permissions. */
  signInAppId: '51611a99-64c8-4d57-9c4c-0a7c9d1f2e31',
  /** Client id of a managed identity that both registrations trust. */
  managedIdentityId: 'd1d1d1d1-5a6b-4c7d-8e9f-0a1b2c3d4e51',
  people: {
    ada: {
      oid: 'a1a1a1a1-0b1c-4d2e-8f3a-4b5c6d7e8f90',
      name: 'Ada Lindqvist',
      userPrincipalName: 'ada@fabrikam.example',
      teamsId: '29:1ada-Lindqvist_Fabrikam',
      role: 'administrator',
      directoryRoles: [INTUNE_ADMINISTRATOR],
    },
    bruno: {
      oid: 'b2b2b2b2-1c2d-4e3f-9a4b-5c6d7e8f9011',
      name: 'Bruno Okafor',
      userPrincipalName: 'bruno@fabrikam.example',
      teamsId: '29:1bruno-Okafor_Fabrikam',
      role: 'administrator',
      directoryRoles: [],
    },
    chiara: {
      oid: 'c3c3c3c3-2d3e-4f4a-8b5c-6d7e8f901122',
      name: 'Chiara Venn',
      userPrincipalName: 'chiara@fabrikam.example',
      teamsId: '29:1chiara-Venn_Fabrikam',
      role: 'reader',
      directoryRoles: [],
    },
  },
  team: {
    id: '19:9f0c-device-operations@thread.tacv2',
    name: 'Device Operations',
    aadGroupId: 'd4d4d4d4-3e4f-4a5b-9c6d-7e8f90112233',
    channels: [
      { id: '19:9f0c-device-operations@thread.tacv2', name: 'General' },
      { id: '19:a77e-approvals@thread.tacv2', name: 'Approvals' },
    ],
  },
  groupChat: { id: '19:5e1d-endpoint-crew@thread.v2', name: 'Endpoint crew' },
} as const satisfies {
  people: Record<string, Employee>
  [more: string]: unknown
}

export const PEOPLE: readonly Employee[] = Object.values(COMPANY.people)
