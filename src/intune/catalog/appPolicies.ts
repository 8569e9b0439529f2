import { APPS, type CatalogRow, CONFIGURATION, USUAL } from './row.ts'

const MANAGED_APP = {
  ...USUAL,
  ...APPS,
  version: 'v1.0',
  name: 'displayName',
  assign: { parameter: 'assignments', element: 'targetedManagedAppPolicyAssignment', answers: 'nothing' },
  filtersOf: 'apps',
  tellsAssigned: true,
} as const

/** Groups of users only, not all users or all devices (learn.microsoft.com/mem/intune/apps/app-protection-policies). */
const FOR_USERS = { targets: ['group', 'exclusionGroup'], groupsOf: 'users' } as const

/**
 * Policies about apps. `managedAppPolicies`, where the reference pages put `assign`, shows no assignments: each
 * kind is read and written in its own collection, as Microsoft's own samples do.
 */
export const APP_POLICIES: readonly CatalogRow[] = [
  {
    ...USUAL,
    ...APPS,
    key: 'managedDeviceMobileAppConfiguration',
    title: 'app configuration policy',
    aliases: ['app configuration', 'app config', 'app config policy', 'mobile app configuration'],
    version: 'v1.0',
    path: 'deviceAppManagement/mobileAppConfigurations',
    reports: 'deviceStatusSummary',
    name: 'displayName',
    assign: {
      parameter: 'assignments',
      element: 'managedDeviceMobileAppConfigurationAssignment',
      answers: 'nothing',
    },
    v1Types: ['iosMobileAppConfiguration'],
  },
  {
    ...MANAGED_APP,
    ...FOR_USERS,
    key: 'targetedManagedAppConfiguration',
    title: 'managed app configuration policy',
    aliases: ['managed app configuration', 'managed apps configuration policy', 'mam configuration policy'],
    joins: ['managedDeviceMobileAppConfiguration'],
    path: 'deviceAppManagement/targetedManagedAppConfigurations',
  },
  {
    ...MANAGED_APP,
    ...FOR_USERS,
    key: 'iosManagedAppProtection',
    platform: 'iOS/iPadOS',
    title: 'iOS app protection policy',
    aliases: [
      'app protection policy',
      'app protection',
      'mam policy',
      'managed app protection',
      'managed app policy',
      'ios app protection',
      'ios mam policy',
      'ios managed app protection',
    ],
    familyTitle: 'app protection policy',
    path: 'deviceAppManagement/iosManagedAppProtections',
  },
  {
    ...MANAGED_APP,
    ...FOR_USERS,
    key: 'androidManagedAppProtection',
    platform: 'Android',
    title: 'Android app protection policy',
    aliases: ['android app protection', 'android mam policy', 'android managed app protection'],
    joins: ['iosManagedAppProtection'],
    path: 'deviceAppManagement/androidManagedAppProtections',
  },
  {
    // The permission file puts this one alone among app protection under the configuration scopes.
    ...MANAGED_APP,
    ...FOR_USERS,
    ...CONFIGURATION,
    key: 'windowsManagedAppProtection',
    platform: 'Windows',
    title: 'Windows app protection policy',
    aliases: ['windows app protection', 'windows mam policy', 'windows managed app protection'],
    joins: ['iosManagedAppProtection'],
    version: 'beta',
    path: 'deviceAppManagement/windowsManagedAppProtections',
  },
  {
    ...MANAGED_APP,
    key: 'windowsInformationProtectionPolicy',
    platform: 'Windows',
    title: 'Windows Information Protection policy',
    aliases: ['information protection policy', 'wip policy', 'windows information protection'],
    joins: ['iosManagedAppProtection'],
    path: 'deviceAppManagement/windowsInformationProtectionPolicies',
    filters: null,
  },
  {
    ...MANAGED_APP,
    key: 'mdmWindowsInformationProtectionPolicy',
    platform: 'Windows',
    title: 'MDM Windows Information Protection policy',
    aliases: ['mdm wip policy', 'mdm information protection policy', 'wip policy with enrollment'],
    joins: ['iosManagedAppProtection', 'windowsInformationProtectionPolicy'],
    path: 'deviceAppManagement/mdmWindowsInformationProtectionPolicies',
    filters: null,
  },
]
