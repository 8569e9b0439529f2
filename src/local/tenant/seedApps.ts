import type { SeedObject } from './seedNames.ts'

const APPS = 'deviceAppManagement/mobileApps'
const BOOKS = 'deviceAppManagement/managedEBooks'
const DEVICE_CONFIGS = 'deviceAppManagement/mobileAppConfigurations'
const APP_CONFIGS = 'deviceAppManagement/targetedManagedAppConfigurations'
const IOS_MAM = 'deviceAppManagement/iosManagedAppProtections'
const ANDROID_MAM = 'deviceAppManagement/androidManagedAppProtections'
const WINDOWS_MAM = 'deviceAppManagement/windowsManagedAppProtections'
const WIP = 'deviceAppManagement/windowsInformationProtectionPolicies'
const MDM_WIP = 'deviceAppManagement/mdmWindowsInformationProtectionPolicies'
const PROVISIONING = 'deviceAppManagement/iosLobAppProvisioningConfigurations'
const S_MODE = 'deviceAppManagement/wdacSupplementalPolicies'
const SETS = 'deviceAppManagement/policySets'

const REQUIRED = { intent: 'required' }
const AVAILABLE = { intent: 'available' }
const UNINSTALL = { intent: 'uninstall' }

/** Settings as Intune shows them: a type that fits the kind of app, with all its properties. */
const settings = (type: string, more: object) => ({
  settings: { '@odata.type': `#microsoft.graph.${type}AssignmentSettings`, ...more },
})
const WIN32 = settings('win32LobApp', {
  notifications: 'showReboot',
  restartSettings: null,
  installTimeSettings: { useLocalTime: true, startDateTime: null, deadlineDateTime: '2026-12-01T08:00:00Z' },
  deliveryOptimizationPriority: 'foreground',
})
const WIN32_OFFERED = settings('win32LobApp', {
  notifications: 'hideAll',
  restartSettings: null,
  installTimeSettings: null,
  deliveryOptimizationPriority: 'notConfigured',
})
const WINGET = settings('winGetApp', {
  notifications: 'showAll',
  restartSettings: null,
  installTimeSettings: null,
})
const VPP = settings('iosVppApp', {
  useDeviceLicensing: true,
  vpnConfigurationId: null,
  uninstallOnDeviceRemoval: true,
  isRemovable: false,
  preventManagedAppBackup: true,
  preventAutoAppUpdate: null,
})
const IOS_STORE = settings('iosStoreApp', {
  vpnConfigurationId: null,
  uninstallOnDeviceRemoval: true,
  isRemovable: true,
  preventManagedAppBackup: false,
})
const PLAY = settings('androidManagedStoreApp', {
  androidManagedStoreAppTrackIds: [],
  autoUpdateMode: 'priority',
})

/** Apps, and the policies about them. */
export const seedApps: readonly SeedObject[] = [
  [
    APPS,
    'win32LobApp',
    '7-Zip 24.08',
    ['Sales Laptops | include Corporate Windows', { ...REQUIRED, ...WIN32 }],
    ['Help Desk', { ...AVAILABLE, ...WIN32_OFFERED }],
    ['-Executive Devices', REQUIRED],
  ],
  [
    APPS,
    'win32LobApp',
    'Zscaler Client',
    ['all devices', { ...REQUIRED, ...WIN32 }],
    ['-Test Lab', REQUIRED],
  ],
  [APPS, 'win32LobApp', 'Warehouse Terminal', ['Warehouse Scanners', { ...REQUIRED, ...WIN32 }]],
  [APPS, 'win32LobApp', 'Flash Player Remover', ['Old Kiosks', { ...UNINSTALL, ...WIN32_OFFERED }]],
  [APPS, 'winGetApp', 'Company Portal', ['all users', { ...REQUIRED, ...WINGET }]],
  [APPS, 'winGetApp', 'Power BI Desktop', ['Finance', { ...AVAILABLE, ...WINGET }]],
  [
    APPS,
    'officeSuiteApp',
    'Microsoft 365 Apps',
    ['Windows 11 Devices', REQUIRED],
    ['-Store Kiosks', REQUIRED],
  ],
  [APPS, 'iosVppApp', 'Keynote', ['iPads Boardroom', { ...REQUIRED, ...VPP }]],
  [APPS, 'iosStoreApp', 'Microsoft Authenticator', ['all users', { ...AVAILABLE, ...IOS_STORE }]],
  [APPS, 'androidManagedStoreApp', 'Zebra Scanner Tools', ['Warehouse Scanners', { ...REQUIRED, ...PLAY }]],
  [
    APPS,
    'macOSPkgApp',
    'Mac Developer Tools',
    ['Engineering Macs', REQUIRED],
    ['Frontline Workers @set', REQUIRED],
  ],
  [APPS, 'webApp', 'Lunch Menu', ['all users', AVAILABLE]],

  [BOOKS, 'iosVppEBook', 'First Aid Handbook', ['Store Managers', { installIntent: 'required' }]],
  [
    BOOKS,
    'iosVppEBook',
    'Ladder Safety',
    ['Warehouse Staff', { installIntent: 'available' }],
    ['-Summer Interns', { installIntent: 'available' }],
  ],

  [DEVICE_CONFIGS, 'iosMobileAppConfiguration', 'Outlook on iPhone', 'iPhones Corporate', '-iPads Boardroom'],
  [
    DEVICE_CONFIGS,
    'androidManagedStoreAppConfiguration',
    'Managed Chrome Android',
    'Android Corporate | include Corporate Android',
  ],
  [APP_CONFIGS, 'targetedManagedAppConfiguration', 'Edge Mobile Homepage', 'Sales Team', '-Legal'],
  [APP_CONFIGS, 'targetedManagedAppConfiguration', 'Outlook Signature Policy', 'Marketing', 'Legal'],

  [
    IOS_MAM,
    'iosManagedAppProtection',
    'iOS Data Protection',
    'Sales Team',
    '-Executives',
    'Store Managers @set',
  ],
  [IOS_MAM, 'iosManagedAppProtection', 'Boardroom Data Protection', 'Executives'],
  [ANDROID_MAM, 'androidManagedAppProtection', 'Android Data Protection', 'Sales Team', 'Warehouse Staff'],
  [
    ANDROID_MAM,
    'androidManagedAppProtection',
    'Scanner Data Protection',
    'Warehouse Staff',
    '-Store Managers',
  ],
  [WINDOWS_MAM, 'windowsManagedAppProtection', 'Edge for Business Protection', 'External Consultants'],
  [WINDOWS_MAM, 'windowsManagedAppProtection', 'Windows Unmanaged Protection', 'Marketing', '-Engineering'],
  [WIP, 'windowsInformationProtectionPolicy', 'WIP Unenrolled', 'Marketing', '-Legal'],
  [WIP, 'windowsInformationProtectionPolicy', 'WIP Contractors', 'External Consultants'],
  [MDM_WIP, 'mdmWindowsInformationProtectionPolicy', 'WIP Enrolled', 'Finance', 'Human Resources'],
  [MDM_WIP, 'mdmWindowsInformationProtectionPolicy', 'WIP Board', 'Executives', '-Summer Interns'],

  [
    PROVISIONING,
    'iosLobAppProvisioningConfiguration',
    'Field App Provisioning 2026',
    'iPhones Corporate',
    'legacy Sales Team',
  ],
  [PROVISIONING, 'iosLobAppProvisioningConfiguration', 'Boardroom App Provisioning', 'iPads Boardroom'],
  [
    S_MODE,
    'windowsDefenderApplicationControlSupplementalPolicy',
    'Allow Exam Browser',
    'Back to School, 2026',
    '-Summer Interns',
  ],
  [S_MODE, 'windowsDefenderApplicationControlSupplementalPolicy', 'Allow Printer Tools', 'Store Managers'],
  [SETS, 'policySet', 'Frontline Starter Set', 'Frontline Workers', '-Store Managers'],
  [SETS, 'policySet', 'Exam Season Set', 'Back to School, 2026'],
]
