import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { SETTING_NAMES } from '../../src/config/environment.ts'

interface Service {
  image?: string
  build?: string
  environment?: Record<string, string>
  volumes?: string[]
  configs?: { source: string }[]
  depends_on?: string[] | Record<string, unknown>
  deploy?: { replicas: number }
  stop_grace_period?: string
  read_only?: boolean
}

const file = parse(readFileSync('env/compose.yaml', 'utf8')) as {
  services: Record<string, Service>
  configs: Record<string, { content: string }>
  volumes: Record<string, unknown>
}

describe('The Compose file', () => {
  it('gives Assent settings that it reads, and time to shut down', () => {
    const { assent } = file.services
    for (const name of Object.keys(assent?.environment ?? {})) expect(SETTING_NAMES).toContain(name)
    expect(assent?.deploy?.replicas).toBeGreaterThan(1)
    expect(assent?.stop_grace_period).toBe('30s')
  })

  it('refers to nothing that it does not define', () => {
    for (const { depends_on: needs = [], configs = [], volumes = [] } of Object.values(file.services)) {
      for (const name of Array.isArray(needs) ? needs : Object.keys(needs))
        expect(file.services).toHaveProperty(name)
      for (const { source } of configs) expect(file.configs).toHaveProperty(source)
      for (const volume of volumes) expect(file.volumes).toHaveProperty(volume.split(':')[0] ?? '')
    }
    const [, upstream] = /dynamic a (\w+) 3978/.exec(file.configs.caddyfile?.content ?? '') ?? []
    expect(file.services).toHaveProperty(upstream ?? '')
  })

  it('holds no secret', () => {
    const url = file.services.assent?.environment?.DATABASE_URL
    expect(url).toMatch(/:\$\{POSTGRES_PASSWORD\}@/)
    expect(file.services.database?.environment?.POSTGRES_PASSWORD).toMatch(/^\$\{POSTGRES_PASSWORD:\?/)
  })
})
