import type { SeedObject } from './seedNames.ts'

const AUTOPILOT = 'deviceManagement/windowsAutopilotDeploymentProfiles'
const APPLE = 'deviceManagement/appleUserInitiatedEnrollmentProfiles'
const TERMS = 'deviceManagement/termsAndConditions'
const BRANDING = 'deviceManagement/intuneBrandingProfiles'
const SHELL = 'deviceManagement/deviceShellScripts'
const ATTRIBUTES = 'deviceManagement/deviceCustomAttributeShellScripts'
const REMEDIATIONS = 'deviceManagement/deviceHealthScripts'
const DISCOVERY = 'deviceManagement/deviceComplianceScripts'
const FEATURES = 'deviceManagement/windowsFeatureUpdateProfiles'
const QUALITY = 'deviceManagement/windowsQualityUpdatePolicies'
const EXPEDITED = 'deviceManagement/windowsQualityUpdateProfiles'
const DRIVERS = 'deviceManagement/windowsDriverUpdateProfiles'
const CLOUD_PC = 'deviceManagement/virtualEndpoint/provisioningPolicies'
const CLOUD_PC_SETTINGS = 'deviceManagement/virtualEndpoint/userSettings'

const SCHEDULE = '#microsoft.graph.deviceHealthScript'
const HOURLY = {
  runRemediationScript: true,
  runSchedule: { '@odata.type': `${SCHEDULE}HourlySchedule`, interval: 4 },
}
const NIGHTLY = {
  runRemediationScript: true,
  runSchedule: {
    '@odata.type': `${SCHEDULE}DailySchedule`,
    interval: 1,
    time: '02:30:00.0000000',
    useUtc: false,
  },
}
const ONCE = {
  runRemediationScript: false,
  runSchedule: {
    '@odata.type': `${SCHEDULE}RunOnceSchedule`,
    interval: 1,
    date: '2026-11-30',
    time: '09:00:00.0000000',
    useUtc: true,
  },
}

/** How devices are enrolled, what runs on them, how Windows is kept up to date. */
export const seedDevices: readonly SeedObject[] = [
  [
    AUTOPILOT,
    'azureADWindowsAutopilotDeploymentProfile',
    'User Driven Laptops',
    'Autopilot Devices',
    '-Test Lab',
  ],
  [
    AUTOPILOT,
    'azureADWindowsAutopilotDeploymentProfile',
    'Self Deploying Kiosks',
    'Store Kiosks',
    'Old Kiosks',
  ],
  [AUTOPILOT, 'activeDirectoryWindowsAutopilotDeploymentProfile', 'Hybrid Join Legacy', 'all devices'],

  [APPLE, 'appleUserInitiatedEnrollmentProfile', 'Personal iPhones', 'all users'],
  [
    APPLE,
    'appleUserInitiatedEnrollmentProfile',
    'Account Driven Enrollment',
    'Sales Team',
    '-External Consultants',
  ],

  [TERMS, 'termsAndConditions', 'Acceptable Use', 'all users'],
  [TERMS, 'termsAndConditions', 'Consultants Agreement', 'External Consultants', 'legacy Summer Interns'],

  [
    BRANDING,
    ['intuneBrandingProfile', { displayName: 'Fabrikam', isDefaultProfile: true }],
    'Default Branding',
  ],
  [
    BRANDING,
    ['intuneBrandingProfile', { displayName: 'Fabrikam Stores', isDefaultProfile: false }],
    'Store Portal',
    'Store Managers',
    '-Help Desk',
  ],
  [
    BRANDING,
    ['intuneBrandingProfile', { displayName: 'Fabrikam Brasil', isDefaultProfile: false }],
    'Brazil Portal',
    'São Paulo',
  ],

  [SHELL, 'deviceShellScript', 'Set Mac Hostname', 'Engineering Macs', 'legacy Design Macs'],
  [SHELL, 'deviceShellScript', 'Install Rosetta', 'all devices', '-Test Lab'],
  [SHELL, 'deviceShellScript', 'Dock Layout', 'Design Macs'],
  [ATTRIBUTES, 'deviceCustomAttributeShellScript', 'Battery Cycle Count', 'Engineering Macs', '-Design Macs'],
  [ATTRIBUTES, 'deviceCustomAttributeShellScript', 'Xcode Version', 'Engineering Macs'],

  [
    REMEDIATIONS,
    'deviceHealthScript',
    'Restart Print Spooler',
    ['Sales Laptops | include Corporate Windows', HOURLY],
    ['Copenhagen Office', NIGHTLY],
    '-Test Lab',
  ],
  [REMEDIATIONS, 'deviceHealthScript', 'Clear Teams Cache', ['all users', NIGHTLY], '-Executives'],
  [REMEDIATIONS, 'deviceHealthScript', 'Stale Certificates', ['Engineering Workstations', ONCE]],
  [
    REMEDIATIONS,
    'deviceHealthScript',
    'Time Drift',
    ['Finance Laptops', HOURLY],
    ['Executive Devices', HOURLY],
  ],
  [REMEDIATIONS, 'deviceHealthScript', 'Wi-Fi Driver Reset'],
  [DISCOVERY, 'deviceComplianceScript', 'Third Party Antivirus State', ['Windows 11 Devices', NIGHTLY]],
  [DISCOVERY, 'deviceComplianceScript', 'Disk Health State', ['Executive Devices', NIGHTLY], '-Test Lab'],

  [FEATURES, 'windowsFeatureUpdateProfile', 'Windows 11 24H2 Rollout', 'Ring 1 Early', '-Executive Devices'],
  [FEATURES, 'windowsFeatureUpdateProfile', 'Hold on 23H2', 'Warehouse Scanners'],
  [QUALITY, 'windowsQualityUpdatePolicy', 'Hotpatch Workstations', 'Engineering Workstations', '-Test Lab'],
  [QUALITY, 'windowsQualityUpdatePolicy', 'Hotpatch Pilot', 'Pilot Devices'],
  [EXPEDITED, 'windowsQualityUpdateProfile', 'Expedite November Fixes', 'Ring 0 Canary', 'Ring 1 Early'],
  [EXPEDITED, 'windowsQualityUpdateProfile', 'Expedite Out of Band', 'Finance Laptops', '-Executive Devices'],
  [DRIVERS, 'windowsDriverUpdateProfile', 'Laptop Drivers Manual', 'Sales Laptops', '-Pilot Devices'],
  [DRIVERS, 'windowsDriverUpdateProfile', 'Workstation Drivers Automatic', 'Engineering Workstations'],

  [
    CLOUD_PC,
    ['cloudPcProvisioningPolicy', { provisioningType: 'dedicated' }],
    'Consultants Cloud PC',
    ['External Consultants', { userSettingsPersistenceDetail: { userSettingsPersistenceEnabled: true } }],
    'Summer Interns',
  ],
  [
    CLOUD_PC,
    ['cloudPcProvisioningPolicy', { provisioningType: 'dedicated' }],
    'Developers Cloud PC',
    'Engineering',
  ],
  [
    CLOUD_PC,
    ['cloudPcProvisioningPolicy', { provisioningType: 'sharedByUser' }],
    'Shift Workers Cloud PC',
    'Frontline Workers plan 4c1c0bd3-58a7-4f0e-9f3f-2f6a7d3f1c55',
  ],
  [CLOUD_PC_SETTINGS, 'cloudPcUserSetting', 'Cloud PC Restore Points', 'External Consultants'],
  [CLOUD_PC_SETTINGS, 'cloudPcUserSetting', 'Cloud PC Local Admins', 'Engineering', 'IT Administrators'],
]
