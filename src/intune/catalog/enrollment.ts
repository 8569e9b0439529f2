import { APPS, type CatalogRow, SERVICE_CONFIG, USUAL } from './row.ts'

/** What only some objects of a kind are called. */
const ENROLLMENT_PARTS = [
  'enrollment restriction',
  'enrolment restriction',
  'device limit restriction',
  'platform restriction',
  'device platform restriction',
  'enrollment status page',
  'enrolment status page',
  'esp',
  'esp profile',
  'enrollment notification',
  'windows hello configuration',
  'co-management configuration',
]

export const ENROLLMENT: readonly CatalogRow[] = [
  {
    ...USUAL,
    ...SERVICE_CONFIG,
    key: 'deviceEnrollmentConfiguration',
    title: 'enrollment configuration',
    aliases: ['enrolment configuration', 'device enrollment configuration', ...ENROLLMENT_PARTS],
    parts: ENROLLMENT_PARTS,
    version: 'v1.0',
    path: 'deviceManagement/deviceEnrollmentConfigurations',
    name: 'displayName',
    assign: {
      parameter: 'enrollmentConfigurationAssignments',
      element: 'enrollmentConfigurationAssignment',
      answers: 'nothing',
    },
    filters: null,
    traits: ['priority'],
    v1Types: [
      'deviceEnrollmentLimitConfiguration',
      'deviceEnrollmentPlatformRestrictionsConfiguration',
      'deviceEnrollmentWindowsHelloForBusinessConfiguration',
    ],
    variants: [
      {
        idEndsWith: [
          '_DefaultLimit',
          '_DefaultPlatformRestrictions',
          '_DefaultWindowsHelloForBusiness',
          '_DefaultWindows10EnrollmentCompletionPageConfiguration',
        ],
        refuse: { code: 'isDefault' },
      },
      {
        // Its id ends like those of others of its kind: what makes it the default is its place below all.
        idEndsWith: ['_WindowsRestore'],
        traits: [{ name: 'priority', in: [0] }],
        refuse: { code: 'isDefault' },
      },
      // Of enrollment, Microsoft's list of what takes filters names platform restrictions.
      { type: 'deviceEnrollmentPlatformRestrictionConfiguration', filters: true },
      { type: 'deviceEnrollmentPlatformRestrictionsConfiguration', filters: true },
      {
        type: 'windows10EnrollmentCompletionPageConfiguration',
        title: 'enrollment status page',
        targets: ['allDevices', 'allUsers', 'group'],
      },
      {
        type: 'deviceEnrollmentNotificationConfiguration',
        title: 'enrollment notification',
        targets: ['allUsers', 'group'],
        filters: false,
      },
    ],
  },
  {
    // `assign` takes ids of devices here; groups come and go one by one.
    ...USUAL,
    ...SERVICE_CONFIG,
    key: 'windowsAutopilotDeploymentProfile',
    platform: 'Windows',
    title: 'Autopilot profile',
    aliases: [
      'autopilot deployment profile',
      'windows autopilot profile',
      'windows autopilot deployment profile',
      'deployment profile',
    ],
    version: 'beta',
    path: 'deviceManagement/windowsAutopilotDeploymentProfiles',
    name: 'displayName',
    assign: { parameter: null, element: 'windowsAutopilotDeploymentProfileAssignment', answers: 'entry' },
    writes: 'oneByOne',
    targets: ['allDevices', 'group', 'exclusionGroup'],
    notTogether: {
      targets: ['allDevices', 'exclusionGroup'],
      reason: { code: 'autopilotForAllOrExcluded' },
    },
    filters: null,
  },
  {
    ...USUAL,
    ...SERVICE_CONFIG,
    key: 'appleUserInitiatedEnrollmentProfile',
    platform: 'iOS/iPadOS',
    title: 'Apple enrollment profile',
    aliases: [
      'apple enrolment profile',
      'apple user enrollment profile',
      'apple user initiated enrollment profile',
      'enrollment type profile',
      'user enrollment profile',
      'ios enrollment profile',
    ],
    version: 'beta',
    path: 'deviceManagement/appleUserInitiatedEnrollmentProfiles',
    name: 'displayName',
    assign: { parameter: null, element: 'appleEnrollmentProfileAssignment', answers: 'entry' },
    writes: 'oneByOne',
    filters: null,
  },
  {
    // Its older group assignments are a collection of their own that nothing here touches.
    ...USUAL,
    ...SERVICE_CONFIG,
    key: 'termsAndConditions',
    title: 'terms and conditions',
    aliases: ['terms of use', 'terms & conditions', 't&c'],
    version: 'v1.0',
    path: 'deviceManagement/termsAndConditions',
    name: 'displayName',
    assign: { parameter: null, element: 'termsAndConditionsAssignment', answers: 'entry' },
    writes: 'oneByOne',
    targets: ['allUsers', 'group'],
    filters: false,
  },
  {
    ...USUAL,
    ...APPS,
    key: 'intuneBrandingProfile',
    title: 'branding profile',
    aliases: [
      'branding policy',
      'customization profile',
      'customization policy',
      'company portal branding',
      'company portal profile',
      'intune branding profile',
    ],
    version: 'beta',
    path: 'deviceManagement/intuneBrandingProfiles',
    // `displayName` is the organisation's name here.
    name: 'profileName',
    assign: { parameter: 'assignments', element: 'intuneBrandingProfileAssignment', answers: 'nothing' },
    filters: false,
    traits: ['isDefaultProfile'],
    variants: [
      {
        traits: [{ name: 'isDefaultProfile', in: [true] }],
        refuse: { code: 'isDefaultBranding' },
      },
    ],
  },
]
