import { ends } from '../exit.ts'
import { type Figures, keep, keptFigures, round } from './world/figures.ts'

/**
 * What 10, 1,000 and 100,000 tenants need, computed from what the other benches have measured (`replicas`, `tenants`)
 * and from the assumptions below. It is the table of test/README.md, made again.
 */
const TENANTS = [10, 1000, 100_000]
/** Requests of a tenant in a day, and the share of a day that its busiest hour has. */
const A_DAY = 20
const BUSIEST_HOUR = 0.2
/** Of a core, so that a peak within the hour finds some left. A replica is one process, which uses one. */
const FULL = 0.5
/** A second one, so that one may go. */
const LEAST_REPLICAS = 2
/** The settings' defaults, in days; pg-boss keeps a finished job for a week. */
const KEPT = { whole: 90, all: 400, jobs: 7 }
/** What a tenant grants Assent in 20 seconds: `src/graph/pace.ts`. */
const GRANT = { reads: 800, writes: 80, seconds: 20 }

const kept = keptFigures()
const measured = Object.entries((kept.replicas ?? {}) as Figures).find(([name]) => name.startsWith('1 with'))
const cost = measured?.[1] as Figures | undefined
if (!cost) throw new Error('nothing is measured yet: npm run bench replicas')
const of = (name: string) => Number(cost[name])

const perTenant = {
  'by its grant of reads': GRANT.reads / GRANT.seconds / of('reads of Graph a request'),
  'by its grant of writes': GRANT.writes / GRANT.seconds / of('writes to Graph a request'),
}
const rows: Figures = {}
for (const tenants of TENANTS) rows[tenants.toLocaleString('en')] = needs(tenants)
keep('scale', rows)
print()
ends(true)

function needs(tenants: number): Figures {
  const aDay = tenants * A_DAY
  const aSecond = (aDay * BUSIEST_HOUR) / 3600
  const cores = (aSecond * of('processor ms a request')) / 1000
  const replicas = Math.max(LEAST_REPLICAS, Math.ceil(cores / FULL))
  const idle = replicas * of('idle, statements a second and replica')
  const plans = of('bytes kept of its plans alone')
  const stored =
    aDay * (KEPT.all * (of('bytes kept of a request') - plans) + KEPT.whole * plans) +
    aDay * KEPT.jobs * of('bytes of its jobs')
  return {
    'requests a day': aDay,
    'requests a second, busiest hour': round(aSecond, 2),
    'cores, busiest hour': round(cores, 2),
    replicas,
    'memory, GB': round((replicas * of('memory of a replica MB')) / 1000),
    connections: replicas * Math.ceil(of('connections a replica')),
    'statements a second': round(aSecond * of('statements a request') + idle, 0),
    'commits a second, each a flush at most': round(aSecond * of('transactions a request') + idle, 0),
    'write-ahead log, MB a second': round((aSecond * of('bytes of the write-ahead log a request')) / 1e6, 3),
    'stored after 400 days, GB': round(stored / 1e9, 1),
    'calls to Graph a second': round(
      aSecond * (of('reads of Graph a request') + of('writes to Graph a request')),
      1,
    ),
  }
}

/** As the page has it. */
function print(): void {
  const names = Object.keys(Object.values(rows)[0] as Figures)
  const line = (cells: string[]) => console.log(`| ${cells.join(' | ')} |`)
  line(['tenants', ...Object.keys(rows)])
  line(['---', ...TENANTS.map(() => '---:')])
  for (const name of names)
    line([name, ...Object.values(rows).map((row) => Number((row as Figures)[name]).toLocaleString('en'))])
  for (const [by, rate] of Object.entries(perTenant))
    console.log(`One tenant alone: ${round(rate)} requests a second ${by}.`)
}
