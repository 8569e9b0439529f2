import { fileURLToPath } from 'node:url'
import { protectWorkload } from './approvalView.ts'
import { COMPANY } from './company.ts'
import type { PageScene } from './page/pageWorld.ts'
import { limitReach, pageReachOf } from './reachView.ts'
import { Faults, noFaults } from './tenant/faults.ts'
import { PREFIX } from './tenant/state.ts'
import type { Tenant } from './tenant/tenant.ts'

/** What a scene is played with. */
export interface SceneParts {
  tenant: Tenant
  /** Assent's settings beyond the usual ones. */
  environment(): NodeJS.ProcessEnv
  /** Restarts Assent with these settings beside the usual ones; `undefined` takes one away. */
  restartWith(settings: NodeJS.ProcessEnv): Promise<void>
}

interface Scene extends Omit<PageScene, 'isOn'> {
  isOn?(stage: SceneParts): boolean
  play(stage: SceneParts, isOn: boolean): Promise<void> | void
}

const { ada, bruno, chiara } = COMPANY.people
const COMPLIANCE = 'deviceManagement/deviceCompliancePolicies'
const TEMPLATES = 'deviceManagement/groupPolicyConfigurations'
const EDGE = 'Edge Settings'
const LATE = 'Legal'
/** Throttled six times, two writes that take effect and are answered badly, and slow throughout. */
const BAD_WEATHER = Faults.parse({
  latency: 400,
  rules: [
    { method: 'POST', path: '/assign', status: 504, afterEffect: true, times: 2 },
    { status: 429, retryAfter: 1, times: 6 },
  ],
})

const MANY_FAIL = 0.4
const APPROVALS = COMPANY.team.channels[1].id
/** Rules of the company's own, for scenes about them. */
const EMERGENCY_RULES = fileURLToPath(new URL('./emergencyRules.json', import.meta.url))
const STAND_IN_RULES = fileURLToPath(new URL('./standInRules.json', import.meta.url))

/** Situations that people should see before they trust Assent with a tenant. */
const SCENES: readonly Scene[] = [
  {
    id: 'secondPerson',
    title: 'A second person approves',
    about:
      'What reaches every device is approved in the Approvals channel, by anybody but the one who asked. Assent restarts for it.',
    lines: [{ write: 'assign compliance policy Windows 11 Baseline to all devices', by: ada.oid }],
    elsewhere: APPROVALS,
    isOn: ({ environment }) => Boolean(environment().APPROVALS_CONVERSATION),
    play: ({ restartWith }, isOn) => restartWith({ APPROVALS_CONVERSATION: isOn ? APPROVALS : undefined }),
  },
  {
    id: 'emergency',
    title: 'An emergency',
    about:
      'Scripts wait for the Approvals channel, but their rule allows an emergency: the channel is told at once, Ada approves alone, and afterwards somebody there marks it as reviewed. Assent restarts for it.',
    lines: [
      { title: 'Ask', write: 'assign script Set Time Zone to group Legal', by: ada.oid },
      { title: 'Declare it', write: 'emergency: the tills are locked out', by: ada.oid },
    ],
    elsewhere: APPROVALS,
    ...byRules(EMERGENCY_RULES),
  },
  {
    id: 'standIn',
    title: 'An approver is away',
    about: `${firstName(bruno.name)} alone approves scripts. Before he leaves he names ${firstName(chiara.name)}: the card comes to her, too, and says for whom she decides. Assent restarts for it.`,
    lines: [
      { title: 'Bruno leaves', write: 'I am away for a week, Chiara stands in', by: bruno.oid },
      { title: 'Ada asks', write: 'assign script Rename Device to group Legal', by: ada.oid },
    ],
    ...byRules(STAND_IN_RULES),
  },
  {
    id: 'drift',
    title: 'A colleague is quicker',
    about: `Send the sentence, then let a colleague change ${EDGE} in Intune, then approve: nothing is written, and the card shows the difference.`,
    lines: [{ write: `exclude group Pilot Devices from administrative template ${EDGE}`, by: ada.oid }],
    button: 'Change it in Intune now',
    play: ({ tenant }) => changeAsColleague(tenant),
  },
  {
    id: 'multiAdmin',
    title: 'Multi Admin Approval',
    about:
      'Intune itself wants another administrator for compliance policies. Approve in the chat, then again under the tenant.',
    lines: [{ write: 'assign compliance policy Pilot Compliance to group Test Lab', by: ada.oid }],
    isOn: ({ tenant }) => tenant.state.protectedCollections.includes(COMPLIANCE),
    play: ({ tenant }, isOn) => protectWorkload(tenant, 'compliancePolicy', isOn),
  },
  {
    id: 'reader',
    title: 'A reader without rights',
    about: `${firstName(chiara.name)} may look at everything and assign nothing. The plan says so.`,
    lines: [{ write: 'assign compliance policy Windows 11 Baseline to group Sales Laptops', by: chiara.oid }],
    play() {},
  },
  {
    id: 'scope',
    title: 'A role for a part of the tenant',
    about: `${firstName(bruno.name)} looks after the offices only: scope tag and scope groups decide what he sees and may assign. ${LATE} is not among them, and the plan says so.`,
    lines: [{ write: `assign script Add Local Printer to group ${LATE}`, by: bruno.oid }],
    isOn: ({ tenant }) => pageReachOf(tenant).isLimited,
    play: ({ tenant }, isOn) => limitReach(tenant, isOn),
  },
  {
    id: 'weather',
    title: 'Bad weather',
    about:
      'Graph is slow, throttles, and answers a write with 504 after it took effect. Watch that nothing is written twice.',
    lines: [{ write: 'assign compliance policy Developer Machines to group Test Lab', by: ada.oid }],
    isOn: ({ tenant }) => tenant.weather().latency > 0,
    play: ({ tenant }, isOn) => tenant.setWeather(isOn ? structuredClone(BAD_WEATHER) : noFaults()),
  },
  {
    id: 'failing',
    title: 'It fails on many devices',
    about:
      'Four of ten devices fail with whatever they get. Send, approve, then move the clock on: at two hours the card says how it went, and who asked is called.',
    lines: [{ write: 'assign script Enable Windows Sandbox to group Finance Laptops', by: ada.oid }],
    isOn: ({ tenant }) => tenant.weather().failing >= MANY_FAIL,
    play: ({ tenant }, isOn) =>
      tenant.setWeather({ ...tenant.weather(), failing: isOn ? MANY_FAIL : noFaults().failing }),
  },
]

export function scenesOf(stage: SceneParts): PageScene[] {
  return SCENES.map(({ isOn, play: _play, ...shown }) => ({ ...shown, isOn: isOn ? isOn(stage) : null }))
}

/** @throws {Error} with a sentence for the person. */
export async function playScene(stage: SceneParts, id: string, isOn: boolean): Promise<void> {
  const scene = SCENES.find((one) => one.id === id)
  if (!scene) throw new Error('There is no such scene.')
  await scene.play(stage, isOn)
}

/** Restarts Assent with these rules, which take the place of those of another scene. */
function byRules(file: string): Pick<Scene, 'isOn' | 'play'> {
  return {
    isOn: ({ environment }) => environment().APPROVAL_RULES === file,
    play: ({ restartWith }, isOn) => restartWith({ APPROVAL_RULES: isOn ? file : undefined }),
  }
}

/** In the admin center: assigns the template to a group, or removes it where it is assigned. */
function changeAsColleague(tenant: Tenant): void {
  const { state } = tenant
  const object = state.objects[TEMPLATES]?.find(({ name }) => name === EDGE)
  const group = state.groups.find(({ displayName }) => displayName === LATE)
  if (!object || !group) throw new Error(`${EDGE} or ${LATE} is not there any more. Start over.`)
  const others = object.assignments.filter(({ target }) => target.groupId !== group.id)
  const isThere = others.length < object.assignments.length
  const fresh = {
    id: `${object.id}_${group.id}`,
    target: { '@odata.type': `${PREFIX}groupAssignmentTarget`, groupId: group.id },
    source: 'direct' as const,
    sourceId: object.id,
    properties: {},
  }
  object.assignments = isThere ? others : [...others, fresh]
  tenant.changed(TEMPLATES, object)
}

function firstName(name: string): string {
  return name.split(' ')[0] ?? name
}
