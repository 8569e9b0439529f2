/** The ids of all users and all devices inside assignment ids; they are not Entra groups. */
export const VIRTUAL_IDS: Record<string, string> = {
  'all users': 'acacacac-9df4-4c7d-9d50-4ef0226f57a9',
  'all devices': 'adadadad-808e-44e2-905a-0b7873a8a531',
}

export const POLICY_SET = 'Frontline Starter Set'

type SeedGroup = [
  name: string,
  membership: 'assigned' | 'dynamic',
  users: number,
  devices: number,
  more?: string,
]

export const seedGroups: readonly SeedGroup[] = [
  ['Sales Laptops', 'dynamic', 0, 214],
  ['Sales Team', 'assigned', 187, 0],
  ['Sales Tablets', 'dynamic', 0, 61],
  ['Marketing', 'assigned', 54, 0],
  ['Finance', 'assigned', 41, 0],
  ['Finance Laptops', 'dynamic', 0, 44],
  ['Human Resources', 'assigned', 19, 0],
  ['Legal', 'assigned', 12, 0],
  ['Engineering', 'assigned', 236, 0],
  ['Engineering Workstations', 'dynamic', 0, 251],
  ['Engineering Macs', 'dynamic', 0, 97],
  ['Design Macs', 'dynamic', 0, 28],
  ['Research and Development', 'assigned', 73, 0],
  ['Warehouse Scanners', 'dynamic', 0, 132],
  ['Warehouse Staff', 'assigned', 148, 0],
  ['Store Kiosks', 'dynamic', 0, 88],
  ['Old Kiosks', 'assigned', 0, 17],
  ['Store Managers', 'assigned', 36, 0],
  ['Frontline Phones', 'dynamic', 0, 412],
  ['Frontline Workers', 'dynamic', 530, 0],
  ['Executives', 'assigned', 9, 0],
  ['Executive Devices', 'assigned', 0, 21],
  ['Pilot Devices', 'assigned', 0, 25],
  ['Pilot Users', 'assigned', 30, 0],
  ['Pilot', 'assigned', 12, 0, 'Old pilot of 2023'],
  ['Pilot', 'assigned', 0, 15, 'Pilot of the autumn'],
  ['Autopilot Devices', 'dynamic', 0, 640],
  ['Windows 11 Devices', 'dynamic', 0, 583],
  ['Windows 10 Devices', 'dynamic', 0, 71],
  ['iPads Boardroom', 'assigned', 0, 6],
  ['iPhones Corporate', 'dynamic', 0, 265],
  ['Android Corporate', 'dynamic', 0, 198],
  ['Personal Devices', 'dynamic', 0, 377],
  ['External Consultants', 'assigned', 45, 0],
  ['IT Administrators', 'assigned', 8, 0],
  ['Help Desk', 'assigned', 14, 0],
  ['Test Lab', 'assigned', 0, 11],
  ['Break Glass', 'assigned', 2, 0],
  ['Ring 0 Canary', 'assigned', 0, 10],
  ['Ring 1 Early', 'assigned', 0, 60],
  ['Ring 2 Broad', 'assigned', 0, 520],
  ['Copenhagen Office', 'dynamic', 64, 0],
  ['Köln Büro', 'dynamic', 38, 0],
  ['São Paulo', 'dynamic', 51, 0],
  ['東京オフィス', 'dynamic', 22, 0],
  ['Back to School, 2026', 'assigned', 0, 33],
  ['Summer Interns', 'assigned', 0, 0],
  ['All Company Newsletter', 'assigned', 960, 0, 'mail'],
]

/** Rules in the grammar of learn.microsoft.com/intune/fundamentals/filters/ref-device-properties. */
export const seedFilters: readonly [name: string, platform: string, rule: string][] = [
  ['Corporate Windows', 'windows10AndLater', '(device.deviceOwnership -eq "Corporate")'],
  ['Windows 11 only', 'windows10AndLater', '(device.operatingSystemVersion -ge 10.0.22000.0)'],
  [
    'Virtual machines',
    'windows10AndLater',
    '(device.model -startsWith "Virtual Machine") or (device.model -contains "Cloud PC")',
  ],
  ['Corporate iOS', 'iOS', '(device.deviceOwnership -eq "Corporate")'],
  [
    'Supervised iPads',
    'iOS',
    '(device.model -startsWith "iPad") and (device.enrollmentProfileName -eq "Supervised iPads")',
  ],
  ['Corporate Android', 'androidForWork', '(device.deviceOwnership -eq "Corporate")'],
  ['Corporate Macs', 'macOS', '(device.deviceOwnership -eq "Corporate")'],
  ['Outlook on iOS', 'iOSMobileApplicationManagement', '(app.appVersion -startsWith "4.")'],
  ['Outlook on Android', 'androidMobileApplicationManagement', '(app.appVersion -startsWith "4.")'],
  [
    'Edge on Windows',
    'windowsMobileApplicationManagement',
    '(app.deviceManagementType -in ["Unmanaged", "Managed"])',
  ],
]

/**
 * One assignment as the seed writes it: `all users`, `all devices` or a group's name; `-` before it excludes;
 * `| include Filter` or `| exclude Filter` behind it; ` plan <id>` for a Cloud PC plan; ` @set` when a policy set
 * wrote it; `legacy ` before it all when it stands in the older collection.
 */
export type SeedAssignment = string | [target: string, properties: Record<string, unknown>]

/** The type may carry properties of the object beside it, and after a slash its `platforms`. */
export type SeedObject = [
  collection: string,
  type: string | [type: string, properties: Record<string, unknown>],
  name: string,
  ...assignments: SeedAssignment[],
]

const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const ENROLLMENT = 'deviceManagement/deviceEnrollmentConfigurations'
const TEMPLATES = 'deviceManagement/groupPolicyConfigurations'
const SCRIPTS = 'deviceManagement/deviceManagementScripts'

const WINDOWS = 'windows10CompliancePolicy'
const LIMIT = 'deviceEnrollmentLimitConfiguration'
const PLATFORMS = 'deviceEnrollmentPlatformRestrictionsConfiguration'
const STATUS_PAGE = 'windows10EnrollmentCompletionPageConfiguration'
const HELLO = 'deviceEnrollmentWindowsHelloForBusinessConfiguration'
const RESTORE = 'windowsRestoreDeviceEnrollmentConfiguration'
const NOTIFICATION = 'deviceEnrollmentNotificationConfiguration'
const DEFAULT = 'All users and all devices'
const TEMPLATE = 'groupPolicyConfiguration'
const SCRIPT = 'deviceManagementScript'

/** The scope tag of what the offices' own administrator manages. */
export const OFFICES_TAG = '1'
/** Groups of the offices' own administrator. */
export const OFFICES = ['Copenhagen Office', 'Köln Büro', 'São Paulo', '東京オフィス']
const ofOffices = (type: string): SeedObject[1] => [type, { roleScopeTagIds: [OFFICES_TAG] }]

export const seedObjects: readonly SeedObject[] = [
  [
    COMPLIANCE,
    WINDOWS,
    'Windows 11 Baseline',
    'Engineering Workstations',
    'Finance Laptops | include Corporate Windows',
    '-Test Lab',
  ],
  [COMPLIANCE, WINDOWS, 'Windows 11 Baseline (Strict)', 'Executive Devices', 'Finance Laptops'],
  [COMPLIANCE, WINDOWS, 'Windows 10 Legacy', 'Windows 10 Devices'],
  [COMPLIANCE, WINDOWS, 'BitLocker Required', 'all devices | include Corporate Windows', '-Store Kiosks'],
  [COMPLIANCE, WINDOWS, 'Defender Up to Date', 'all devices', '-Test Lab'],
  [COMPLIANCE, WINDOWS, 'Kiosk Windows', 'Store Kiosks', 'Old Kiosks'],
  [COMPLIANCE, WINDOWS, 'Frontline Windows', 'Frontline Phones @set', 'Warehouse Scanners'],
  [COMPLIANCE, WINDOWS, 'Developer Machines'],
  [
    COMPLIANCE,
    'iosCompliancePolicy',
    'iOS Corporate',
    'iPhones Corporate',
    'iPads Boardroom | include Supervised iPads',
  ],
  [COMPLIANCE, 'iosCompliancePolicy', 'iOS Personal', 'Personal Devices | exclude Corporate iOS'],
  [COMPLIANCE, 'iosCompliancePolicy', 'iPad Boardroom', 'iPads Boardroom'],
  [COMPLIANCE, 'androidWorkProfileCompliancePolicy', 'Android Work Profile', 'all users'],
  [COMPLIANCE, 'androidDeviceOwnerCompliancePolicy', 'Android Corporate', 'Android Corporate'],
  [COMPLIANCE, 'androidDeviceOwnerCompliancePolicy', 'Android Scanners', 'Warehouse Scanners'],
  [COMPLIANCE, 'macOSCompliancePolicy', 'macOS FileVault', 'Engineering Macs', 'Design Macs'],
  [COMPLIANCE, 'macOSCompliancePolicy', 'macOS Minimum Version', 'all devices | include Corporate Macs'],
  [COMPLIANCE, WINDOWS, 'Pilot Compliance', 'Pilot Devices'],
  [COMPLIANCE, WINDOWS, 'Research and Development', 'Research and Development'],

  [ENROLLMENT, LIMIT, `${DEFAULT}#DefaultLimit`],
  [ENROLLMENT, PLATFORMS, `${DEFAULT}#DefaultPlatformRestrictions`],
  [ENROLLMENT, HELLO, `${DEFAULT}#DefaultWindowsHelloForBusiness`],
  [ENROLLMENT, STATUS_PAGE, `${DEFAULT}#DefaultWindows10EnrollmentCompletionPageConfiguration`],
  [ENROLLMENT, RESTORE, `${DEFAULT}#WindowsRestore`],
  [ENROLLMENT, LIMIT, 'Five Devices for Everyone#Limit', 'Engineering', 'Marketing'],
  [ENROLLMENT, LIMIT, 'Fifteen Devices for IT#Limit', 'IT Administrators'],
  [ENROLLMENT, LIMIT, 'One Device for Frontline#Limit', 'Frontline Workers'],
  [
    ENROLLMENT,
    'deviceEnrollmentPlatformRestrictionConfiguration',
    'Block Personal Windows#SinglePlatformRestriction',
    'External Consultants',
    'Sales Team',
  ],
  [
    ENROLLMENT,
    'deviceEnrollmentPlatformRestrictionConfiguration',
    'Block Personal Android#SinglePlatformRestriction',
    'Warehouse Staff',
    '-Store Managers',
  ],
  [
    ENROLLMENT,
    STATUS_PAGE,
    'Autopilot Status Page#Windows10EnrollmentCompletionPageConfiguration',
    'Autopilot Devices',
  ],
  [
    ENROLLMENT,
    STATUS_PAGE,
    'Developer Status Page#Windows10EnrollmentCompletionPageConfiguration',
    'Engineering',
  ],
  [ENROLLMENT, NOTIFICATION, 'Welcome Mail Windows#EnrollmentNotificationsConfiguration', 'all users'],
  [ENROLLMENT, NOTIFICATION, 'Welcome Mail iOS#EnrollmentNotificationsConfiguration', 'Sales Team'],

  [TEMPLATES, TEMPLATE, 'Edge Settings', 'all devices | include Corporate Windows', '-Store Kiosks'],
  [TEMPLATES, TEMPLATE, 'Edge Kiosk Mode', 'Store Kiosks', 'Old Kiosks'],
  [TEMPLATES, TEMPLATE, 'Office Macro Lockdown', 'all users', '-Finance'],
  [TEMPLATES, TEMPLATE, 'Office Macros for Finance', 'Finance'],
  [TEMPLATES, TEMPLATE, 'OneDrive Known Folder Move', 'Sales Laptops', 'Finance Laptops', '-Pilot Devices'],
  [TEMPLATES, TEMPLATE, 'Outlook Cached Mode', 'Sales Team', 'Marketing', 'Legal'],
  [TEMPLATES, TEMPLATE, 'Windows Update Ring 0', 'Ring 0 Canary'],
  [TEMPLATES, TEMPLATE, 'Windows Update Ring 1', 'Ring 1 Early'],
  [TEMPLATES, TEMPLATE, 'Windows Update Ring 2', 'Ring 2 Broad | exclude Virtual machines'],
  [TEMPLATES, TEMPLATE, 'Remote Desktop Hardening', 'Engineering Workstations', 'Windows 11 Devices'],
  [TEMPLATES, TEMPLATE, 'Screen Lock and Screensaver', 'all devices'],
  [TEMPLATES, ofOffices(TEMPLATE), 'Printer Drivers', 'Copenhagen Office', 'Köln Büro'],
  [TEMPLATES, TEMPLATE, 'Chrome Extensions', 'Marketing', 'Design Macs'],
  [TEMPLATES, TEMPLATE, 'Teams Autostart', 'Frontline Workers', 'Sales Team'],
  [TEMPLATES, TEMPLATE, 'Search, Widgets and News', 'Back to School, 2026'],
  [TEMPLATES, TEMPLATE, 'Removable Storage'],

  [SCRIPTS, SCRIPT, 'Set Time Zone', 'all devices', '-Old Kiosks'],
  [SCRIPTS, SCRIPT, 'Map Network Drives', 'Sales Team', 'Finance', 'legacy Marketing', 'legacy Legal'],
  [SCRIPTS, SCRIPT, 'Remove Bloatware', 'Windows 11 Devices', 'Autopilot Devices'],
  [SCRIPTS, SCRIPT, 'Install Company Fonts', 'Marketing'],
  [SCRIPTS, SCRIPT, 'Rename Device', 'Autopilot Devices'],
  [SCRIPTS, SCRIPT, 'Enable Windows Sandbox', 'Engineering Workstations'],
  [SCRIPTS, SCRIPT, 'Set Wallpaper', 'Store Kiosks', 'legacy Old Kiosks'],
  [SCRIPTS, SCRIPT, 'Clean Temp Folders', 'all devices'],
  [SCRIPTS, SCRIPT, 'Register VPN Profile', 'External Consultants'],
  [SCRIPTS, SCRIPT, 'Disable IPv6'],
  [SCRIPTS, SCRIPT, 'Collect Inventory', 'Help Desk', 'IT Administrators'],
  [SCRIPTS, SCRIPT, 'Fix Audio Driver', 'Executive Devices'],
  [SCRIPTS, SCRIPT, 'Reset Edge Profile', 'Pilot Devices'],
  [SCRIPTS, SCRIPT, 'Prepare Exam Mode', 'Back to School, 2026'],
  [SCRIPTS, ofOffices(SCRIPT), 'Add Local Printer', 'Copenhagen Office'],
]
