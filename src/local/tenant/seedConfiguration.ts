import type { SeedObject } from './seedNames.ts'

const LINUX = 'deviceManagement/compliancePolicies'
const PROFILES = 'deviceManagement/deviceConfigurations'
const CATALOG = 'deviceManagement/configurationPolicies'
const BASELINES = 'deviceManagement/intents'
const ACCESS = 'deviceManagement/resourceAccessProfiles'
const BIOS = 'deviceManagement/hardwareConfigurations'
const ESIM = 'deviceManagement/embeddedSIMActivationCodePools'

const CATALOG_LINUX = 'deviceManagementCompliancePolicy/linux'
const CATALOG_WINDOWS = 'deviceManagementConfigurationPolicy/windows10'
const CATALOG_MAC = 'deviceManagementConfigurationPolicy/macOS'

/** What distinguishes the policies of this one collection: the template they were made from, and what delivers them. */
function catalog(
  type: string,
  templateFamily: string,
  technologies = 'mdm',
  more: object = {},
): SeedObject[1] {
  return [type, { technologies, templateReference: { templateId: '', templateFamily }, ...more }]
}

const RING = 'windowsUpdateForBusinessConfiguration'
const APPLY = { intent: 'apply' }

/** Settings for devices that are neither compliance policies nor administrative templates. */
export const seedConfiguration: readonly SeedObject[] = [
  [LINUX, CATALOG_LINUX, 'Ubuntu Build Machines', 'Engineering', '-Summer Interns'],
  [LINUX, CATALOG_LINUX, 'Linux Disk Encryption', 'all users'],
  [LINUX, CATALOG_LINUX, 'Linux Password Rules'],

  [
    PROFILES,
    'windows10GeneralConfiguration',
    'Store Kiosk Lockdown',
    ['Store Kiosks', APPLY],
    ['-Pilot Devices', APPLY],
  ],
  [
    PROFILES,
    'windows10EndpointProtectionConfiguration',
    'Windows Firewall Rules',
    ['all devices | include Corporate Windows', APPLY],
    ['-Engineering Workstations', APPLY],
  ],
  [
    PROFILES,
    'windowsWifiEnterpriseEAPConfiguration',
    'Office Wi-Fi Windows',
    ['Copenhagen Office', APPLY],
    ['Köln Büro', APPLY],
    'legacy São Paulo',
    'legacy -External Consultants',
  ],
  [
    PROFILES,
    'iosWiFiConfiguration',
    'Office Wi-Fi iPhone',
    ['iPhones Corporate | exclude Supervised iPads', APPLY],
  ],
  [PROFILES, 'macOSVpnConfiguration', 'VPN for Macs', ['Engineering Macs', APPLY], ['Design Macs', APPLY]],
  [
    PROFILES,
    'androidDeviceOwnerGeneralDeviceConfiguration',
    'Scanner Restrictions',
    ['Warehouse Scanners', APPLY],
  ],
  [PROFILES, 'windowsWiredNetworkConfiguration', 'Wired 802.1X', ['Engineering Workstations', APPLY]],
  [PROFILES, RING, 'Canary Ring', ['Ring 0 Canary', APPLY]],
  [PROFILES, RING, 'Broad Ring', ['Ring 2 Broad', APPLY], ['-Executive Devices', APPLY]],
  [PROFILES, 'iosUpdateConfiguration', 'iPad Updates at Night', ['iPads Boardroom', APPLY]],
  [PROFILES, 'windows10CustomConfiguration', 'Exam Browser Settings', ['Back to School, 2026 @set', APPLY]],

  [
    CATALOG,
    CATALOG_WINDOWS,
    'Defender Antivirus',
    'all devices | include Corporate Windows',
    '-Test Lab',
    'Frontline Workers @set',
  ],
  [CATALOG, CATALOG_WINDOWS, 'BitLocker Silent Encryption', 'Sales Laptops', 'Finance Laptops'],
  [CATALOG, CATALOG_WINDOWS, 'LAPS for Workstations', 'Windows 11 Devices | exclude Virtual machines'],
  [CATALOG, CATALOG_WINDOWS, 'Local Administrators', 'Engineering Workstations'],
  [
    CATALOG,
    catalog(CATALOG_WINDOWS, 'endpointSecurityAttackSurfaceReduction', 'mdm,microsoftSense'),
    'Block Office Macros from Win32',
    'Finance Laptops',
    '-Test Lab',
  ],
  [
    CATALOG,
    catalog(CATALOG_WINDOWS, 'endpointSecurityApplicationControl'),
    'App Control for Kiosks',
    'Store Kiosks',
  ],
  [CATALOG, catalog(CATALOG_WINDOWS, 'baseline'), 'Windows Baseline 25H2', 'Windows 11 Devices', '-Test Lab'],
  [CATALOG, catalog(CATALOG_MAC, 'endpointSecurityFirewall'), 'Mac Firewall', 'Engineering Macs'],
  [
    CATALOG,
    catalog(CATALOG_MAC, 'none', 'appleRemoteManagement'),
    'Mac Updates by Declaration',
    'Design Macs',
  ],
  [
    CATALOG,
    catalog(CATALOG_WINDOWS, 'enrollmentConfiguration', 'enrollment', {
      disableEntraGroupPolicyAssignment: true,
    }),
    'Device Preparation for Cloud PCs',
  ],
  [CATALOG, CATALOG_MAC, 'Mac Login Window', 'Design Macs'],
  [CATALOG, CATALOG_MAC, 'Mac Gatekeeper', 'all devices | include Corporate Macs'],
  [CATALOG, 'deviceManagementConfigurationPolicy/iOS', 'Supervised iPad Layout', 'iPads Boardroom'],
  [CATALOG, 'deviceManagementConfigurationPolicy/linux', 'Linux Microsoft Edge', 'Engineering'],

  [BASELINES, 'deviceManagementIntent', 'Windows Baseline 23H2', 'Windows 11 Devices', '-Test Lab'],
  [BASELINES, 'deviceManagementIntent', 'Edge Baseline v117', 'all users'],
  [
    BASELINES,
    ['deviceManagementIntent', { isMigratingToConfigurationPolicy: true }],
    'Defender Baseline v6',
    'all devices',
  ],

  [ACCESS, 'windows10XWifiConfiguration', 'Showroom Wi-Fi', ['Store Kiosks', APPLY]],
  [
    ACCESS,
    'windows10XSCEPCertificateProfile',
    'Showroom Certificates',
    ['Old Kiosks', APPLY],
    ['-Test Lab', APPLY],
  ],

  [BIOS, 'hardwareConfiguration', 'BIOS Lock Laptops', 'Sales Laptops', '-Executive Devices'],
  [BIOS, 'hardwareConfiguration', 'BIOS Boot Order Kiosks', 'Store Kiosks'],

  [ESIM, 'embeddedSIMActivationCodePool', 'Contoso Mobile Denmark', 'Sales Tablets'],
  [ESIM, 'embeddedSIMActivationCodePool', 'Contoso Mobile Brazil', 'São Paulo', '-Summer Interns'],
]
