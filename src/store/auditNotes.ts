import { appendFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { auditHeads } from './audit.ts'
import type { Noted } from './auditProof.ts'
import type { Schema } from './schema.ts'

/** Where the heads of the audit trail are noted outside the database, beside the log; null: nowhere. */
export interface NotePlaces {
  file: string | null
  url: string | null
}

const PATIENCE_MS = 10_000

/** The head of each tenant's chain, a line each: `tenant:row:hash:time`. The time is ISO 8601, in UTC. */
export async function headNotes(db: Kysely<Schema>, now: Date): Promise<string[]> {
  const heads = await auditHeads(db)
  return heads
    .filter(({ position }) => position > 0)
    .map(({ tenantId, position, hash }) => `${tenantId}:${position}:${hash}:${now.toISOString()}`)
}

/** @throws when one of the places does not take them. */
export async function noteOutside(lines: readonly string[], { file, url }: NotePlaces): Promise<void> {
  if (lines.length === 0) return
  if (file) await appendFile(file, lines.map((line) => `${line}\n`).join(''))
  if (!url) return
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ heads: lines }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  if (!response.ok) throw new Error(`The place for the audit notes answered ${response.status}.`)
}

/** @throws with the number of the first line that is no note. */
export function readNotes(text: string): Noted[] {
  return text
    .split('\n')
    .map((line) => line.trim())
    .flatMap((line, index) => {
      if (line === '') return []
      const [, tenantId, position, hash, time] = /^([^:]+):(\d+):([0-9a-f]{64}):(.+)$/.exec(line) ?? []
      const at = new Date(time ?? '')
      if (!tenantId || !hash || Number.isNaN(at.getTime())) {
        throw new Error(`Line ${index + 1} is not tenant:row:hash:time.`)
      }
      return [{ tenantId, position: Number(position), hash, at }]
    })
}
