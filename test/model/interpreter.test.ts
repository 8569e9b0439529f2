import tls from 'node:tls'
import { afterAll, describe, expect, it, vi } from 'vitest'
import { readSettings } from '../../src/config/readSettings.ts'
import type { SettingsError } from '../../src/config/settings.ts'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { makeCertificate } from '../../src/local/certificate.ts'
import { makeInterpreter } from '../../src/model/interpreter.ts'
import { connectModel } from '../../src/teams/adapter/languageModel.ts'
import { ModelServer, reply } from '../world/modelServer.ts'

const READING = {
  action: 'everything',
  kind: null,
  policies: [],
  like: 'Verkauf',
  include: ['Marketing'],
  exclude: [],
  remove: [],
  filter: null,
  filterMode: null,
  intent: null,
}

describe('The model as Azure OpenAI', () => {
  const server = new ModelServer()
  afterAll(() => server.stop())

  it('is called at its deployment, with its own key header', async () => {
    const { ca, key, cert } = await makeCertificate()
    tls.setDefaultCACertificates([...tls.getCACertificates('default'), ca])
    const endpoint = await server.start({ key, cert })
    server.behaviour = JSON.stringify(READING)
    const interpret = makeInterpreter(
      { endpoint, key: 'secret', name: 'gpt-small', azureApiVersion: '2024-10-21', timeout: 20_000 },
      CATALOG,
      { warn: (fields) => expect(fields).toBe(null) },
      connectModel,
    )
    expect(await interpret('Marketing soll alles bekommen, was Verkauf hat')).toEqual({
      action: 'bulk',
      like: 'Verkauf',
      kind: null,
      include: ['Marketing'],
      exclude: [],
      remove: [],
    })
    expect(server.questions[0]?.path).toBe(
      '/openai/deployments/gpt-small/chat/completions?api-version=2024-10-21',
    )
    expect(server.questions[0]?.headers['api-key']).toBe('secret')
  })

  it('is not asked about endless sentences', async () => {
    server.questions.length = 0
    const interpret = makeInterpreter(
      { endpoint: 'http://127.0.0.1:9', key: 'x', name: 'x', azureApiVersion: null, timeout: 1000 },
      CATALOG,
      { warn: () => {} },
      connectModel,
    )
    expect(await interpret('a'.repeat(20_000))).toBeNull()
    expect(server.questions).toHaveLength(0)
  })
})

describe('A model in trouble', () => {
  const server = new ModelServer()
  afterAll(() => server.stop())

  it('is reported in our words, and prints nothing itself', async () => {
    const endpoint = await server.start()
    const printed = vi.spyOn(console, 'log')
    const told: object[] = []
    const interpret = makeInterpreter(
      { endpoint, key: 'secret', name: 'm', azureApiVersion: null, timeout: 20_000 },
      CATALOG,
      { warn: (fields) => told.push(fields) },
      connectModel,
    )
    server.behaviour = (response) => reply(response, 401, '{"error":{"message":"wrong key: secret"}}')
    expect(await interpret('hallo')).toBeNull()
    server.behaviour = (response) => reply(response, 200, '{"choices":[]}')
    expect(await interpret('hallo')).toBeNull()
    expect(told).toEqual([{ problem: 'it answered 401' }, { problem: 'its answer is not of the protocol' }])
    expect(printed).not.toHaveBeenCalled()
    printed.mockRestore()
  })
})

describe('Settings of the model', () => {
  const base = {
    MicrosoftAppId: '00000000-0000-4000-8000-000000000001',
    MicrosoftAppPassword: 'x',
    MicrosoftAppTenantId: '00000000-0000-4000-8000-000000000002',
    SIGN_IN_APP_ID: '00000000-0000-4000-8000-000000000003',
    SIGN_IN_APP_PASSWORD: 'x',
  }
  const problems = (more: Record<string, string>) => {
    try {
      readSettings({ ...base, ...more })
      return []
    } catch (error) {
      return (error as SettingsError).problems
    }
  }

  it('are off by default, and set together or not at all', () => {
    expect(readSettings(base).model).toBeNull()
    expect(problems({ MODEL_NAME: 'x' }).join()).toContain('MODEL_ENDPOINT and MODEL_KEY')
    expect(problems({ MODEL_API_VERSION: 'x' }).join()).toContain('MODEL_NAME')
    const whole = { MODEL_ENDPOINT: 'https://m.example/v1/', MODEL_KEY: 'k', MODEL_NAME: 'n' }
    expect(readSettings({ ...base, ...whole }).model).toEqual({
      endpoint: 'https://m.example/v1',
      key: 'k',
      name: 'n',
      azureApiVersion: null,
      timeout: 10_000,
    })
  })

  it('send no key without TLS', () => {
    const open = { MODEL_ENDPOINT: 'http://m.example/v1', MODEL_KEY: 'k', MODEL_NAME: 'n' }
    expect(problems(open).join()).toContain('MODEL_ENDPOINT is not an address that starts with https://')
    expect(problems({ ...open, MODEL_ENDPOINT: 'http://localhost.evil.example/' })).toHaveLength(1)
    expect(problems({ ...open, MODEL_ENDPOINT: 'http://localhost:11434/v1' })).toEqual([])
  })
})
