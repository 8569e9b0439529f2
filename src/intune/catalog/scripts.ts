import { type CatalogRow, SCRIPTS, USUAL } from './row.ts'

/** Scripts whose older form of assignment, a group id alone, still has a collection of its own. */
const PLAIN_SCRIPT = {
  ...USUAL,
  ...SCRIPTS,
  version: 'beta',
  name: 'displayName',
  assign: {
    parameter: 'deviceManagementScriptAssignments',
    element: 'deviceManagementScriptAssignment',
    answers: 'nothing',
  },
  legacyGroups: {
    read: 'groupAssignments',
    parameter: 'deviceManagementScriptGroupAssignments',
    element: 'deviceManagementScriptGroupAssignment',
    groupProperty: 'targetGroupId',
    excludeProperty: null,
  },
  filters: false,
} as const

/** Scripts that run by a schedule, and may mend what they find. */
const SCHEDULED_SCRIPT = {
  ...USUAL,
  ...SCRIPTS,
  version: 'beta',
  name: 'displayName',
  assign: {
    parameter: 'deviceHealthScriptAssignments',
    element: 'deviceHealthScriptAssignment',
    answers: 'nothing',
  },
  entryProperties: ['runRemediationScript', 'runSchedule'],
  newEntry: {
    properties: {
      runRemediationScript: true,
      runSchedule: {
        '@odata.type': '#microsoft.graph.deviceHealthScriptDailySchedule',
        interval: 1,
        time: '01:00:00.0000000',
        useUtc: false,
      },
    },
    likeOthers: 'whole',
  },
} as const

export const SCRIPT_ROWS: readonly CatalogRow[] = [
  {
    ...PLAIN_SCRIPT,
    key: 'deviceManagementScript',
    platform: 'Windows',
    title: 'PowerShell script',
    aliases: [
      'script',
      'windows script',
      'device management script',
      'platform script',
      'windows platform script',
    ],
    familyTitle: 'script',
    path: 'deviceManagement/deviceManagementScripts',
    reports: 'scriptRuns',
    writes: 'assignOrOne',
  },
  {
    ...PLAIN_SCRIPT,
    key: 'deviceShellScript',
    platform: 'macOS',
    title: 'shell script',
    aliases: ['mac script', 'macos script', 'macos shell script', 'mac shell script', 'bash script'],
    joins: ['deviceManagementScript'],
    path: 'deviceManagement/deviceShellScripts',
    reports: 'scriptRuns',
  },
  {
    ...PLAIN_SCRIPT,
    key: 'deviceCustomAttributeShellScript',
    platform: 'macOS',
    title: 'custom attribute',
    aliases: ['custom attribute script', 'macos custom attribute', 'mac custom attribute'],
    path: 'deviceManagement/deviceCustomAttributeShellScripts',
    reports: 'scriptRuns',
  },
  {
    ...SCHEDULED_SCRIPT,
    key: 'deviceHealthScript',
    platform: 'Windows',
    title: 'remediation',
    aliases: [
      'proactive remediation',
      'remediation script',
      'remediation script package',
      'health script',
      'device health script',
    ],
    path: 'deviceManagement/deviceHealthScripts',
    reports: 'detectionRuns',
  },
  {
    // Custom compliance takes no filters.
    ...SCHEDULED_SCRIPT,
    key: 'deviceComplianceScript',
    platform: 'Windows',
    title: 'compliance script',
    aliases: ['custom compliance script', 'compliance discovery script', 'device compliance script'],
    path: 'deviceManagement/deviceComplianceScripts',
    reports: 'detectionRuns',
    filters: false,
  },
]
