/** What one access policy protects: a type of `operationApprovalPolicyType`, and the collections that belong to it. */
export interface Workload {
  type: string
  /** As the admin center calls it. */
  title: string
  collections: readonly string[]
}

/**
 * The workloads with assignments that Multi Admin Approval knows: of configuration the settings catalog, of scripts
 * those for Windows (learn.microsoft.com/mem/intune/fundamentals/multi-admin-approval).
 */
export const WORKLOADS: readonly Workload[] = [
  {
    type: 'compliancePolicy',
    title: 'Compliance policies',
    collections: ['deviceManagement/deviceCompliancePolicies', 'deviceManagement/compliancePolicies'],
  },
  {
    type: 'configurationPolicy',
    title: 'Configuration policies',
    collections: ['deviceManagement/configurationPolicies'],
  },
  {
    type: 'script',
    title: 'Scripts',
    collections: ['deviceManagement/deviceManagementScripts', 'deviceManagement/deviceHealthScripts'],
  },
  { type: 'app', title: 'Apps', collections: ['deviceAppManagement/mobileApps'] },
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
