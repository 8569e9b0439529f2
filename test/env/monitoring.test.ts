import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { Metrics } from '../../src/observability/metrics.ts'

const dashboard = JSON.parse(readFileSync('env/dashboard.json', 'utf8')) as {
  panels: { id: number; targets: { expr: string }[] }[]
}
const alerts = parse(readFileSync('env/alerts.yaml', 'utf8')) as {
  groups: {
    rules: {
      alert: string
      expr: string
      labels: { severity: string }
      annotations: Record<string, string>
    }[]
  }[]
}

describe('Dashboard and alerts', () => {
  const rules = alerts.groups.flatMap((group) => group.rules)
  const expressions = [
    ...dashboard.panels.flatMap((panel) => panel.targets.map(({ expr }) => expr)),
    ...rules.map(({ expr }) => expr),
  ]

  it('query metrics that Assent has, by labels that exist', async () => {
    const metrics = new Metrics(async () => ({ plan: 1 }))
    metrics.gaveUp('plan')
    metrics.graphCall({ method: 'GET', path: '/', status: 429, requestId: null, ms: 1 })
    const text = await metrics.registry.metrics()
    const names = new Set([...text.matchAll(/^(assent_\w+)/gm)].map(([, name]) => name))
    const asked = expressions.flatMap((expr) => [...expr.matchAll(/\bassent_\w+/g)].map(([name]) => name))
    expect(asked.filter((name) => !names.has(name) && !isEmptyCounter(text, name))).toEqual([])
    expect(asked.length).toBeGreaterThan(15)
    for (const label of ['outcome', 'queue', 'method', 'status'])
      expect(expressions.some((expr) => expr.includes(label))).toBe(true)
  })

  it('say what to do', () => {
    for (const { labels, annotations } of rules) {
      expect(['page', 'ticket']).toContain(labels.severity)
      expect(Object.keys(annotations).sort()).toEqual(['description', 'summary'])
    }
    expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length)
    expect(new Set(dashboard.panels.map(({ id }) => id)).size).toBe(dashboard.panels.length)
  })
})

/** A counter that nothing has counted yet is only described. */
function isEmptyCounter(text: string, name: string): boolean {
  return text.includes(`# TYPE ${name} counter`)
}
