import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  APPROVALS_SCOPE,
  AUDIT_SCOPE,
  DEVICE_SCOPE,
  FILTER_SCOPE,
  GROUP_SCOPE,
  MANAGED_SCOPE,
  ROLES_SCOPE,
  USER_SCOPE,
} from '../graph/scopes.ts'
import { CATALOG } from '../intune/catalog/catalog.ts'

/**
 * Writes the delegated permissions of Microsoft Graph, which the catalog's rows need, into the sign-in app's manifest;
 * `--check` only compares.
 */
const FILE = fileURLToPath(new URL('../../env/aad.manifest.json', import.meta.url))
const FORMATTER = fileURLToPath(new URL('../../node_modules/@biomejs/biome/bin/biome', import.meta.url))

/**
 * Permissions that Microsoft's toolkit does not know by name (teamsfx-core 3.1, permissions.json) and takes by id alone
 * (learn.microsoft.com/graph/permissions-reference).
 */
const IDS: Record<string, string> = {
  'DeviceManagementScripts.Read.All': 'd32381d8-ee89-4220-9c83-b672aa68d404',
  'DeviceManagementScripts.ReadWrite.All': '8b9d79d0-ad75-4566-8619-f7500ecfcebe',
}

const scopes = new Set([
  GROUP_SCOPE,
  DEVICE_SCOPE,
  USER_SCOPE,
  MANAGED_SCOPE,
  ROLES_SCOPE,
  FILTER_SCOPE,
  APPROVALS_SCOPE,
  AUDIT_SCOPE,
  ...CATALOG.flatMap(({ scope, readScope }) => [scope, readScope]),
])
const text = readFileSync(FILE, 'utf8')
const manifest = JSON.parse(text)
manifest.requiredResourceAccess = [
  {
    resourceAppId: 'Microsoft Graph',
    resourceAccess: [...scopes].sort().map((name) => ({ id: IDS[name] ?? name, type: 'Scope' })),
  },
]

if (!process.argv.includes('--check')) {
  writeFileSync(FILE, `${JSON.stringify(manifest, null, 2)}\n`)
  // The linter wants its own line breaks, as in every file.
  execFileSync(process.execPath, [FORMATTER, 'format', '--write', FILE], { stdio: 'pipe' })
} else if (JSON.stringify(manifest) !== JSON.stringify(JSON.parse(text))) {
  console.error('The permissions in env/aad.manifest.json are not the catalog’s. Run: npm run readme')
  process.exitCode = 1
}
