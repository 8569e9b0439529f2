import { appendFile } from 'node:fs/promises'
import type { Kysely } from 'kysely'
import { auditHeads } from './audit.ts'
import type { Noted } from './auditProof.ts'
import type { Schema } from './schema.ts'

/** Where the heads of the audit trail are recorded outside the database, besides the log; null: nowhere. */
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

/**
 * Each note covers the whole trail, so one that did not arrive is made up for by the next, and nothing is retried.
 * @returns what is wrong with the places that did not take them, for the operator.
 */
export async function noteOutside(lines: readonly string[], { file, url }: NotePlaces): Promise<string[]> {
  if (lines.length === 0) return []
  const problems = await Promise.all([
    file && problemOf('AUDIT_NOTE_FILE', appendFile(file, lines.map((line) => `${line}\n`).join(''))),
    url && problemOf('AUDIT_NOTE_URL', postLines(url, lines)),
  ])
  return problems.flatMap((problem) => problem || [])
}

async function postLines(url: string, lines: readonly string[]): Promise<void> {
  const response = await fetch(url, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ heads: lines }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  })
  await response.body?.cancel()
  if (!response.ok) throw new Error(`it answered ${response.status}`)
}

/** The operator's address may carry a key, so it is not logged. */
async function problemOf(name: string, noting: Promise<void>): Promise<string | null> {
  try {
    await noting
    return null
  } catch (error) {
    const { code, name: kind, message } = error as NodeJS.ErrnoException
    return `${name}: ${code ?? (kind === 'Error' ? message : kind)}`
  }
}

/** @throws with the number of the first line that is not a note. */
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
