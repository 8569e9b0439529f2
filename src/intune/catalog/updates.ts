import { type CatalogRow, CONFIGURATION, USUAL } from './row.ts'

/** What only some objects of a kind are called. */
const QUALITY_PARTS = ['hotpatch policy', 'hotpatch update']

/** Of these, Microsoft's list of what supports filters names feature updates alone: they do not. */
const UPDATE = {
  ...USUAL,
  ...CONFIGURATION,
  version: 'beta',
  name: 'displayName',
  filters: null,
  platform: 'Windows',
} as const

export const UPDATES: readonly CatalogRow[] = [
  {
    ...UPDATE,
    filters: false,
    key: 'windowsFeatureUpdateProfile',
    title: 'feature update',
    aliases: [
      'feature update policy',
      'feature update profile',
      'feature update deployment',
      'windows feature update',
    ],
    path: 'deviceManagement/windowsFeatureUpdateProfiles',
    assign: {
      parameter: 'assignments',
      element: 'windowsFeatureUpdateProfileAssignment',
      answers: 'nothing',
    },
  },
  {
    ...UPDATE,
    key: 'windowsQualityUpdatePolicy',
    title: 'quality update policy',
    aliases: ['quality update', 'windows quality update', ...QUALITY_PARTS],
    parts: QUALITY_PARTS,
    path: 'deviceManagement/windowsQualityUpdatePolicies',
    assign: { parameter: 'assignments', element: 'windowsQualityUpdatePolicyAssignment', answers: 'nothing' },
  },
  {
    ...UPDATE,
    key: 'windowsQualityUpdateProfile',
    title: 'expedited update',
    aliases: [
      'quality update profile',
      'expedite policy',
      'expedited quality update',
      'expedited update profile',
    ],
    joins: ['windowsQualityUpdatePolicy'],
    path: 'deviceManagement/windowsQualityUpdateProfiles',
    assign: {
      parameter: 'assignments',
      element: 'windowsQualityUpdateProfileAssignment',
      answers: 'nothing',
    },
  },
  {
    ...UPDATE,
    key: 'windowsDriverUpdateProfile',
    title: 'driver update',
    aliases: ['driver update policy', 'driver update profile', 'windows driver update', 'driver policy'],
    path: 'deviceManagement/windowsDriverUpdateProfiles',
    assign: { parameter: 'assignments', element: 'windowsDriverUpdateProfileAssignment', answers: 'nothing' },
  },
]
