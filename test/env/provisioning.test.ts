import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SETTING_NAMES } from '../../src/config/environment.ts'
import {
  DEVICE_SCOPE,
  FILTER_SCOPE,
  GROUP_SCOPE,
  MANAGED_SCOPE,
  ROLES_SCOPE,
  USER_SCOPE,
} from '../../src/graph/scopes.ts'
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
  it('requests the Graph permissions that the catalog, roles and questions need, and no others', () => {
    // The toolkit knows these two by their ids alone.
    const names: Record<string, string> = {
      'd32381d8-ee89-4220-9c83-b672aa68d404': 'DeviceManagementScripts.Read.All',
      '8b9d79d0-ad75-4566-8619-f7500ecfcebe': 'DeviceManagementScripts.ReadWrite.All',
    }
    const asked = manifest.requiredResourceAccess.flatMap((one: { resourceAccess: { id: string }[] }) =>
      one.resourceAccess.map(({ id }) => names[id] ?? id),
    )
    const about = [GROUP_SCOPE, FILTER_SCOPE, DEVICE_SCOPE, USER_SCOPE, MANAGED_SCOPE, ROLES_SCOPE]
    const needed = [...about, ...CATALOG.flatMap((row) => [row.scope, row.readScope])]
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

  it('uses no variable before a step has set it', () => {
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

  interface Resource {
    type: string
    name: string
    condition?: string
    dependsOn?: string[]
    properties: Record<string, never>
  }
  const resources = template.resources as Resource[]
  const ofType = (type: string) =>
    resources.find((one) => one.type === type)?.properties as never as {
      siteConfig: { appSettings: { name: string; value: string }[] }
      template: { containers: [{ env: { name: string; value?: string; secretRef?: string }[] }] }
      authConfig: Record<string, string>
    }
  const settings = {
    appService: ofType('Microsoft.Web/sites').siteConfig.appSettings,
    containerApps: ofType('Microsoft.App/containerApps').template.containers[0].env,
  }

  it.each(Object.entries(settings))('gives %s settings that Assent reads', (_, given) => {
    const names = given.map(({ name }) => name)
    const platform = ['SCM_DO_BUILD_DURING_DEPLOYMENT', 'NODE_ENV']
    expect(names.filter((name) => !SETTING_NAMES.includes(name) && !platform.includes(name))).toEqual([])
    for (const name of [
      'MicrosoftAppId',
      'SIGN_IN_APP_PASSWORD',
      'DATABASE_URL',
      'DATABASE_MANAGED_IDENTITY',
    ])
      expect(names).toContain(name)
  })

  it('refers to nothing that it does not declare', () => {
    const text = JSON.stringify(resources.filter(({ type }) => type !== 'Microsoft.Resources/deployments'))
    const all = text + JSON.stringify(template.variables) + JSON.stringify(template.outputs)
    for (const [, kind = '', name = ''] of all.matchAll(/(parameters|variables)\('(\w+)'\)/g))
      expect(Object.keys(template[kind])).toContain(name)
    for (const name of [...Object.keys(template.parameters)]) expect(all).toContain(`parameters('${name}')`)
    for (const name of [...Object.keys(template.variables)]) expect(all).toContain(`variables('${name}')`)
    const given = Object.keys(JSON.parse(read('azure.parameters.json')).parameters)
    expect(given.filter((name) => !(name in template.parameters))).toEqual([])
    const needed = Object.entries<{ defaultValue?: string }>(template.parameters)
    expect(
      needed.filter(([name, { defaultValue }]) => defaultValue === undefined && !given.includes(name)),
    ).toEqual([])
  })

  it('has balanced expressions that refer to resources of the template', () => {
    const expressions: string[] = []
    JSON.stringify(template, (_, value) => {
      if (typeof value === 'string' && /^\[[^[]/.test(value)) expressions.push(value)
      return value
    })
    expect(expressions.length).toBeGreaterThan(50)
    for (const one of expressions) {
      const bare = one.replace(/'[^']*'/g, '')
      expect(one.endsWith(']') && depthOf(bare)).toBe(0)
    }
    const types = new Set(resources.map(({ type }) => type))
    for (const [, type = ''] of JSON.stringify(template).matchAll(/[^n]resourceId\('([^']+)'/gi))
      expect(types).toContain(type)
  })

  function depthOf(text: string): number {
    let depth = 0
    for (const character of text) {
      if (character === '(') depth += 1
      if (character === ')') depth -= 1
      if (depth < 0) return depth
    }
    return depth
  }

  it('creates one kind of host, and a database only on request', () => {
    const conditions = Object.fromEntries(resources.map(({ type, condition }) => [type, condition]))
    expect(conditions).toMatchObject({
      'Microsoft.Web/sites': "[variables('onAppService')]",
      'Microsoft.App/containerApps': "[variables('onContainerApps')]",
      'Microsoft.DBforPostgreSQL/flexibleServers': "[variables('withPostgres')]",
    })
    expect(conditions['Microsoft.BotService/botServices']).toBeUndefined()
  })

  it('passes Assent no secret in plain text', () => {
    for (const { name, value } of [...settings.appService, ...settings.containerApps].map((one) => ({
      name: one.name,
      value: one.value ?? '',
    })))
      expect(`${name}=${value}`).not.toMatch(/parameters\('(signInAppPassword|databaseUrl)'\)/)
    expect(ofType('Microsoft.DBforPostgreSQL/flexibleServers').authConfig).toMatchObject({
      activeDirectoryAuth: 'Enabled',
      passwordAuth: 'Disabled',
    })
  })

  it('keeps secrets out of plain parameters and outputs', () => {
    for (const name of ['signInAppPassword', 'databaseUrl'])
      expect(template.parameters[name].type).toBe('securestring')
    expect(JSON.stringify(template.outputs)).not.toMatch(/Password|databaseUrl/)
  })
})
