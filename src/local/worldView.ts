import { CATALOG } from '../intune/catalog/catalog.ts'
import { platformOf } from '../intune/catalog/platforms.ts'
import { decideOn, multiAdminOf, protectWorkload } from './approvalView.ts'
import { CONVERSATIONS, conversationOf } from './channel/state.ts'
import { PEOPLE } from './company.ts'
import { devicesNamed, deviceView } from './deviceView.ts'
import type {
  PageAssignment,
  PageCall,
  PageClock,
  PageEvent,
  PagePolicy,
  PageWorld,
} from './page/pageWorld.ts'
import { limitReach, pageReachOf } from './reachView.ts'
import { playScene, type SceneParts, scenesOf } from './scenes.ts'
import type { Surroundings } from './surroundings.ts'
import { factOf } from './tenant/facts.ts'
import {
  type Assignment,
  FILTER_ID,
  FILTER_TYPE,
  type IntuneObject,
  kindOfTarget,
  type TenantState,
} from './tenant/state.ts'
import type { WorldClock } from './worldClock.ts'

const MAX_CALLS = 200

/** The world as its page shows it, and what people can do there. */
export function viewOf({
  channel,
  clock,
  stage,
  startOver,
}: Pick<Surroundings, 'channel' | 'clock'> & { stage: SceneParts; startOver(): Promise<void> }): PageWorld {
  const { tenant } = stage
  const { board, clients } = channel
  const who = (personId: string, conversationId: string) => {
    const person = PEOPLE.find(({ oid }) => oid === personId)
    const conversation = conversationOf(conversationId)
    if (!person || !conversation) throw new Error('There is no such person or conversation.')
    return { person, conversation }
  }
  const listeners = new Set<(event: PageEvent) => void>()
  const tell = (event: PageEvent) => {
    for (const listener of listeners) listener(event)
  }
  const tellScenes = () => tell({ type: 'scenes', scenes: scenesOf(stage) })
  const calls: PageCall[] = []
  tenant.onCall(({ method, path, status, oid, at, wrote }, { query, body }) => {
    const person = PEOPLE.find((one) => one.oid === oid)?.name ?? null
    const shown = method === 'GET' || !body ? null : body
    const call = { method, path: path + query, status, person, at, wrote, body: shown }
    calls.push(call)
    if (calls.length > MAX_CALLS) calls.shift()
    tell({ type: 'call', call })
  })
  return {
    conversations: () =>
      CONVERSATIONS.map(({ id, title, kind, people }) => ({
        id,
        title,
        kind,
        people: people.map(({ oid, name }) => ({ id: oid, name })),
      })),
    messages: (conversationId) =>
      board.messages.filter((one) => one.conversationId === conversationId && !one.held),
    policies: () =>
      Object.entries(tenant.state.objects).flatMap(([collection, objects]) =>
        objects.map((object) => policyOf(tenant.state, collection, object)),
      ),
    multiAdmin: () => multiAdminOf(tenant),
    async protect(workload, isProtected) {
      protectWorkload(tenant, workload, isProtected)
      tellScenes()
    },
    reach: () => pageReachOf(tenant),
    async limit(isLimited) {
      limitReach(tenant, isLimited)
      tell({ type: 'reach', reach: pageReachOf(tenant) })
      tellScenes()
    },
    scenes: () => scenesOf(stage),
    async play(scene, isOn) {
      await playScene(stage, scene, isOn)
      tell({ type: 'reach', reach: pageReachOf(tenant) })
      tellScenes()
    },
    calls: () => calls,
    async startOver() {
      calls.length = 0
      await startOver()
      tell({ type: 'startedOver' })
    },
    devices: (text) => devicesNamed(tenant.state, text),
    device: (id) => deviceView(tenant.state, id),
    clock: () => clockOf(clock),
    advance: (hours) => clock.advance(hours * 3600_000),
    async decide(requestId, status) {
      decideOn(tenant, requestId, status)
    },
    async say(personId, conversationId, text) {
      const { person, conversation } = who(personId, conversationId)
      await clients.say(person, conversation, text)
    },
    async execute(personId, conversationId, messageId, action) {
      const { person, conversation } = who(personId, conversationId)
      return clients.execute(person, conversation, messageId, action)
    },
    on(listener: (event: PageEvent) => void) {
      const stops = [
        board.on((event) => {
          if (event.type !== 'signIn') listener(event)
        }),
        tenant.onChange((collection, object) =>
          listener({ type: 'policy', policy: policyOf(tenant.state, collection, object) }),
        ),
        clock.onMove(() => listener({ type: 'clock', clock: clockOf(clock) })),
        tenant.approvals.onChange(() => listener({ type: 'multiAdmin', multiAdmin: multiAdminOf(tenant) })),
      ]
      listeners.add(listener)
      return () => {
        listeners.delete(listener)
        for (const stop of stops) stop()
      }
    },
  }
}

function clockOf(clock: WorldClock): PageClock {
  return { now: clock.now().toISOString(), isMoved: clock.ahead !== 0 }
}

function policyOf(state: TenantState, collection: string, object: IntuneObject): PagePolicy {
  const { entity } = factOf(collection)
  const older = object.legacyGroupIds.map((id) => assignmentOf(state, { groupId: id }, true, 'older form'))
  return {
    kind: entity,
    kindTitle: CATALOG.find(({ path }) => path === collection)?.title ?? entity,
    id: object.id,
    name: object.name,
    platform: platformOf(object.type, object.properties.platforms),
    changedAt: object.changedAt,
    assignments: [...object.assignments.map((one) => shownAssignment(state, one)), ...older],
  }
}

function shownAssignment(state: TenantState, { target, source, properties }: Assignment): PageAssignment {
  const kind = kindOfTarget(target)
  const { [FILTER_ID]: filterId, [FILTER_TYPE]: mode } = target
  const filter = state.filters.find(({ id }) => id === filterId)?.displayName
  const intent = properties.intent ?? properties.installIntent
  return {
    ...assignmentOf(state, target, kind !== 'exclusionGroup', source),
    ...(target.groupId ? {} : { target: kind, name: NAMES[kind] ?? kind }),
    filter: filter ? `${mode === 'exclude' ? 'exclude' : 'include'} “${filter}”` : null,
    intent: typeof intent === 'string' ? intent : null,
  }
}

const NAMES: Record<string, string> = { allLicensedUsers: 'All users', allDevices: 'All devices' }

function assignmentOf(
  state: TenantState,
  { groupId = '' }: { groupId?: string },
  included: boolean,
  source: string,
): PageAssignment {
  const group = state.groups.find(({ id }) => id === groupId)
  const members = group ? (group.devices ? `${group.devices} devices` : `${group.users} users`) : ''
  return {
    target: groupId,
    name: group?.displayName ?? groupId,
    detail: [group && (group.dynamic ? 'dynamic' : 'assigned'), members].filter(Boolean).join(', '),
    included,
    filter: null,
    intent: null,
    source,
  }
}
