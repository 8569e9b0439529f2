import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import type { Spread } from './usage.ts'

/** What a bench found, by name. */
export interface Figures {
  [name: string]: number | string | null | Spread | Figures
}

const FILE = 'bench.json'

/** What the benches have found so far, on this machine. */
export function keptFigures(): Figures {
  return existsSync(FILE) ? (JSON.parse(readFileSync(FILE, 'utf8')) as Figures) : {}
}

/** Adds to `bench.json` what one bench found; of what it did not measure this time, what it found before stays. */
export function keep(bench: string, figures: Figures): void {
  const kept = keptFigures()
  const machine = `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}`
  const own = { ...(kept[bench] as Figures | undefined), ...figures }
  writeFileSync(
    FILE,
    `${JSON.stringify({ ...kept, machine, node: process.version, [bench]: own }, null, 2)}\n`,
  )
}

/** One line for each figure. */
export function printFigures(figures: Figures): void {
  for (const [name, value] of flat(figures)) console.log(`${name.padEnd(62)}${value}`)
}

export function round(value: number, digits = 1): number {
  return Math.round(value * 10 ** digits) / 10 ** digits
}

function flat(figures: Figures, before = ''): [string, string][] {
  return Object.entries(figures).flatMap(([name, value]): [string, string][] => {
    const whole = before ? `${before}, ${name}` : name
    if (value === null || typeof value !== 'object') return [[whole, String(value)]]
    if ('p99' in value) {
      const { median, p90, p99 } = value as Spread
      return [[whole, `median ${median}, p90 ${p90}, p99 ${p99}`]]
    }
    return flat(value as Figures, whole)
  })
}
