import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { diskProblem, MIN_FREE_BYTES } from '../../src/store/disk.ts'

describe('The disk of the embedded database', () => {
  it('is reported when full or read-only, and otherwise left unchanged', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'assent-disk-'))
    try {
      expect(await diskProblem(folder)).toBeNull()
      expect(await readdir(folder)).toEqual([])
      expect(await diskProblem(folder, async () => MIN_FREE_BYTES - 1)).toBe(
        'the disk of DATA_DIR is full: less than 32 MB are free',
      )
      const file = join(folder, 'file')
      await writeFile(file, '')
      expect(await diskProblem(join(file, 'data'))).toBe('DATA_DIR cannot be written to (ENOTDIR)')
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
