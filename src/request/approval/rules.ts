import type { Change } from '../../intune/assignments/change.ts'
import type { Effect, Range } from '../../intune/effect/effect.ts'
import { isSameId } from '../../intune/guid.ts'
import { changedLines, type Line, type Plan } from '../../intune/plan/plan.ts'
import { list } from '../../wording/list.ts'
import type { Item } from '../item.ts'
import type { Person } from '../person.ts'
import type { Asking, AssignmentRequest, Place } from '../request.ts'
import type { Approver, Terms } from './terms.ts'

/** What one line of a plan does, in the words of rules. */
export type RuleAction = 'include' | 'exclude' | 'change' | 'remove' | 'uninstall'
export type RuleTarget = 'allUsers' | 'allDevices' | { group: string }

/** Which requests a rule is for: all conditions have to hold, for one and the same line of the plan. */
export interface Condition {
  kinds?: string[] | undefined
  actions?: RuleAction[] | undefined
  targets?: RuleTarget[] | undefined
  /** A target with more members than this; one whose members Graph would not count is treated as larger. */
  moreThanMembers?: number | undefined
  /** More devices or more users than this get something through one policy; a range counts by its upper end. */
  gains?: { moreThan: number } | undefined
  /** Likewise, for those who lose something, or have an app uninstalled. */
  loses?: { moreThan: number } | undefined
  places?: Place['kind'][] | undefined
  tenants?: string[] | undefined
}

export interface Rule extends Omit<Terms, 'rule' | 'channel'> {
  name: string
  when: Condition
  /** Replaces the setting's approvals channel. */
  channel: string | null
}

/** The rules in order, and the approvals channel of the settings. */
export interface RuleBook {
  rules: readonly Rule[]
  /** A channel belongs to one tenant; nobody else's requests are ever shown there. */
  channel: { id: string; tenantId: string } | null
}

const ORDINARY: Omit<Rule, 'name' | 'when' | 'approvers'> = {
  needed: 1,
  requesterCounts: true,
  reasonRequired: false,
  lifetime: null,
  channel: null,
  notify: [],
}
const SECOND = { ...ORDINARY, requesterCounts: false, approvers: [{ who: 'channel' }] as Approver[] }
/** Reaching more than this is dangerous. */
const MANY = 500
/** If more than this lose something, it is dangerous: a mistake about a handful is soon mended. */
const HANDFUL = 10

/**
 * What is dangerous by itself, whoever asks for it. Where there is an approvals channel, a second person is asked
 * there; where nobody else is set up, whoever decides alone has to give a reason. A rules file comes before these.
 */
const DANGERS: readonly (Rule & { inWords: string })[] = [
  { ...SECOND, name: 'Uninstalls', when: { actions: ['uninstall'] }, inWords: 'uninstalls' },
  {
    ...SECOND,
    name: 'All users or all devices',
    when: { targets: ['allUsers', 'allDevices'] },
    inWords: 'all users or all devices',
  },
  {
    ...SECOND,
    name: `More than ${MANY} members`,
    when: { moreThanMembers: MANY },
    inWords: `groups of more than ${MANY}`,
  },
  {
    ...SECOND,
    name: `More than ${HANDFUL} devices or users lose something`,
    when: { loses: { moreThan: HANDFUL } },
    inWords: `whatever takes something from more than ${HANDFUL} devices or people`,
  },
]

/** "uninstalls, all users or all devices, …": for the README, so that it states what is in force. */
export function dangersInWords(): string {
  return list(DANGERS.map(({ inWords }) => inWords))
}

/** The name of the rule that applies where no other one does. */
export const USUAL_RULE = 'The requester confirms'
const USUAL: Rule = {
  ...ORDINARY,
  name: USUAL_RULE,
  when: {},
  approvers: [{ who: 'requester' }, { who: 'conversation' }],
}

export const NO_RULES: RuleBook = { rules: [], channel: null }

/** A change that reaches entries which nobody named one by one. */
const SWEEPING: Rule = {
  ...SECOND,
  name: 'Clearing, copying, “only”, whole kinds and what a model read',
  when: {},
}

/** The terms of the first rule that matches; the built-in rules come after the file's. */
export function termsFor({ rules, channel }: RuleBook, request: AssignmentRequest): Terms {
  const own = channel?.tenantId === request.asker.tenantId ? channel.id : null
  // What a language model read may differ from what was meant.
  const sweeps =
    request.interpreted === true ||
    request.readings.some(isOfWholeKind) ||
    request.items.some((item) => isStillToDo(item) && isSweeping(item.plan.change))
  const careful: readonly Rule[] = own ? [...DANGERS, ...(sweeps ? [SWEEPING] : [])] : []
  const { name, ...rule } = [...rules, ...careful].find(({ when }) => meetsCondition(when, request)) ?? USUAL
  const terms = termsOf(rule, name, own)
  // The reason was given with the emergency.
  if (request.emergency && terms.emergency) return inEmergency(terms)
  const isDanger = name === USUAL_RULE && DANGERS.some(({ when }) => meetsCondition(when, request))
  // Whoever decides alone about a sweeping change has to give a reason, whatever a rule says.
  return (sweeps || isDanger) && mayDecideAlone(terms, request.asker)
    ? { ...terms, reasonRequired: true }
    : terms
}

function termsOf(rule: Omit<Rule, 'name'>, name: string, own: string | null): Terms {
  const { approvers, needed, requesterCounts, reasonRequired, lifetime, channel, notify } = rule
  const { emergency, why, standIns } = rule
  return {
    rule: name,
    approvers,
    needed,
    requesterCounts,
    reasonRequired,
    lifetime,
    channel: channel ?? own,
    notify,
    ...(why ? { why } : {}),
    ...(emergency ? { emergency } : {}),
    ...(standIns ? { standIns } : {}),
  }
}

/** The requester may approve it alone; those who were skipped can still reject it. */
export function inEmergency({ why: _said, ...terms }: Terms): Terms {
  const approvers: Approver[] = [{ who: 'requester' }, ...terms.approvers]
  return { ...terms, approvers, needed: 1, requesterCounts: true, reasonRequired: false }
}

/** Whether a change gives or takes more than its words name: a whole set, or everybody else's entries. */
function isSweeping({ only, clear, copy, every }: Change): boolean {
  return only === true || clear === true || every === true || copy !== undefined
}

/** "assign all compliance policies to G": nobody named the policies, and no group's list of them says which. */
function isOfWholeKind(reading: Asking): boolean {
  return reading.action === 'bulk' && reading.like === null && reading.remove.length === 0
}

function mayDecideAlone({ approvers, needed, requesterCounts }: Terms, asker: Person): boolean {
  return (
    needed < 2 &&
    requesterCounts &&
    approvers.some((one) => one.who !== 'person' || isSameId(one.id, asker.oid))
  )
}

function isStillToDo({ progress }: Item): boolean {
  return progress !== 'leftOut' && progress !== 'done'
}

function meetsCondition(when: Condition, { asker, place, items }: AssignmentRequest): boolean {
  if (when.places && !when.places.includes(place.kind)) return false
  if (when.tenants && !isAmong(when.tenants, asker.tenantId)) return false
  return items.some(
    (item) =>
      isStillToDo(item) &&
      (!when.kinds || when.kinds.includes(item.plan.policy.kind)) &&
      (!when.gains || isAbove(when.gains.moreThan, item.plan, gainsOf)) &&
      (!when.loses || isAbove(when.loses.moreThan, item.plan, lossesOf)) &&
      changedLines(item.plan).some((line) => fits(when, line)),
  )
}

function fits({ actions, targets, moreThanMembers }: Condition, line: Line): boolean {
  if (actions && !ruleActions(line).some((action) => actions.includes(action))) return false
  if (targets && !targets.some((target) => isTarget(target, line))) return false
  return moreThanMembers === undefined || isLarger(line, moreThanMembers)
}

/** Whether a number is, or may be, above another. Plans of an earlier version do not say. */
function isAbove(
  count: number,
  { effect }: Plan,
  rangesOf: (effect: Effect, all: readonly Effect[]) => Range[],
): boolean {
  if (!effect) return true
  return effect
    .flatMap((one) => rangesOf(one, effect))
    .some(({ most }) => typeof most !== 'number' || most > count)
}

function gainsOf({ intent, gain }: Effect): Range[] {
  return intent === 'uninstall' ? [] : [gain]
}

/** Who is required to have an app that they were offered loses nothing by it. */
function lossesOf({ reached, intent, gain, lose }: Effect, all: readonly Effect[]): Range[] {
  if (intent === 'uninstall') return [gain]
  const offered = intent === 'available' || intent === 'availableWithoutEnrollment'
  const required = offered && all.find((one) => one.reached === reached && one.intent === 'required')
  if (!required) return [lose]
  // Whoever loses the offer is required to have it.
  if (required.instead?.from === intent) return []
  const moved = required.moves?.find(({ from }) => from === intent)?.count ?? 0
  const { least, most } = lose
  return [{ least, most: typeof most === 'number' ? Math.max(0, most - moved) : most }]
}

function ruleActions({ before, after }: Line): RuleAction[] {
  if (!after) return ['remove']
  const moved =
    before && before.included === after.included ? 'change' : after.included ? 'include' : 'exclude'
  return after.intent === 'uninstall' ? [moved, 'uninstall'] : [moved]
}

function isTarget(target: RuleTarget, { subject }: Line): boolean {
  if (typeof target === 'string') return subject.kind === target
  return subject.kind === 'group' && isSameId(subject.id, target.group)
}

function isLarger({ subject, group }: Line, members: number): boolean {
  if (subject.kind !== 'group') return true
  return group?.members == null || group.members > members
}

function isAmong(ids: readonly string[], id: string): boolean {
  return ids.some((one) => isSameId(one, id))
}
