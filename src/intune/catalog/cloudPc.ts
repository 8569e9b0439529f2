import { type CatalogRow, CLOUD_PC, USUAL } from './row.ts'

/**
 * Windows 365. Targets are a family of their own (groups alone), and `…/assignments` answers 404: the set shows
 * only when the object is expanded (github.com/ugurkocde/IntuneAssignmentChecker/issues/88).
 */
const WINDOWS_365 = {
  ...USUAL,
  ...CLOUD_PC,
  // Only beta knows all properties of a target, and of an entry, that have to be sent back.
  version: 'beta',
  name: 'displayName',
  reads: 'expand',
  targetIdentity: ['servicePlanId'],
  targetFamily: 'cloudPc',
  targets: ['group'],
  // Its targets have no property for a filter.
  filters: false,
} as const

export const CLOUD_PCS: readonly CatalogRow[] = [
  {
    ...WINDOWS_365,
    key: 'cloudPcProvisioningPolicy',
    platform: 'Windows',
    title: 'Cloud PC provisioning policy',
    aliases: ['provisioning policy', 'cloud pc policy', 'windows 365 provisioning policy'],
    path: 'deviceManagement/virtualEndpoint/provisioningPolicies',
    assign: { parameter: 'assignments', element: 'cloudPcProvisioningPolicyAssignment', answers: 'nothing' },
    entryProperties: ['userSettingsPersistenceDetail'],
    // learn.microsoft.com/graph/api/cloudpcprovisioningpolicy-assign: Microsoft 365 groups as well as security groups.
    anyGroup: true,
    traits: ['provisioningType'],
    variants: [
      {
        traits: [{ name: 'provisioningType', in: ['shared', 'sharedByUser', 'sharedByEntraGroup'] }],
        title: 'Cloud PC provisioning policy for Frontline',
        refuseAdding: { code: 'needsFrontlinePlan' },
      },
    ],
  },
  {
    ...WINDOWS_365,
    key: 'cloudPcUserSetting',
    platform: 'Windows',
    title: 'Cloud PC user setting',
    aliases: ['cloud pc user settings', 'cloud pc user settings policy', 'windows 365 user setting'],
    path: 'deviceManagement/virtualEndpoint/userSettings',
    assign: { parameter: 'assignments', element: 'cloudPcUserSettingAssignment', answers: 'nothing' },
  },
]
