import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { AssignmentRequest } from '../../../src/request/request.ts'
import { findChannel } from '../../../src/store/channels.ts'
import { type KnownConversation, rememberConversation } from '../../../src/store/conversations.ts'
import { channelsOf } from '../../../src/teams/outbound/channelLink.ts'
import { ChannelNames } from '../../../src/teams/outbound/channelNames.ts'
import { Outbox } from '../../../src/teams/outbound/outbox.ts'
import { type Conversations, type Team, TeamsError, type Turn } from '../../../src/teams/turn.ts'
import { ADA, HOUR, NOW, pending } from '../../request/requests.ts'
import { openRoom, type TestRoom } from '../room.ts'

const TEAM: Team = {
  id: '19:first@thread.tacv2',
  name: 'Device Operations',
  groupId: 'd4d4d4d4-3e4f-4a5b-9c6d-7e8f90112233',
  channels: [
    { id: '19:first@thread.tacv2', name: null },
    { id: '19:approvals@thread.tacv2', name: 'Approvals & more' },
  ],
}
const APPROVALS = '19:approvals@thread.tacv2'
const there = (team: string): KnownConversation => ({
  id: team,
  tenantId: ADA.tenantId,
  kind: 'channel',
  reference: { serviceUrl: 'https://smba.trafficmanager.net/emea/', bot: { id: '28:assent' }, team },
})
const asking = (channel: string): AssignmentRequest => {
  const request = pending()
  return { ...request, terms: { ...request.terms, approvers: [{ who: 'channel' }], channel } }
}

describe('The name of the approvals channel', () => {
  let room: TestRoom
  let asked: string[]
  let names: ChannelNames
  let start: () => ChannelNames
  let warnings: string[]
  let now = NOW
  let answer: (id: string) => Promise<Team>

  beforeAll(async () => {
    room = await openRoom()
  })
  afterAll(async () => {
    await room?.stop()
  })
  beforeEach(async () => {
    await room.database.kysely.deleteFrom('channels').execute()
    await room.database.kysely.deleteFrom('conversations').execute()
    now = NOW
    asked = []
    warnings = []
    answer = async (id) => {
      if (id === TEAM.id) return TEAM
      throw new TeamsError(404, 'NotFound')
    }
    const team = (id = '') => {
      asked.push(id)
      return answer(id)
    }
    const conversations = {
      visit: (_conversation: KnownConversation, act: (turn: Turn) => Promise<unknown>) =>
        act({ team } as unknown as Turn),
    } as unknown as Conversations
    start = () =>
      new ChannelNames({
        db: room.database.kysely,
        outbox: new Outbox(conversations),
        now: () => now,
        log: { warn: (_fields, message) => warnings.push(message) },
      })
    names = start()
  })
  const known = (id = APPROVALS) => findChannel(room.database.kysely, ADA.tenantId, id)
  const hear = (team: string) => rememberConversation(room.database.kysely, there(team), NOW)

  it('is looked up through the team of another channel, once a day', async () => {
    await hear(TEAM.id)
    await Promise.all([names.learnFor(asking(APPROVALS)), names.learnFor(asking(APPROVALS))])
    expect(await known()).toMatchObject({
      team: 'Device Operations',
      name: 'Approvals & more',
      url: `https://teams.microsoft.com/l/channel/19%3Aapprovals%40thread.tacv2/Approvals%20%26%20more?groupId=${TEAM.groupId}&tenantId=${ADA.tenantId}`,
    })
    await names.learnFor(asking(APPROVALS))
    expect(asked).toEqual([TEAM.id])

    now = new Date(NOW.getTime() + 25 * HOUR)
    answer = async () => ({ ...TEAM, name: 'Endpoint Operations' })
    // Another replica, or this one an hour after it asked.
    await start().learnFor(asking(APPROVALS))
    expect(await known()).toMatchObject({ team: 'Endpoint Operations' })
  })

  it('is the team’s name for the team’s first channel, which has none', async () => {
    await hear('19:other@thread.tacv2')
    await names.learnFor(asking(TEAM.id))
    expect(asked).toEqual(['19:other@thread.tacv2', TEAM.id])
    expect(await known(TEAM.id)).toMatchObject({ team: 'Device Operations', name: null })
  })

  it('is looked up again as soon as another team is known, and not before', async () => {
    await hear('19:other@thread.tacv2')
    await names.learnFor(asking(APPROVALS))
    await names.learnFor(asking(APPROVALS))
    expect(asked).toEqual(['19:other@thread.tacv2', APPROVALS])
    expect(await known()).toBeNull()
    await hear(TEAM.id)
    await names.learnFor(asking(APPROVALS))
    expect(await known()).toMatchObject({ name: 'Approvals & more' })
  })

  it('delays no card if Teams fails', async () => {
    await hear(TEAM.id)
    answer = async () => {
      throw new TeamsError(500, null)
    }
    await names.learnFor(asking(APPROVALS))
    expect(await known()).toBeNull()
    expect(warnings).toEqual(['Teams does not say what the approvals channel is called'])
  })

  it('is only looked up for requests that a channel decides about', async () => {
    await hear(TEAM.id)
    await names.learnFor(pending())
    await names.learnFor({ ...asking(APPROVALS), state: 'answered' } as AssignmentRequest)
    expect(asked).toEqual([])
  })

  it.each([
    ['https://smba.infra.gov.teams.microsoft.us/gcch/', 'https://gov.teams.microsoft.us/l/channel/'],
    ['https://smba.infra.dod.teams.microsoft.us/dod/', 'https://dod.teams.microsoft.us/l/channel/'],
    ['https://smba.infra.gcc.teams.microsoft.com/gcc/', 'https://teams.microsoft.com/l/channel/'],
  ])('links into the cloud of %s', (serviceUrl, start) => {
    const [, approvals] = channelsOf(TEAM, ADA.tenantId, serviceUrl)
    expect(approvals?.url?.startsWith(start)).toBe(true)
  })

  it('has no link without the team’s group, or where no address is documented', () => {
    const urls = (team: Team, serviceUrl: string) =>
      channelsOf(team, ADA.tenantId, serviceUrl).map(({ url }) => url)
    expect(urls({ ...TEAM, groupId: null }, 'https://smba.trafficmanager.net/')).toEqual([null, null])
    expect(urls({ ...TEAM, groupId: 'x&y' }, 'https://smba.trafficmanager.net/')).toEqual([null, null])
    expect(urls(TEAM, 'https://smba.botframework.azure.cn/')).toEqual([null, null])
    expect(channelsOf({ ...TEAM, name: null }, ADA.tenantId, 'https://smba.trafficmanager.net/')).toEqual([])
  })
})
