import { setTimeout as pause } from 'node:timers/promises'
import type { CallRecord } from '../../src/local/tenant/guard.ts'
import { until } from '../until.ts'
import { COLLECTION, type Company, startCompany } from './company.ts'
import { judge } from './judge.ts'
import { Approvers, makeWishes, sayAll } from './people.ts'
import { isGood } from './story.ts'

export interface Frozen {
  /** Writes that the tenant took: one, by the replica that took over. */
  writes: number
  /** What stands there at the end is what the colleague left, not what the frozen replica had in mind. */
  keptColleaguesChange: boolean
  seconds: number
}

const PATIENCE_MS = 5 * 60_000

/**
 * A replica is frozen between reading a policy and writing it, as a paused machine is. Another takes its work over and
 * finishes it; then a colleague changes the policy back. The frozen one wakes up with the old set in its hands.
 */
export async function frozenStory(): Promise<Frozen> {
  const began = Date.now()
  const wishes = makeWishes(1, 0)
  const company = await startCompany('PostgreSQL', 1)
  try {
    const first = await company.startAssent()
    company.channel.connect(first.url)
    await company.install()
    const object = company.tenant.state.objects[COLLECTION]?.at(-1)
    if (!object) throw new Error('the tenant has no policy')
    const before = structuredClone(object.assignments)
    // The read of the apply job is on its way back when the process stops.
    onWritersRead(company, () => first.freeze())
    await sayAll(company, wishes, 0)
    const approvers = new Approvers(company, () => {})
    await until(() => first.isFrozen, 'the first replica to read', PATIENCE_MS)
    const second = await company.startAssent()
    company.channel.connect(second.url)
    await until(() => isGood(judge(company, wishes)), 'the second replica to finish', PATIENCE_MS)
    await approvers.stop()
    object.assignments = before
    first.thaw()
    // Long enough for whatever it had in mind, reading again included.
    await pause(20_000)
    const writes = company.tenant.calls.filter(({ wrote }) => wrote).length
    const keptColleaguesChange = JSON.stringify(object.assignments) === JSON.stringify(before)
    await first.stop()
    await second.stop()
    return { writes, keptColleaguesChange, seconds: Math.round((Date.now() - began) / 1000) }
  } finally {
    await company.stop()
  }
}

/** Calls back when the tenant has answered somebody who may write, before the answer is on its way. */
function onWritersRead({ tenant }: Company, act: () => void): void {
  const calls = tenant.calls as CallRecord[]
  const push = calls.push.bind(calls)
  let isOver = false
  calls.push = (call) => {
    if (!isOver && call.method === 'GET' && call.scopes.some((scope) => scope.includes('ReadWrite'))) {
      isOver = true
      act()
    }
    return push(call)
  }
}
