import { type CatalogRow, CONFIGURATION, USUAL } from './row.ts'

export const COMPLIANCE: readonly CatalogRow[] = [
  {
    ...USUAL,
    ...CONFIGURATION,
    key: 'deviceCompliancePolicy',
    title: 'compliance policy',
    aliases: ['compliance', 'device compliance policy', 'compliance rule', 'compliance profile'],
    version: 'v1.0',
    path: 'deviceManagement/deviceCompliancePolicies',
    reports: 'deviceStatusOverview',
    name: 'displayName',
    assign: { parameter: 'assignments', element: 'deviceCompliancePolicyAssignment', answers: 'collection' },
    lookup: 'eq',
    v1Types: [
      'androidCompliancePolicy',
      'androidWorkProfileCompliancePolicy',
      'iosCompliancePolicy',
      'macOSCompliancePolicy',
      'windows10CompliancePolicy',
      'windows10MobileCompliancePolicy',
      'windows81CompliancePolicy',
      'windowsPhone81CompliancePolicy',
    ],
  },
  {
    // Compliance in the settings catalog's form; Linux alone lives here, and takes no filters.
    ...USUAL,
    ...CONFIGURATION,
    key: 'compliancePolicy',
    platform: 'Linux',
    title: 'Linux compliance policy',
    aliases: ['settings catalog compliance policy', 'linux compliance', 'ubuntu compliance policy'],
    joins: ['deviceCompliancePolicy'],
    version: 'beta',
    path: 'deviceManagement/compliancePolicies',
    name: 'name',
    assign: {
      parameter: 'assignments',
      element: 'deviceManagementConfigurationPolicyAssignment',
      answers: 'collection',
    },
    filters: false,
    traits: ['platforms'],
  },
]
