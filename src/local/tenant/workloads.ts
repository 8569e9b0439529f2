/** What one access policy protects: a type of `operationApprovalPolicyType`, and the collections that belong to it. */
export interface Workload {
  type: string
  /** As the admin center calls it. */
  title: string
  /** Which part of it is meant here, where the title covers more. */
  detail: string | null
  collections: readonly string[]
}

/**
 * The workloads with assignments that Multi Admin Approval knows: of configuration only the settings catalog, of
 * scripts those for Windows (learn.microsoft.com/mem/intune/fundamentals/multi-admin-approval).
 */
export const WORKLOADS: readonly Workload[] = [
  {
    type: 'compliancePolicy',
    title: 'Compliance policies',
    detail: null,
    collections: ['deviceManagement/deviceCompliancePolicies', 'deviceManagement/compliancePolicies'],
  },
  {
    type: 'configurationPolicy',
    title: 'Configuration policies',
    detail: 'settings catalog',
    collections: ['deviceManagement/configurationPolicies'],
  },
  {
    type: 'script',
    title: 'Scripts',
    detail: 'PowerShell scripts, remediations',
    collections: ['deviceManagement/deviceManagementScripts', 'deviceManagement/deviceHealthScripts'],
  },
  { type: 'app', title: 'Apps', detail: null, collections: ['deviceAppManagement/mobileApps'] },
]

/** App protection policies, which no access policy reaches (the same page). */
const NEVER = /^deviceAppManagement\/\w*(ManagedAppProtections|InformationProtectionPolicies)$/

export function isProtectable(collection: string): boolean {
  return !NEVER.test(collection)
}

/** `unknown`, Graph's own word, for collections that no workload names. */
export function policyTypeOf(collection: string): string {
  return WORKLOADS.find(({ collections }) => collections.includes(collection))?.type ?? 'unknown'
}
