import { ends } from '../exit.ts'
import { setup } from '../template.ts'
import { clickStory } from './clicks.ts'
import { frozenStory } from './frozen.ts'
import { hangStory, SCENES } from './hangs.ts'
import { laterStory } from './later.ts'
import { outageStory } from './outages.ts'
import { tellStory } from './story.ts'

/**
 * `npm run faults`: people at work while Assent is killed, on both engines. Ends with one line for each, and fails
 * unless nothing was lost, doubled or left standing; before them, three replicas and many clicks, and one
 * that is frozen in the middle; three that lose their database again and again; and each
 * outgoing call left without an answer. Arguments pick from PGlite,
 * PostgreSQL, clicks, frozen, later, database and hangs; `later` is what begins and ends at its time. FAULT_REQUESTS,
 * FAULT_KILLS, FAULT_CARDS, FAULT_CLICKS, FAULT_LATER, FAULT_LATER_KILLS, FAULT_APPROVALS and FAULT_CUTS change how much.
 */
const requests = Number(process.env.FAULT_REQUESTS ?? 220)
const kills = Number(process.env.FAULT_KILLS ?? 22)
const STORIES = ['clicks', 'frozen', 'PGlite', 'PostgreSQL', 'later', 'database', 'hangs']
/** FAULT_LATER_ENGINE picks one of them. */
const LATER_ENGINES = ['PGlite', 'PostgreSQL'].filter(
  (engine) => !process.env.FAULT_LATER_ENGINE || process.env.FAULT_LATER_ENGINE === engine,
)
const stories = process.argv.slice(2)
const unknown = stories.filter((story) => !STORIES.includes(story))
if (unknown.length > 0)
  throw new Error(`there is no story ${unknown.join(', ')}; there are ${STORIES.join(', ')}`)
const wanted = (story: string) => stories.length === 0 || stories.includes(story)
let isWell = true

await setup()
const lines: string[] = []
if (wanted('clicks')) {
  const cards = Number(process.env.FAULT_CARDS ?? 100)
  const clicks = Number(process.env.FAULT_CLICKS ?? 50)
  const { applied, approved, told, odd, broken, slow, lost, doubled, stuck, seconds } = await clickStory({
    cards,
    clicks,
  })
  for (const thing of [...odd, ...lost, ...doubled, ...stuck]) console.log(`clicks: ${thing}`)
  lines.push(
    `clicks: replicas=3 killed=1 cards=${cards} clicks=${cards * clicks} applied=${applied} approved=${approved} told=${told} broken=${broken} slow=${slow} lost=${lost.length} doubled=${doubled.length} stuck=${stuck.length} seconds=${seconds}`,
  )
  // The answer that a click had approved can be lost with its replica, or come too late; then that click was told on its second try.
  const isRight = approved + told === cards * clicks && approved <= cards && cards - approved <= broken + slow
  isWell &&= isRight && odd.length + lost.length + doubled.length + stuck.length === 0
}
if (wanted('frozen')) {
  const { writes, keptColleaguesChange, seconds } = await frozenStory()
  lines.push(
    `frozen: replicas=2 writes=${writes} colleague=${keptColleaguesChange ? 'kept' : 'overwritten'} seconds=${seconds}`,
  )
  isWell &&= writes === 1 && keptColleaguesChange
}
for (const engine of ['PGlite', 'PostgreSQL'].filter(wanted)) {
  console.log(`${engine}: ${requests} requests and ${kills} kills begin; this takes a few minutes`)
  const story = await tellStory({ engine, requests, kills, pause: 100, rest: 2500 })
  const { lost, doubled, stuck, byMoment, withdrawn, seconds } = story
  for (const [fault, things] of Object.entries({ lost, doubled, stuck })) {
    for (const thing of things) console.log(`${engine}: ${fault}: ${thing}`)
  }
  const moments = [...byMoment].map(([moment, times]) => `${moment} ${times}`).join(', ')
  console.log(`${engine}: ${seconds} s; killed at: ${moments}; second copies taken away: ${withdrawn}`)
  lines.push(
    `faults: engine=${engine} requests=${story.requests} kills=${story.kills} lost=${lost.length} doubled=${doubled.length} stuck=${stuck.length}`,
  )
  isWell &&= lost.length + doubled.length + stuck.length === 0 && story.kills >= kills
}
if (wanted('later')) {
  const kills = Number(process.env.FAULT_LATER_KILLS ?? 10)
  for (const engine of LATER_ENGINES) {
    const options = {
      engine,
      requests: Number(process.env.FAULT_LATER ?? 60),
      kills,
      pause: 300,
      rest: 24_000,
    }
    const story = await laterStory(options)
    const { early, lost, doubled, stuck, byMoment, seconds } = story
    for (const [fault, things] of Object.entries({ early, lost, doubled, stuck }))
      for (const thing of things) console.log(`later: ${engine}: ${fault}: ${thing}`)
    const moments = [...byMoment].map(([moment, times]) => `${moment} ${times}`).join(', ')
    console.log(`later: ${engine}: ${seconds} s; killed at: ${moments}`)
    lines.push(
      `later: requests=${story.requests} early=${early.length} lost=${lost.length} doubled=${doubled.length} stuck=${stuck.length} engine=${engine} kills=${story.kills}`,
    )
    const faults = early.length + lost.length + doubled.length + stuck.length
    isWell &&= faults === 0 && story.kills >= kills
  }
}
if (wanted('database')) {
  const cuts = Number(process.env.FAULT_CUTS ?? 60)
  const story = await outageStory({
    requests: Number(process.env.FAULT_APPROVALS ?? 250),
    cuts,
    outages: [2000, 5000, 60_000, 1000],
  })
  const { lost, doubled, stuck, odd, exits, restarts, repeated, seconds } = story
  for (const [fault, things] of Object.entries({ lost, doubled, stuck, odd }))
    for (const thing of things) console.log(`database: ${fault}: ${thing}`)
  console.log(`database: ${seconds} s; cuts: ${cuts}; restarts: ${restarts}; said again: ${repeated}`)
  lines.push(
    `database: requests=${story.requests} lost=${lost.length} doubled=${doubled.length} stuck=${stuck.length} exits=${exits}`,
  )
  isWell &&= lost.length + doubled.length + stuck.length + odd.length + exits === 0
}
if (wanted('hangs')) {
  const { calls, lost, silent, seconds } = await hangStory({ scenes: Object.keys(SCENES), webhook: true })
  for (const name of lost) console.log(`hangs: lost: ${name}`)
  for (const name of silent) console.log(`hangs: silent: ${name}`)
  console.log(`hangs: ${seconds} s`)
  lines.push(`hangs: calls=${calls} lost=${lost.length} silent=${silent.length}`)
  isWell &&= lost.length + silent.length === 0
}
console.log(lines.join('\n'))
ends(isWell)
