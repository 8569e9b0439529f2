import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { bulkSummary, mostAffected } from '../../wording/bulk.ts'
import { countOf } from '../../wording/deed.ts'
import { effectOn } from './labels.ts'
import { safe } from './safeText.ts'

/** The total, at the top and again next to the buttons. */
export function summaryOf(request: AssignmentRequest): { text: string; affected: string; style: string } {
  const { items } = request
  const of = (progress: Item['progress']) => items.filter((item) => item.progress === progress).length
  const effects = items.flatMap((item) => {
    const effect = item.progress === 'planned' ? effectOn(item, request) : null
    return effect ? [{ item, effect }] : []
  })
  const weighing = (style: string) => effects.filter(({ effect }) => effect.style === style)
  const [takes, gives, neither] = [weighing('attention'), weighing('good'), weighing('emphasis')]
  const weakens = weighing('warning')
  const counts = {
    takes: takes.length,
    weakens: weakens.length,
    gives: gives.length,
    neither: neither.length,
    skipped: of('leftOut'),
    done: of('done'),
    failed: of('failed'),
  }
  const areApps = items.every(({ plan }) => plan.policy.kind === 'mobileApp')
  const most = [...takes, ...weakens, ...gives].sort((a, b) => mostReached(b.item) - mostReached(a.item))[0]
  return {
    text: bulkSummary(countOf(items.length, areApps), counts),
    affected: most ? mostAffected(safe(most.item.plan.policy.name, 80), most.effect.text) : '',
    style: [...takes, ...weakens, ...gives][0]?.effect.style ?? 'emphasis',
  }
}

/** How many it may reach, to find the one that reaches most; unknown counts as most. */
function mostReached({ plan }: Item): number {
  const most = (plan.effect ?? []).flatMap(({ gain, lose }) => [gain.most, lose.most])
  return Math.max(0, ...most.map((one) => (typeof one === 'number' ? one : Number.MAX_SAFE_INTEGER)))
}
