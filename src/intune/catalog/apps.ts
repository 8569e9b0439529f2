import { APPS, type CatalogRow, CONFIGURATION, type IntentRule, USUAL, type Variant } from './row.ts'

/** What only some objects of a kind are called. */
const APP_PARTS = [
  'win32 app',
  'win32 application',
  'store app',
  'winget app',
  'enterprise app catalog app',
  'app catalog app',
  'vpp app',
  'lob app',
  'line-of-business app',
  'web app',
  'web link',
]

const INSTALL: IntentRule = {
  property: 'intent',
  values: ['required', 'available', 'uninstall'],
  // learn.microsoft.com/mem/intune/apps/apps-deploy: "available" is for users on almost all types of app.
  forUsers: ['available', 'availableWithoutEnrollment'],
  drops: [
    {
      intents: ['available', 'availableWithoutEnrollment'],
      property: 'settings',
      part: 'installTimeSettings.deadlineDateTime',
      what: 'install deadline',
      why: 'which Intune does not take for an available app',
    },
    {
      // github.com/MSEndpointMgr/IntuneWin32App: automatic updates are for offers alone.
      intents: ['required', 'uninstall', 'availableWithoutEnrollment'],
      property: 'settings',
      part: 'autoUpdateSettings',
      what: 'automatic updates',
      why: 'which Intune takes for an available app only',
    },
  ],
}

/**
 * Bought apps: an entry has to say which licences it uses, or Intune may answer 400
 * (github.com/MG-Cloudflow/Intune-Toolkit/issues/48).
 */
const BOUGHT: readonly Variant[] = ['iosVppApp', 'macOsVppApp'].map((type) => ({
  type,
  newEntry: {
    properties: {
      settings: { '@odata.type': `#microsoft.graph.${type}AssignmentSettings`, useDeviceLicensing: true },
    },
    likeOthers: 'byParts',
  },
}))

/** Apps that unenrolled devices can be offered, too (learn.microsoft.com/mem/intune/apps/apps-deploy). */
const UNENROLLED: readonly Variant[] = [
  'iosStoreApp',
  'iosLobApp',
  'managedIOSStoreApp',
  'managedIOSLobApp',
  'androidStoreApp',
  'androidLobApp',
  'managedAndroidStoreApp',
  'managedAndroidLobApp',
].map((type) => ({ type, intents: [...INSTALL.values, 'availableWithoutEnrollment'] }))

export const MOBILE_APPS: readonly CatalogRow[] = [
  {
    ...USUAL,
    ...APPS,
    key: 'mobileApp',
    title: 'app',
    aliases: [
      'application',
      'mobile app',
      'windows app',
      'ios app',
      'android app',
      'macos app',
      'mac app',
      ...APP_PARTS,
    ],
    parts: APP_PARTS,
    // v1.0's model has neither the newer kinds of app nor their settings, and could not send those back.
    version: 'beta',
    path: 'deviceAppManagement/mobileApps',
    reports: 'appInstalls',
    name: 'displayName',
    assign: { parameter: 'mobileAppAssignments', element: 'mobileAppAssignment', answers: 'nothing' },
    writes: 'assignOrOne',
    entryProperties: ['intent', 'settings'],
    identity: ['intent'],
    intent: INSTALL,
    lookup: 'eq',
    variants: [
      { type: 'win32LobApp', title: 'Windows app (Win32)', availableToDevices: true },
      { type: 'win32CatalogApp', title: 'Windows app (Win32)', availableToDevices: true },
      { type: 'androidManagedStoreApp', title: 'Android app', availableToDevices: true },
      {
        type: 'webApp',
        title: 'web link',
        filters: false,
        intents: [...INSTALL.values, 'availableWithoutEnrollment'],
      },
      ...UNENROLLED,
      ...BOUGHT,
    ],
    tellsAssigned: true,
    staged: 'targetAssignments',
  },
  {
    ...USUAL,
    ...APPS,
    key: 'managedEBook',
    title: 'eBook',
    aliases: ['e-book', 'managed ebook', 'managed e-book', 'vpp book'],
    version: 'v1.0',
    path: 'deviceAppManagement/managedEBooks',
    name: 'displayName',
    assign: { parameter: 'managedEBookAssignments', element: 'managedEBookAssignment', answers: 'nothing' },
    entryProperties: ['installIntent'],
    identity: ['installIntent'],
    // learn.microsoft.com/mem/intune/apps/vpp-ebooks-ios: groups of users, required or available.
    intent: {
      property: 'installIntent',
      values: ['required', 'available'],
      forUsers: [],
      drops: [],
    },
    targets: ['group', 'exclusionGroup'],
    groupsOf: 'users',
    filters: null,
    variants: [{ type: 'iosVppEBook', element: 'iosVppEBookAssignment' }],
  },
  {
    ...USUAL,
    ...APPS,
    key: 'iosLobAppProvisioningConfiguration',
    platform: 'iOS/iPadOS',
    title: 'iOS app provisioning profile',
    aliases: ['app provisioning profile', 'provisioning profile', 'ios provisioning profile'],
    version: 'beta',
    path: 'deviceAppManagement/iosLobAppProvisioningConfigurations',
    name: 'displayName',
    assign: {
      parameter: 'iOSLobAppProvisioningConfigAssignments',
      element: 'iosLobAppProvisioningConfigurationAssignment',
      answers: 'nothing',
    },
    legacyGroups: {
      read: 'groupAssignments',
      parameter: 'appProvisioningConfigurationGroupAssignments',
      element: 'mobileAppProvisioningConfigGroupAssignment',
      groupProperty: 'targetGroupId',
      excludeProperty: null,
    },
    filters: false,
  },
  {
    ...USUAL,
    ...APPS,
    key: 'wdacSupplementalPolicy',
    platform: 'Windows',
    title: 'S mode supplemental policy',
    aliases: ['supplemental policy', 'wdac policy', 'wdac supplemental policy', 's mode policy'],
    version: 'beta',
    path: 'deviceAppManagement/wdacSupplementalPolicies',
    name: 'displayName',
    assign: {
      parameter: 'wdacPolicyAssignments',
      element: 'windowsDefenderApplicationControlSupplementalPolicyAssignment',
      answers: 'nothing',
    },
    filters: false,
  },
  {
    // It has no `assign`: maintained clients send the set as a property of `update`.
    ...USUAL,
    ...CONFIGURATION,
    key: 'policySet',
    title: 'policy set',
    aliases: ['policyset', 'set of policies'],
    version: 'beta',
    path: 'deviceAppManagement/policySets',
    name: 'displayName',
    assign: { parameter: 'assignments', element: 'policySetAssignment', answers: 'nothing' },
    writes: 'update',
    targets: ['group', 'exclusionGroup'],
    filters: false,
  },
]
