import { resolve } from 'node:path'

/**
 * Loaded before a program with `node --import`: the settings in `env/.env`, where there is such a file. What the
 * environment says already wins. Node's own `--env-file-if-exists` would print a line where there is none.
 */
try {
  process.loadEnvFile(resolve(import.meta.dirname, '../../env/.env'))
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
