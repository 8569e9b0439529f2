import { closeSync, mkdirSync, openSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Settings, SettingsError } from './settings.ts'

/**
 * Checks that Assent can write its files where it is told to, or the operator would find out weeks later, when
 * something is missing. Checked by writing: root may write to every folder, but not to a read-only disk or into a
 * file.
 * @throws {SettingsError}
 */
export function demandPlaces(places: Pick<Settings, 'databaseUrl' | 'dataDir' | 'auditNotes'>): void {
  const { databaseUrl, dataDir, auditNotes } = places
  const problems = [
    databaseUrl ? null : objection('DATA_DIR', dataDir, writeIntoFolder),
    auditNotes.file ? objection('AUDIT_NOTE_FILE', auditNotes.file, openToAppend) : null,
  ].filter((problem) => problem !== null)
  if (problems.length > 0) throw new SettingsError(problems)
}

function objection(name: string, path: string, act: (path: string) => void): string | null {
  try {
    act(path)
    return null
  } catch (error) {
    return `${name}: ${path} cannot be written to (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`
  }
}

function writeIntoFolder(folder: string): void {
  mkdirSync(folder, { recursive: true })
  const probe = join(folder, `.probe-${process.pid}`)
  writeFileSync(probe, 'x')
  unlinkSync(probe)
}

/** Leaves an existing file as it is, and an empty one if there was none. */
function openToAppend(file: string): void {
  closeSync(openSync(file, 'a'))
}
