import { setTimeout as pause } from 'node:timers/promises'
import type { Company } from '../../faults/company.ts'
import { type Figures, round } from './figures.ts'
import type { Carried, Marks } from './peopleAtWork.ts'

/** Of every call to Graph, in milliseconds. */
const LATENCY_MS = 300
/** What Teams takes in a conversation is not what is measured. */
const APART_MS = 1500

/**
 * How many calls to Graph wait for each other, by what a delay of each adds.
 * @param request carries one of the same kind each time.
 */
export async function depth(
  company: Company,
  request: (marks?: Marks) => Promise<Carried>,
): Promise<Figures> {
  const quick = await request()
  await pause(APART_MS)
  await setLatency(company, LATENCY_MS)
  const calls = () => company.tenant.calls.length
  let atCard = 0
  const before = calls()
  const slow = await request((stretch) => {
    if (stretch === 'card') atCard = calls()
  })
  const figures: Figures = {
    'card: round trips': round((slow.card - quick.card) / LATENCY_MS),
    'done: round trips': round((slow.done - quick.done) / LATENCY_MS),
    'Graph calls to the card': atCard - before,
    'Graph calls in all': calls() - before,
  }
  await setLatency(company, 0)
  await pause(APART_MS)
  return figures
}

async function setLatency({ tenant }: Company, latency: number): Promise<void> {
  const { status } = await fetch(`${tenant.url}/control/faults`, {
    method: 'PUT',
    body: JSON.stringify({ latency }),
  })
  if (status !== 204) throw new Error('the tenant knows no latency')
}
