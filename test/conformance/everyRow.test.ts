import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { FACTS, type Fact } from '../../src/local/tenant/facts.ts'
import type { CallRecord } from '../../src/local/tenant/guard.ts'
import type { Assignment, IntuneObject, TenantState } from '../../src/local/tenant/state.ts'
import { rosterSilent } from '../../src/wording/turns.ts'
import { ada, bruno, CHAT, type Driven, textOf, useWorld } from '../world/world.ts'
import { CHANGING, LEAVING, NEW_DEVICES, NEW_EXCLUDED, NEW_USERS, Probes } from './probes.ts'
import { Watch } from './watch.ts'

/** What is asked of an object, and what must come of it by the tenant's facts. Null: it must be refused. */
interface Operation {
  name: string
  /** What is said, with `it` for the kind and name of the object. */
  say: (it: string) => string
  after: (object: IntuneObject) => Assignment[] | null
}

const DAILY = {
  runRemediationScript: true,
  runSchedule: {
    '@odata.type': '#microsoft.graph.deviceHealthScriptDailySchedule',
    interval: 1,
    time: '01:00:00.0000000',
    useUtc: false,
  },
}

function operationsFor(probes: Probes): Operation[] {
  const { fact } = probes
  const takes = (kind: string) => fact.targets.includes(kind)
  const [intent] = fact.identity
  const as = intent ? ' as required' : ''
  const fresh = (object: IntuneObject, who: string, kind: string) =>
    probes.entry(object, who, {
      kind,
      properties: probes.withAll({
        ...(intent ? { [intent]: 'required' } : {}),
        ...(kind !== 'exclusionGroup' && 'runSchedule' in probes.withAll({}) ? scheduleLike(object) : {}),
      }),
    })
  const mayHold = (who: string) => !who || !fact.usersOnly || probes.ofUsers(who)
  const adding = (who: string, kind: string) => (object: IntuneObject) =>
    (takes(kind) && mayHold(who)) || (kind === 'group' && fact.family === 'cloudPc')
      ? together([...object.assignments, fresh(object, who, kind)])
      : null
  const together = (assignments: Assignment[]) => {
    const isMixed =
      fact.notTogether.length > 0 &&
      fact.notTogether.every((kind) =>
        assignments.some(
          ({ target }) => target['@odata.type'] === `#microsoft.graph.${kind}AssignmentTarget`,
        ),
      )
    return isMixed ? null : assignments
  }
  const changed = (object: IntuneObject, change: (entry: Assignment) => Assignment) =>
    object.assignments.map((one) => (isOf(probes, one, CHANGING) ? change(one) : one))
  const all: (Operation | null)[] = [
    {
      name: 'add a group',
      say: (it) => `assign ${it} to group ${NEW_DEVICES}${as}`,
      after: adding(NEW_DEVICES, 'group'),
    },
    fact.usersOnly
      ? {
          name: 'add a group of users',
          say: (it) => `assign ${it} to group ${NEW_USERS}${as}`,
          after: adding(NEW_USERS, 'group'),
        }
      : null,
    {
      name: 'exclude a group',
      say: (it) => `exclude group ${NEW_EXCLUDED} from ${it}${as}`,
      after: adding(NEW_EXCLUDED, 'exclusionGroup'),
    },
    {
      name: 'add all users',
      say: (it) => `assign ${it} to all users${as}`,
      after: adding('', 'allLicensedUsers'),
    },
    {
      name: 'add all devices',
      say: (it) => `assign ${it} to all devices${as}`,
      after: adding('', 'allDevices'),
    },
    {
      name: 'remove a group',
      say: (it) => `remove group ${LEAVING} from ${it}`,
      after: ({ assignments }) => assignments.filter((one) => !isOf(probes, one, LEAVING)),
    },
    intent
      ? {
          name: 'change the intent',
          say: (it) => `assign ${it} to group ${CHANGING} as available`,
          after: (object) =>
            changed(object, (entry) => {
              const settings = entry.properties.settings as object | null
              return probes.entry(object, CHANGING, {
                properties: {
                  ...entry.properties,
                  [intent]: 'available',
                  ...(settings
                    ? {
                        settings: {
                          ...settings,
                          installTimeSettings: { useLocalTime: true, deadlineDateTime: null },
                        },
                      }
                    : {}),
                },
              })
            }),
        }
      : null,
    fact.family === 'deviceAndApp'
      ? {
          name: 'change the filter',
          say: () => '',
          after: (object) =>
            fact.filters === true
              ? changed(object, () =>
                  probes.entry(object, CHANGING, { filter: probes.filterName(object, 'asked') }),
                )
              : null,
        }
      : null,
  ]
  return all.filter((one) => one !== null)
}

/** A new run takes the others' schedule where they agree. */
function scheduleLike({ assignments }: IntuneObject): Record<string, unknown> {
  const included = assignments.filter(
    ({ target, source }) =>
      source === 'direct' && target['@odata.type'] !== '#microsoft.graph.exclusionGroupAssignmentTarget',
  )
  const schedules = new Set(included.map(({ properties }) => JSON.stringify(properties)))
  return schedules.size === 1 ? (included[0]?.properties ?? DAILY) : DAILY
}

function isOf(probes: Probes, { target, source }: Assignment, who: string): boolean {
  return target.groupId === probes.group(who) && source === 'direct'
}

let done = 0
let refused = 0
afterAll(() => {
  console.log(
    `conformance: ${FACTS.size} collections, ${done + refused} operations: ${done} carried out, ${refused} refused`,
  )
})

describe('every kind, from the sentence to what the tenant holds', () => {
  // Notices are another story: here they would only take up a channel in which things are said.
  const world = useWorld({ NOTIFY_CONVERSATION: '' })
  const prepared = new Map<string, Prepared[]>()

  // All of it before anything is said: lists of names are kept for a while.
  beforeAll(async () => {
    const w = world()
    const state: TenantState = (await w.tenant('GET', '/control/state')).body
    for (const [index, [collection, fact]] of [...FACTS].entries()) {
      const probes = new Probes(state, collection, fact)
      const all = operationsFor(probes).map((operation, letter) => {
        const object = probes.make(`Probe ${String(index).padStart(2, '0')}${'ABCDEFGHI'[letter]}`)
        return { probes, operation, object }
      })
      prepared.set(collection, all)
      await Promise.all(all.map(({ object }) => made(w, collection, object)))
    }
    // Whoever is signed in needs no card of sign-in for each of the first requests.
    for (const person of [ada, bruno]) {
      const chat = person === ada ? CHAT.ada : CHAT.bruno
      const answer = await w.ask(person, chat, 'what is compliance policy Windows 11 Baseline assigned to')
      await w.shows(answer, 'As it is in Intune now')
    }
  })

  it.each([...FACTS.keys()])('%s', { timeout: 600_000 }, async (collection) => {
    const w = world()
    const row = CATALOG.find(({ path }) => path === collection)
    if (!row) throw new Error('the catalog has no row for it')
    const watch = new Watch(w)
    await Promise.all(
      (prepared.get(collection) ?? []).map(({ probes, operation, object }) => {
        const filter = probes.filterName(object, 'asked')
        const it = `${row.title} ${object.name}`
        const sentence = operation.say(it) || `assign ${it} to group ${CHANGING} with filter ${filter}`
        return check(w, watch, nextPlace(), probes, object, operation, sentence)
      }),
    )
  })
})

interface Place {
  conversation: string
  asks: { oid: string }
  approves: { oid: string }
}

/** Teams takes only so much from a bot in one conversation, so that everything is said in turns in all there are. */
const PLACES: readonly [Place, ...Place[]] = [
  { conversation: CHAT.ada, asks: ada, approves: ada },
  { conversation: CHAT.group, asks: ada, approves: bruno },
  { conversation: CHAT.bruno, asks: bruno, approves: bruno },
  { conversation: CHAT.channel, asks: bruno, approves: ada },
  { conversation: CHAT.approvals, asks: ada, approves: bruno },
]

let turn = 0
function nextPlace(): Place {
  return PLACES[turn++ % PLACES.length] ?? PLACES[0]
}

interface Prepared {
  probes: Probes
  operation: Operation
  object: IntuneObject
}

async function made(w: Driven, collection: string, object: IntuneObject): Promise<void> {
  const { status } = await w.tenant('POST', '/control/objects', { collection, object })
  expect(status).toBe(204)
}

async function check(
  w: Driven,
  watch: Watch,
  { conversation, asks, approves }: Place,
  probes: Probes,
  object: IntuneObject,
  operation: Operation,
  sentence: string,
): Promise<void> {
  await w.say(asks, conversation, sentence)
  const card = await watch.message(object.name, /Waiting for approval|Nothing was changed/)
  const after = operation.after(object)
  if (after === null) {
    expect.soft(textOf(card), `${sentence} has to be refused`).toMatch(/Nothing was changed/)
    expect.soft(textOf(card), sentence).not.toMatch(/found no|Did you mean/)
    expect.soft(await held(w, object), sentence).toEqual(standing(object, object.assignments))
    expect.soft(await writesTo(w, object), sentence).toEqual([])
    refused += 1
    return
  }
  expect(textOf(card), sentence).toMatch(/Waiting for approval/)
  // Where Teams is too busy to say who presses, people are asked to press again.
  const pressed = () => w.press(approves, card, 'Approve')
  while ((await pressed()).toast === rosterSilent()) await pause(500)
  await watch.message(object.name, /Done and verified in Intune|Failed|Assignments changed/)
  await watch.message(object.name, 'Done and verified in Intune')
  expect(await held(w, object), sentence).toEqual(standing(object, after))
  for (const write of await writesTo(w, object))
    expect(wayOf(write, object.id), sentence).toMatch(waysOf(probes.fact))
  done += 1
}

/** What the tenant holds of the object, in an order of its own. */
async function held(w: Driven, { id }: IntuneObject) {
  const object: IntuneObject = (await w.tenant('GET', `/control/objects/${id}`)).body
  return standing(object, object.assignments)
}

function standing(object: IntuneObject, assignments: Assignment[]) {
  const key = ({ target, source }: Assignment) => `${source} ${JSON.stringify(target)}`
  const { legacyGroupIds, legacyExcludedIds } = object
  return {
    legacyGroupIds,
    legacyExcludedIds,
    assignments: [...assignments].sort((a, b) => key(a).localeCompare(key(b))),
  }
}

async function writesTo(w: Driven, { id }: IntuneObject): Promise<CallRecord[]> {
  const calls: CallRecord[] = (await w.tenant('GET', `/control/calls?about=${id}`)).body
  return calls.filter(({ wrote }) => wrote)
}

/** "POST assign 204" */
function wayOf({ method, path, status }: CallRecord, id: string): string {
  const [, rest = ''] = path.split(`${id}/`)
  return `${method} ${rest.split('/')[0]} ${status}`
}

/** How entries may come and go, by the facts. */
function waysOf(fact: Fact): RegExp {
  const ways = [
    ...(Object.keys(fact.update).length > 0 ? ['POST update 204'] : []),
    ...(hasAssign(fact) ? [`POST assign ${fact.answers}`] : []),
    ...(fact.create === 'works' ? ['POST assignments 201'] : []),
    ...(fact.create === 'works' && !hasAssign(fact) ? ['DELETE assignments 204'] : []),
  ]
  return new RegExp(`^(${ways.join('|')})$`)
}

function hasAssign({ assign }: Fact): boolean {
  return Object.values(assign.beta ?? {}).some((type) => type !== 'Edm.String')
}
