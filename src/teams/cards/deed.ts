import { movesOf } from '../../intune/plan/moves.ts'
import { nounFor } from '../../intune/plan/objectRules.ts'
import type { Line, Plan } from '../../intune/plan/plan.ts'
import type { Item } from '../../request/item.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { filterName } from '../../wording/changeRow.ts'
import * as words from '../../wording/deed.ts'
import { effectInWords } from '../../wording/effect.ts'
import { list } from '../../wording/list.ts'
import {
  APPROVE_EARLIER_END,
  APPROVE_EXTENSION,
  earlierEndHeading,
  extendHeading,
} from '../../wording/schedule.ts'
import { shortName } from './changeRow.ts'
import { lostOf } from './labels.ts'
import { shortenedTo } from './safeText.ts'
import { MAX_NAME, toldApart } from './toldApart.ts'

/** How many names a heading has; the rest are counted. */
const MAX_NAMED = 3

/** What a request does, derived from its plans alone: whatever was written, this is what an approval amounts to. */
export interface Deed {
  /** "Uninstall 7-Zip 24.08 from Sales Laptops". Holds names of the tenant: text, no markdown. */
  heading: string
  /** "Approve uninstall" */
  button: string
  /** Whether it takes something away from anybody. */
  isDestructive: boolean
}

const TAKES: readonly words.Move[] = ['exclude', 'remove', 'uninstall']

/** @returns null where nothing is changed. */
export function deedOf(asked: AssignmentRequest): Deed | null {
  const request = toldApart(asked, false)
  const items = openOrAll(request.items)
  if (items.length === 0) return null
  const plans = items.map(({ plan }) => plan)
  const moves = plans.flatMap((plan) => movesOf(plan).map(({ move }) => move))
  const deed = headingOf(plans)
  const isRepair = lostOf(request).length > 0
  const { heading, button } = framedBy(request, isRepair) ?? {
    heading: (of: string) => of,
    button: words.approveTitle(moves, items.length),
  }
  return {
    heading: heading(deed),
    button: request.drifted && !isRepair ? words.APPROVE_NEW_PLAN : button,
    isDestructive: !isRepair && !request.prolongs && plans.some(takesAway),
  }
}

/**
 * Whoever is excluded from an uninstall keeps something; a new filter or intent can make somebody lose what they have.
 */
function takesAway(plan: Plan): boolean {
  const takes = movesOf(plan).some(
    ({ move, lines }) =>
      TAKES.includes(move) &&
      !(move === 'exclude' && lines.every(({ after }) => after?.intent === 'uninstall')),
  )
  return takes || effectInWords(plan.effect ?? [], { noun: nounFor(plan.policy) }).weight === 'loses'
}

/** What a request is besides its changes; null: nothing else. */
function framedBy({ undoes, prolongs }: AssignmentRequest, isRepair: boolean) {
  if (isRepair) return { heading: words.repairHeading, button: words.APPROVE_REPAIR }
  if (undoes) return { heading: words.undoHeading, button: words.APPROVE_UNDO }
  if (prolongs?.earlier) return { heading: earlierEndHeading, button: APPROVE_EARLIER_END }
  return prolongs ? { heading: extendHeading, button: APPROVE_EXTENSION } : null
}

/** What is left out does not count; where everything is, the request as it was asked does. */
function openOrAll(items: readonly Item[]): Item[] {
  const open = items.filter(({ progress }) => progress !== 'leftOut')
  return open.length > 0 ? open : [...items]
}

function headingOf(plans: readonly Plan[]): string {
  const [first] = plans
  if (first && plans.length === 1) return headingOfOne(first)
  const parts = plans.map(deedParts)
  const areApps = plans.every(({ policy }) => policy.kind === 'mobileApp')
  const names = plans.map(({ policy }) => shortenedTo(policy.name, MAX_NAME))
  const counted = words.countOf(plans.length, areApps)
  const alike = alikeIn(parts)
  if (alike) return words.deedHeading(names.length < MAX_NAMED ? list(names) : counted, alike)
  const who = new Set(parts.flatMap((one) => one.map((part) => part.who)))
  return words.changeHeading(counted, who.size === 1 ? [...who].join() : null)
}

/** What is the same in all of the plans; a filter or an intent that not all have is on their rows. */
function alikeIn(parts: readonly (readonly words.DeedPart[])[]): words.DeedPart[] | null {
  const [first = []] = parts
  const same = (of: (part: words.DeedPart) => unknown) =>
    new Set(parts.map((one) => JSON.stringify(one.map(of)))).size === 1
  if (!same(({ move, who }) => [move, who])) return null
  const [intents, filters] = [same(({ intent }) => intent), same((part) => part.filter)]
  if (!filters && first.some(({ move }) => move === 'filter')) return null
  if (!intents && first.some(({ move }) => move === 'intent')) return null
  return first.map((part) => ({
    ...part,
    intent: intents ? part.intent : null,
    filter: filters ? part.filter : null,
  }))
}

function headingOfOne(plan: Plan): string {
  const name = shortenedTo(plan.policy.name, MAX_NAME)
  const { clear, copy, side } = plan.change
  if (clear) return words.clearHeading(name, side === 'exclusion')
  if (copy) return words.copyHeading(shortenedTo(copy.from.name, MAX_NAME), name)
  return words.deedHeading(name, deedParts(plan))
}

function deedParts(plan: Plan): words.DeedPart[] {
  return movesOf(plan).map(({ move, lines }) => ({
    move,
    who: whoOf(lines),
    intent: lines[0]?.after?.intent ?? null,
    filter: lines[0]?.after?.filter ? shortenedTo(filterName(lines[0].after.filter), 60) : null,
  }))
}

/** "Legal and Finance", "All devices", "6 groups" */
function whoOf(lines: readonly Line[]): string {
  const names = [...new Set(lines.map((line) => shortenedTo(shortName(line), MAX_NAME)))]
  return names.length > MAX_NAMED ? `${names.length} groups` : list(names)
}
