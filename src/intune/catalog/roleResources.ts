import type { PolicyRef } from '../assignments/change.ts'

/** A resource of Intune's role permissions. */
export interface RoleResource {
  /** As in `Microsoft.Intune_<id>_Assign`; one is spelled so by Intune itself. */
  id: string
  /** As the admin center lists it under a role's permissions. */
  title: string
}

const CONFIGURATIONS: RoleResource = { id: 'DeviceConfigurations', title: 'Device configurations' }
const COMPLIANCE: RoleResource = { id: 'DeviceCompliancePolices', title: 'Device compliance policies' }
const APPS: RoleResource = { id: 'MobileApps', title: 'Mobile apps' }
const MANAGED_APPS: RoleResource = { id: 'ManagedApps', title: 'Managed apps' }

/**
 * By catalog key. Only where the pairing is public and was seen on a tenant: a wrong one would deny what somebody may
 * do (learn.microsoft.com/mem/intune/fundamentals/create-custom-role; github.com/Micke-K/IntuneManagement,
 * EffectivePermissions).
 */
const RESOURCES: Readonly<Record<string, RoleResource>> = {
  deviceConfiguration: CONFIGURATIONS,
  groupPolicyConfiguration: CONFIGURATIONS,
  configurationPolicy: CONFIGURATIONS,
  deviceManagementScript: CONFIGURATIONS,
  deviceShellScript: CONFIGURATIONS,
  deviceCompliancePolicy: COMPLIANCE,
  compliancePolicy: COMPLIANCE,
  mobileApp: APPS,
  targetedManagedAppConfiguration: MANAGED_APPS,
  iosManagedAppProtection: MANAGED_APPS,
  androidManagedAppProtection: MANAGED_APPS,
  termsAndConditions: { id: 'TermsAndConditions', title: 'Terms and conditions' },
  intuneBrandingProfile: { id: 'Customization', title: 'Customization' },
  policySet: { id: 'PolicySets', title: 'Policy sets' },
}

/** What a role has to allow for a policy to be assigned; null where nothing public says. */
export function roleResourceOf({ kind, traits }: PolicyRef): RoleResource | null {
  const family = traits?.['templateReference.templateFamily']
  // Endpoint security and security baselines have permissions of their own, by template.
  if (kind === 'configurationPolicy' && family !== 'none') return null
  return RESOURCES[kind] ?? null
}
