import { ends } from '../exit.ts'
import { type Company, startCompany } from '../faults/company.ts'
import type { AssentProcess } from '../faults/process.ts'
import { setup } from '../template.ts'
import { type Figures, keep, round } from './world/figures.ts'
import { startEcho } from './world/programs.ts'
import { spreadOf } from './world/usage.ts'

/**
 * How long a start takes until the process says that it is ready, on a database that is there already, in turns with a
 * bot of the same libraries that only echoes. `BENCH_STARTS` says how often, `BENCH_ENGINES` on which databases.
 */
const STARTS = Number(process.env.BENCH_STARTS ?? 7)
const ENGINES = (process.env.BENCH_ENGINES ?? 'PostgreSQL,PGlite').split(',')

await setup()
for (const engine of ENGINES) {
  const company = await startCompany(engine, 1)
  try {
    keep('start', { [engine]: await measure(company) })
  } finally {
    await company.stop()
  }
}
ends(true)

async function measure(company: Company): Promise<Figures> {
  // The first makes the tables, and compiles what the others find compiled.
  const first = await timed(() => company.startAssent())
  await timed(() => startEcho(company))
  const [assent, echo]: [number[], number[]] = [[], []]
  for (let i = 0; i < STARTS; i++) {
    assent.push(await timed(() => company.startAssent()))
    echo.push(await timed(() => startEcho(company)))
  }
  const [own, others] = [spreadOf(assent), spreadOf(echo)]
  return {
    'first start ms': Math.round(first),
    'start ms': own,
    'echo start ms': others,
    'start, in starts of the echo bot': round(own.median / others.median, 2),
  }
}

/** How long until it is ready, in milliseconds; it is stopped afterwards. */
async function timed(start: () => Promise<AssentProcess>): Promise<number> {
  const began = performance.now()
  const started = await start()
  const took = performance.now() - began
  await started.stop()
  return took
}
