import type { PolicyRef } from '../assignments/change.ts'

/**
 * What only some objects of a kind are called, by a telling word: the templates' families
 * (learn.microsoft.com/graph/api/resources/intune-deviceconfigv2-devicemanagementconfigurationtemplatefamily) and the
 * types of configuration profiles (…/intune-deviceconfig-deviceconfiguration). The first match counts.
 */
const SORTS: readonly { called: RegExp; family?: string; type?: RegExp }[] = [
  { called: /antivirus/, family: 'endpointSecurityAntivirus' },
  { called: /disk encryption/, family: 'endpointSecurityDiskEncryption' },
  { called: /firewall/, family: 'endpointSecurityFirewall' },
  { called: /edr|detection and response/, family: 'endpointSecurityEndpointDetectionAndResponse' },
  { called: /attack surface|asr |device control/, family: 'endpointSecurityAttackSurfaceReduction' },
  { called: /account protection|laps/, family: 'endpointSecurityAccountProtection' },
  { called: /app(lication)? control/, family: 'endpointSecurityApplicationControl' },
  { called: /epm|privilege|elevation/, family: 'endpointSecurityEndpointPrivilegeManagement' },
  { called: /device preparation/, family: 'enrollmentConfiguration' },
  { called: /wi-?fi/, type: /wi-?fi/i },
  { called: /vpn/, type: /vpn/i },
  { called: /e-?mail/, type: /email|eas/i },
  { called: /scep/, type: /scep/i },
  { called: /pkcs/, type: /pkcs/i },
  { called: /trusted certificate/, type: /trusted/i },
  { called: /certificate/, type: /certificate/i },
  { called: /update ring/, type: /windowsUpdateForBusiness/i },
  { called: /software update/, type: /updateConfiguration/i },
  { called: /kiosk/, type: /kiosk/i },
  { called: /custom/, type: /custom/i },
  { called: /endpoint protection/, type: /endpointProtection/i },
  { called: /device restriction/, type: /general|deviceRestriction/i },
]

const FAMILY = 'templateReference.templateFamily'

/**
 * Whether a policy is of the sort that these words name.
 * @param sort in small letters: "antivirus policy".
 * @returns null where nothing tells: a sort that is unknown here, or an object that lacks the property in question.
 */
export function isOfSort({ type, traits }: PolicyRef, sort: string): boolean | null {
  const known = SORTS.find(({ called }) => called.test(`${sort} `))
  if (!known) return null
  const family = traits?.[FAMILY]
  if (known.family) return typeof family === 'string' ? family === known.family : null
  return type === null ? null : (known.type?.test(type) ?? null)
}
