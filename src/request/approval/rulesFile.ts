import { readFileSync } from 'node:fs'
import { z } from 'zod/v4'
import { CATALOG } from '../../intune/catalog/catalog.ts'
import { GUID } from '../../intune/guid.ts'
import type { Rule } from './rules.ts'

// Tokens and Graph have ids in lower case, and they are compared character by character.
const guid = z.string().toLowerCase().regex(GUID, 'is not a GUID (00000000-0000-0000-0000-000000000000)')
const kind = z
  .string()
  .refine(
    (key) => CATALOG.some((row) => row.key === key),
    'is no kind that Assent knows (npm run --silent catalog)',
  )
  .describe('A key of the catalog, for example deviceCompliancePolicy')
const conversation = z.string().min(1).describe('A conversation id of Teams, for example 19:…@thread.tacv2')
const guidOf = <What extends string>(what: What) => ({
  ...({ [what]: guid.describe(`Entra object id of the ${what}`) } as Record<What, typeof guid>),
  name: z.string().min(1).max(100).optional().describe('How cards call it'),
})

const ApproverShape = z.union([
  z.enum(['requester', 'conversation', 'channel']),
  z.strictObject(guidOf('person')),
  z.strictObject(guidOf('group')),
])

const several = z.strictObject({
  moreThan: z.number().int().nonnegative().describe('A range, such as 12 to 14, counts by its upper end'),
})

const When = z
  .strictObject({
    kinds: z.array(kind).min(1),
    actions: z.array(z.enum(['include', 'exclude', 'change', 'remove', 'uninstall'])).min(1),
    targets: z.array(z.union([z.enum(['allUsers', 'allDevices']), z.strictObject({ group: guid })])).min(1),
    moreThanMembers: z.number().int().nonnegative(),
    gains: several.describe('More devices or users than that get something by one policy'),
    loses: several.describe(
      'More devices or users than that lose something by one policy, or have an app uninstalled',
    ),
    places: z.array(z.enum(['personal', 'groupChat', 'channel'])).min(1),
    tenants: z.array(guid).min(1),
  })
  .partial()
  .describe(
    'All that is given has to hold for one and the same line of the plan; nothing given: every request',
  )

function isPattern(text: string): boolean {
  try {
    return new RegExp(text, 'iu') !== null
  } catch {
    return false
  }
}

const RuleShape = z.strictObject({
  name: z.string().min(1).max(80).describe('Shown on cards'),
  when: When.default({}),
  approvers: z.array(ApproverShape).min(1).describe('Any of these may approve'),
  approvals: z.number().int().min(1).max(10).default(1).describe('How many different people have to'),
  requesterCounts: z
    .boolean()
    .optional()
    .describe('Default: only where one person is enough and requester is named'),
  expiresAfterHours: z.number().positive().max(720).optional(),
  reasonRequired: z.boolean().default(false).describe('Whoever approves or rejects has to say why'),
  requesterReason: z.boolean().optional().describe('The requester has to say why before anybody can approve'),
  ticketPattern: z
    .string()
    .min(1)
    .max(200)
    .refine(isPattern, 'is no regular expression')
    .optional()
    .describe(
      'Likewise, and a part of the reason has to match this regular expression, for example INC\\d{7}',
    ),
  emergency: z
    .boolean()
    .optional()
    .describe(
      'With “emergency: <reason>” the requester may approve alone; the approvals channel is told at once',
    ),
  standIns: z
    .boolean()
    .optional()
    .describe('People named as approvers may have somebody else decide in their place while they are away'),
  channel: conversation.optional().describe('The approvals channel, in place of APPROVALS_CONVERSATION'),
  notify: z.array(conversation).default([]).describe('Channels that hear of it beside the others'),
})

/** The rules file: the first match wins, and what matches none of them is left to the built-in rules. */
const RulesFile = z.strictObject({ $schema: z.string().optional(), rules: z.array(RuleShape) })

/** The same as a JSON Schema, for editors: `env/approval-rules.schema.json`. */
export function rulesSchema(): object {
  return z.toJSONSchema(RulesFile, { io: 'input' })
}

/** Every problem of a rules file at once, each with its place in the file. */
export class RulesProblem extends Error {
  override readonly name = 'RulesProblem'
  readonly problems: readonly string[]

  constructor(file: string, problems: readonly string[]) {
    super(`Assent cannot start with the rules in ${file}:\n${problems.map((one) => `  - ${one}`).join('\n')}`)
    this.problems = problems
  }
}

/**
 * @param hasChannel whether the settings name an approvals channel.
 * @throws {RulesProblem}
 */
export function readRulesFile(file: string, hasChannel: boolean): Rule[] {
  let json: unknown
  try {
    json = JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    throw new RulesProblem(file, [error instanceof Error ? error.message : String(error)])
  }
  const parsed = RulesFile.safeParse(json)
  if (!parsed.success) throw new RulesProblem(file, parsed.error.issues.flatMap(problemsOf))
  const problems = parsed.data.rules.flatMap((rule, index) => lacksOf(rule, `rules[${index}]`, hasChannel))
  if (problems.length > 0) throw new RulesProblem(file, problems)
  return parsed.data.rules.map(ruleFrom)
}

type Written = z.infer<typeof RuleShape>

function ruleFrom(written: Written): Rule {
  const { approvers, approvals, requesterCounts, expiresAfterHours, channel, emergency, standIns, ...more } =
    written
  const { requesterReason, ticketPattern = null, ...rest } = more
  return {
    ...rest,
    approvers: approvers.map((one) => {
      if (typeof one === 'string') return { who: one }
      const { name = null } = one
      return 'person' in one ? { who: 'person', id: one.person, name } : { who: 'group', id: one.group, name }
    }),
    needed: approvals,
    requesterCounts: requesterCounts ?? (approvals === 1 && approvers.includes('requester')),
    lifetime: expiresAfterHours === undefined ? null : expiresAfterHours * 3_600_000,
    channel: channel ?? null,
    ...(requesterReason || ticketPattern ? { why: { pattern: ticketPattern } } : {}),
    ...(emergency ? { emergency } : {}),
    ...(standIns ? { standIns } : {}),
  }
}

/** What is well-formed and still could never be approved. */
function lacksOf(rule: Written, path: string, hasChannel: boolean): string[] {
  const channel = rule.channel !== undefined || hasChannel
  const isGroup = (one: Written['approvers'][number]) => typeof one === 'object' && 'group' in one
  const problems: string[] = []
  if (!channel && rule.approvers.includes('channel')) {
    problems.push(
      `${path}.approvers names the approvals channel, but there is none: set APPROVALS_CONVERSATION or ${path}.channel`,
    )
  }
  if (!channel && rule.approvers.every(isGroup)) {
    problems.push(
      `${path}.approvers: members of a group need a channel to see the card in: set APPROVALS_CONVERSATION or ${path}.channel`,
    )
  }
  if (!channel && rule.emergency) {
    problems.push(
      `${path}.emergency needs a channel that is told of it: set APPROVALS_CONVERSATION or ${path}.channel`,
    )
  }
  const people = new Set(rule.approvers.map((one) => JSON.stringify(one)))
  const isCountable = rule.approvers.every(
    (one) => one === 'requester' || (typeof one === 'object' && !isGroup(one)),
  )
  if (isCountable && rule.approvals > people.size) {
    problems.push(`${path}.approvals asks for ${rule.approvals} people, but only ${people.size} may approve`)
  }
  if (rule.requesterCounts === false && rule.approvers.every((one) => one === 'requester')) {
    problems.push(`${path}: only the requester may approve, and the requester does not count`)
  }
  return problems
}

function problemsOf(issue: z.core.$ZodIssue): string[] {
  const path = issue.path
    .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
    .join('')
  const where = path.replace(/^\./, '') || 'the file'
  return issue.code === 'unrecognized_keys'
    ? issue.keys.map((key) => `${where} has no setting ${key}`)
    : issue.code === 'invalid_union'
      ? [`${where} is none of the things that can stand there`]
      : [`${where}: ${issue.message}`]
}
