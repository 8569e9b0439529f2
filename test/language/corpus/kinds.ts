import type { KindWords } from '../../../src/language/reading.ts'

/** Kinds as the catalog calls them, fixed here so that the corpus does not move with the catalog. */
export const KIND_WORDS: readonly KindWords[] = [
  {
    key: 'deviceCompliancePolicy',
    title: 'compliance policy',
    aliases: ['compliance', 'device compliance policy', 'compliance rule'],
  },
  {
    key: 'deviceEnrollmentConfiguration',
    title: 'enrollment configuration',
    aliases: ['enrollment restriction', 'enrollment status page', 'enrolment configuration', 'esp'],
  },
  {
    key: 'groupPolicyConfiguration',
    title: 'administrative template',
    aliases: ['admin template', 'admx', 'admx template', 'group policy', 'group policy configuration', 'gpo'],
  },
  {
    key: 'deviceManagementScript',
    title: 'PowerShell script',
    aliases: ['script', 'windows script', 'device management script', 'platform script'],
  },
  { key: 'mobileApp', title: 'app', aliases: ['application', 'mobile app', 'win32 app'] },
  {
    key: 'deviceConfiguration',
    title: 'configuration profile',
    aliases: ['profile', 'device configuration'],
  },
  {
    key: 'configurationPolicy',
    title: 'settings catalog policy',
    aliases: ['settings catalog', 'profile', 'endpoint security policy'],
  },
  { key: 'deviceManagementIntent', title: 'security baseline', aliases: [] },
  { key: 'deviceShellScript', title: 'shell script', aliases: ['macOS script'] },
  { key: 'termsAndConditions', title: 'terms and conditions', aliases: ['terms', 't&c'] },
  { key: 'managedEBook', title: 'e-book', aliases: ['ebook', 'book'] },
  { key: 'windowsAutopilotDeploymentProfile', title: 'Autopilot profile', aliases: ['deployment profile'] },
]
