import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SETTING_NAMES } from '../../src/config/settings.ts'
import { FILTER_SCOPE, GROUP_SCOPE } from '../../src/graph/scopes.ts'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'

const read = (file: string) => readFileSync(`env/${file}`, 'utf8')
const template = JSON.parse(read('azure.json'))
const manifest = JSON.parse(read('aad.manifest.json'))
const steps = parse(read('m365agents.yml')) as {
  provision: { uses: string; writeToEnvironmentFile?: Record<string, string> }[]
}

function namesIn(text: string): string[] {
  return [...text.matchAll(/\$\{\{(\w+)\}\}/g)].map(([, name = '']) => name)
}

describe('Provisioning', () => {
  it('asks Graph for what the catalog needs, and for nothing else', () => {
    // The toolkit knows these two by their ids alone.
    const names: Record<string, string> = {
      'd32381d8-ee89-4220-9c83-b672aa68d404': 'DeviceManagementScripts.Read.All',
      '8b9d79d0-ad75-4566-8619-f7500ecfcebe': 'DeviceManagementScripts.ReadWrite.All',
    }
    const asked = manifest.requiredResourceAccess.flatMap((one: { resourceAccess: { id: string }[] }) =>
      one.resourceAccess.map(({ id }) => names[id] ?? id),
    )
    const needed = [GROUP_SCOPE, FILTER_SCOPE, ...CATALOG.flatMap((row) => [row.scope, row.readScope])]
    expect(new Set(asked)).toEqual(new Set(needed))
  })

  it('exposes access_as_user to Teams’ two clients, with tokens of version 2', () => {
    const { oauth2PermissionScopes, preAuthorizedApplications, requestedAccessTokenVersion } = manifest.api
    expect(oauth2PermissionScopes.map(({ value }: { value: string }) => value)).toEqual(['access_as_user'])
    expect(preAuthorizedApplications).toHaveLength(2)
    expect(requestedAccessTokenVersion).toBe(2)
    expect(manifest.identifierUris).toEqual([`api://\${{SIGN_IN_APP_ID}}`])
    expect(manifest.web.redirectUris).toContain(`https://\${{BOT_DOMAIN}}/sign-in/callback`)
  })

  it('uses no name before a step has written it', () => {
    const known = new Set([
      'TEAMSFX_ENV',
      'AZURE_SUBSCRIPTION_ID',
      'AZURE_RESOURCE_GROUP_NAME',
      'PUBLISHER_NAME',
      'PUBLISHER_URL',
    ])
    const files: Record<string, string> = {
      'arm/deploy': read('azure.parameters.json'),
      'aadApp/update': read('aad.manifest.json'),
    }
    for (const step of steps.provision) {
      // The toolkit makes the id of access_as_user itself.
      if (step.uses === 'aadApp/update') known.add('AAD_APP_ACCESS_AS_USER_PERMISSION_ID')
      const { writeToEnvironmentFile = {}, ...rest } = step
      const used = namesIn(JSON.stringify(rest) + (files[step.uses] ?? ''))
      expect(used.filter((name) => !known.has(name))).toEqual([])
      for (const name of Object.values(writeToEnvironmentFile)) known.add(name)
      if (step.uses === 'arm/deploy') for (const name of Object.keys(template.outputs)) known.add(name)
    }
  })

  it('gives the host settings that Assent reads, and the template what it declares', () => {
    const site = template.resources.find(({ type }: { type: string }) => type === 'Microsoft.Web/sites')
    const names: string[] = site.properties.siteConfig.appSettings.map(({ name }: { name: string }) => name)
    const platform = ['SCM_DO_BUILD_DURING_DEPLOYMENT', 'NODE_ENV']
    expect(names.filter((name) => !SETTING_NAMES.includes(name) && !platform.includes(name))).toEqual([])
    const text = JSON.stringify(template)
    for (const [, kind = '', name = ''] of text.matchAll(/(parameters|variables)\('(\w+)'\)/g))
      expect(Object.keys(template[kind])).toContain(name)
    const given = Object.keys(JSON.parse(read('azure.parameters.json')).parameters)
    expect(given.filter((name) => !(name in template.parameters))).toEqual([])
    const needed = Object.entries<{ defaultValue?: string }>(template.parameters)
    expect(
      needed.filter(([name, { defaultValue }]) => defaultValue === undefined && !given.includes(name)),
    ).toEqual([])
  })

  it('keeps what is secret out of plain parameters and of outputs', () => {
    for (const name of ['signInAppPassword', 'databaseUrl'])
      expect(template.parameters[name].type).toBe('securestring')
    expect(JSON.stringify(template.outputs)).not.toMatch(/Password|databaseUrl/)
  })
})
