/** Where Graph has the objects that the stories are about. */
export const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
export const TEMPLATES = 'deviceManagement/groupPolicyConfigurations'
export const PROFILES = 'deviceManagement/deviceConfigurations'
export const SETTINGS_CATALOG = 'deviceManagement/configurationPolicies'
export const SCRIPTS = 'deviceManagement/deviceManagementScripts'
export const APPS = 'deviceAppManagement/mobileApps'
