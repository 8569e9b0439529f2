import { resolve } from 'node:path'

/**
 * Loaded before a program with `node --import`: the settings in `env/.env`, if there is such a file. What the
 * environment already says wins. Node's own `--env-file-if-exists` would print a line if there is none.
 */
try {
  process.loadEnvFile(resolve(import.meta.dirname, '../../env/.env'))
} catch (error) {
  if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
}
