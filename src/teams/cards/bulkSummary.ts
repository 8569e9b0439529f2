import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { bulkSummary, failedPolicies, mostAffected } from '../../wording/bulk.ts'
import { countOf } from '../../wording/deed.ts'
import type { Weight } from '../../wording/effect.ts'
import { effectOn } from './labels.ts'
import { safe, someOf } from './safeText.ts'

/** The total, at the top and again next to the buttons. */
export function summaryOf(request: AssignmentRequest): { text: string; affected: string; style: string } {
  const { items } = request
  const of = (progress: Item['progress']) => items.filter((item) => item.progress === progress).length
  const effects = items.flatMap((item) => {
    const effect = item.progress === 'planned' ? effectOn(item, request) : null
    return effect ? [{ item, effect }] : []
  })
  const weighing = (weight: Weight) => effects.filter(({ effect }) => effect.weight === weight)
  const [takes, weakens, gives] = [weighing('loses'), weighing('weakens'), weighing('gains')]
  const failed = items.filter(({ progress }) => progress === 'failed')
  const counts = {
    takes: takes.length,
    weakens: weakens.length,
    gives: gives.length,
    ends: weighing('ends').length,
    neither: weighing('nothing').length,
    skipped: of('leftOut'),
    done: of('done'),
    failed: failed.length,
  }
  const areApps = items.every(({ plan }) => plan.policy.kind === 'mobileApp')
  const most = [...takes, ...weakens, ...gives].sort((a, b) => mostReached(b.item) - mostReached(a.item))[0]
  return {
    text: bulkSummary(countOf(items.length, areApps), counts),
    affected: [
      ...(failed.length > 0
        ? [failedPolicies(someOf(failed.map(({ plan }) => safe(plan.policy.name, 80))))]
        : []),
      ...(most ? [mostAffected(safe(most.item.plan.policy.name, 80), most.effect.text)] : []),
    ].join(' '),
    style: [...takes, ...weakens, ...gives][0]?.effect.style ?? 'emphasis',
  }
}

/** How many it may reach, to find the one that reaches most; unknown counts as most. */
function mostReached({ plan }: Item): number {
  const most = (plan.effect ?? []).flatMap(({ gain, lose }) => [gain.most, lose.most])
  return Math.max(0, ...most.map((one) => (typeof one === 'number' ? one : Number.MAX_SAFE_INTEGER)))
}
