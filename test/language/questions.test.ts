import { describe, expect, test } from 'vitest'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import { readMessage as read } from '../../src/teams/inbound/commands/index.ts'
import { COMPLIANCE, SCRIPT } from './corpus/expected.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const readings = (say: string) => read(messageAsText({ text: say }), KIND_WORDS)
const best = (say: string) => readings(say)[0] ?? null

describe('Questions about one policy', () => {
  test.each([
    ['is BitLocker Required assigned to all devices?', 'BitLocker Required', '@allDevices'],
    ['is Edge Settings already assigned to group Legal?', 'Edge Settings', 'Legal'],
    ['could you check that Edge Settings is assigned to Legal', 'Edge Settings', 'Legal'],
    ['can you check if Edge Settings is deployed to Legal?', 'Edge Settings', 'Legal'],
    ['does Sales Laptops get 7-Zip 24.08?', '7-Zip 24.08', 'Sales Laptops'],
    ['is Legal excluded from Edge Settings?', 'Edge Settings', 'Legal'],
  ])('%s', (say, policy, isFor) => {
    expect(best(say)).toEqual({ action: 'show', kind: null, policies: [policy], isFor })
  })

  test.each([
    'who changed BitLocker Required',
    'who changed BitLocker Required last?',
    'history of policy BitLocker Required',
    'when was BitLocker Required changed?',
    'what happened to BitLocker Required',
    'show the changes to BitLocker Required',
  ])('%s', (say) => {
    expect(best(say)).toEqual({ action: 'show', kind: null, policies: ['BitLocker Required'], history: true })
  })

  test.each(['is anyone excluded from Edge Settings?', 'are any groups excluded from Edge Settings'])(
    '%s',
    (say) => expect(best(say)).toEqual({ action: 'show', kind: null, policies: ['Edge Settings'] }),
  )

  test.each([
    ['what changed last week', 'last week'],
    ['What was changed today?', 'today'],
    ['what did we change yesterday', 'yesterday'],
    ['show me the changes of this month', 'this month'],
  ])('%s', (say, period) => expect(best(say)).toEqual({ action: 'changes', period }))

  test.each([
    'is anything assigned to Legal?',
    'do you have a moment',
    'is Legal a group?',
    'Is Edge Settings assigned to Legal? If not, assign it.',
    'what is BitLocker Required assigned to',
    'history',
    'exclude Legal from Edge Settings',
  ])('is not %s', (say) => {
    const reading = best(say) as { isFor?: string; history?: true } | null
    expect(reading?.isFor).toBeUndefined()
    expect(reading?.history).toBeUndefined()
  })
})

describe('What nobody gets', () => {
  test.each([
    ['which policies have no assignment', null],
    ['Which policies have no assignments?', null],
    ['list all unassigned apps', 'mobileApp'],
    ['show me all apps without assignments', 'mobileApp'],
    ['which apps are not assigned to anyone?', 'mobileApp'],
    ['what is not assigned to anyone', null],
    ['list unassigned compliance policies', COMPLIANCE],
  ])('%s', (say, kind) => expect(best(say)).toEqual({ action: 'unassigned', kind }))

  test('everything assigned to all users', () =>
    expect(best('everything assigned to all users')).toEqual({ action: 'show-group', group: '@allUsers' }))
})

describe('Comparisons', () => {
  test.each([
    'compare Sales Laptops and Finance Laptops',
    'compare group Sales Laptops with group Finance Laptops',
    'what is the difference between Sales Laptops and Finance Laptops?',
  ])('%s', (say) =>
    expect(best(say)).toEqual({ action: 'compare', groups: ['Sales Laptops', 'Finance Laptops'] }),
  )
})

describe('Members', () => {
  test.each([
    'who is in Sales Laptops',
    'Who’s in group Sales Laptops?',
    'how many devices are in Sales Laptops?',
    'how many members does Sales Laptops have?',
    'list the members of Sales Laptops',
    'which devices are in Sales Laptops',
  ])('%s', (say) => expect(best(say)).toEqual({ action: 'members', group: 'Sales Laptops' }))
})

describe('Dry runs', () => {
  test.each([
    'dry run: assign Edge Settings to Legal',
    'what if I assign Edge Settings to Legal',
    'what if we assigned Edge Settings to Legal?',
    'test run: assign Edge Settings to Legal',
    'Dry-run assign Edge Settings to Legal',
    'preview: assign Edge Settings to Legal',
    'simulate assigning Edge Settings to Legal',
    'what would happen if I assign Edge Settings to Legal?',
    'what would happen if I assigned Edge Settings to Legal?',
    'assign Edge Settings to Legal (dry run)',
    'assign Edge Settings to Legal as a dry run please',
  ])('%s', (say) => {
    expect(best(say)).toMatchObject({
      action: 'try',
      wish: { action: 'change', policies: ['Edge Settings'], include: ['Legal'] },
    })
  })

  test.each(['dry run: help', 'dry run', 'preview: what is X assigned to', 'simulate the weather'])(
    '%s is no request',
    (say) => expect(readings(say)).toEqual([]),
  )

  test('every reading is one', () => {
    for (const reading of readings('dry run: remove Test Lab and Legal from Edge Settings'))
      expect(reading.action).toBe('try')
  })
})

describe('Why somebody or something has a policy or not', () => {
  const why = (subject: string, policy: string | null, expects: 'gets' | 'lacks', rest = {}) => ({
    action: 'why',
    subject,
    subjectIs: null,
    kind: null,
    policy,
    expects,
    ...rest,
  })
  test.each([
    ['why does PC-0412 get BitLocker', why('PC-0412', 'BitLocker', 'gets')],
    ['why does Sales Laptops get 7-Zip 24.08?', why('Sales Laptops', '7-Zip 24.08', 'gets')],
    ['why does Sales Laptops not get 7-Zip 24.08', why('Sales Laptops', '7-Zip 24.08', 'lacks')],
    ['why is Sales Laptops not getting 7-Zip 24.08', why('Sales Laptops', '7-Zip 24.08', 'lacks')],
    ['why doesn’t Ada get 7-Zip?', why('Ada', '7-Zip', 'lacks')],
    ['Why doesnt Ada Lovelace have 7-Zip', why('Ada Lovelace', '7-Zip', 'lacks')],
    ['why is Edge Settings not on PC-0412', why('PC-0412', 'Edge Settings', 'lacks')],
    ["why isn't Edge Settings installed on PC-0412?", why('PC-0412', 'Edge Settings', 'lacks')],
    ['why is Edge Settings on PC-0412', why('PC-0412', 'Edge Settings', 'gets')],
    ['why is BitLocker missing on PC-0412', why('PC-0412', 'BitLocker', 'lacks')],
    ['why is PC-0412 still missing BitLocker', why('PC-0412', 'BitLocker', 'lacks')],
    ['how come PC-0412 has no BitLocker', why('PC-0412', 'BitLocker', 'lacks')],
    [
      'can you tell me why user ada@contoso.com gets Edge Settings',
      why('ada@contoso.com', 'Edge Settings', 'gets', { subjectIs: 'user' }),
    ],
    [
      'why does device PC-0412 get script Set Time Zone',
      why('PC-0412', 'Set Time Zone', 'gets', { subjectIs: 'device', kind: SCRIPT }),
    ],
    [
      'why does everyone get Edge Settings',
      why('@allUsers', 'Edge Settings', 'gets', { subjectIs: 'group' }),
    ],
    ['why did Edge Settings not arrive on PC-0412', why('PC-0412', 'Edge Settings', 'lacks')],
    ['what does PC-0412 get', why('PC-0412', null, 'gets')],
    ['what does ada@contoso.com get?', why('ada@contoso.com', null, 'gets')],
    [
      'which policies does the device Front Desk get',
      why('Front Desk', null, 'gets', { subjectIs: 'device' }),
    ],
  ])('%s', (say, expected) => expect(best(say)).toEqual(expected))

  test.each([
    'why does it not work',
    'why should Legal get Edge Settings',
    'what does Sales Laptops get',
    'why not',
  ])('is not %s', (say) => expect(best(say)?.action).not.toBe('why'))
})

describe('The status of a policy', () => {
  test.each([
    'how is Edge Settings doing',
    "How's Edge Settings going?",
    'did Edge Settings work',
    'did the rollout of Edge Settings go well?',
    'status of Edge Settings',
    'whats the status of Edge Settings?',
    'show me the deployment status of Edge Settings',
    'Edge Settings status',
    'has Edge Settings been applied yet',
    'is Edge Settings working?',
    'any errors with Edge Settings',
    'how far is Edge Settings',
  ])('%s', (say) => expect(best(say)).toEqual({ action: 'status', kind: null, policy: 'Edge Settings' }))

  test.each([
    'status',
    'status of my request',
    'is the bot working',
    'did it work',
    'exclude Legal from Device Status',
    'assign Edge Settings to Legal, check status',
    'did you assign X to Y?',
  ])('is not %s', (say) => expect(best(say)?.action).not.toBe('status'))
})

test.each([
  'what is scheduled',
  "what's scheduled?",
  'show scheduled changes',
  'is anything scheduled?',
  'list my upcoming requests',
  'show me what is planned',
  'what is coming up',
  'what changes are scheduled',
  'which exclusions are temporary',
  'when does it end',
])('%s asks what is scheduled', (say) => expect(best(say)).toEqual({ action: 'scheduled' }))

test.each([
  [
    'what is scheduled for tomorrow',
    { start: { is: 'at', day: { is: 'inDays', days: 1 }, time: null }, end: null },
  ],
  [
    'is anything scheduled for tomorrow?',
    { start: { is: 'at', day: { is: 'inDays', days: 1 }, time: null }, end: null },
  ],
  [
    'what happens tonight',
    { start: { is: 'at', day: { is: 'inDays', days: 0 }, time: { hour: 22, minute: 0 } }, end: null },
  ],
  ['what ends this week', { start: null, end: { is: 'at', day: { is: 'endOf', unit: 'week' }, time: null } }],
])('%s asks when it happens', (say, when) => expect(best(say)).toEqual({ action: 'scheduled', when }))

test.each([
  ['when does Edge Settings start', 'Edge Settings'],
  ['when does the exclusion from Edge Settings end?', 'Edge Settings'],
  ['is Edge Settings still scheduled?', 'Edge Settings'],
])('%s asks about one change', (say, policy) => expect(best(say)).toEqual({ action: 'scheduled', policy }))

test.each([
  'did it work',
  'did it work?',
  'did the last change work?',
  'how did it go',
  'how is it doing',
  'has it arrived on the devices yet?',
  'was it successful?',
  'which devices failed?',
])('%s asks how the last change is going', (say) => expect(best(say)).toEqual({ action: 'last-status' }))

describe('The history, narrowed', () => {
  const all = { action: 'history-of', policy: null, person: null, group: null, period: null }
  /** A person's, or else the policy's. */
  const either = (name: string) => ({
    either: [{ action: 'show', kind: null, policies: [name], history: true }],
  })
  test.each([
    ['history by Ada', { person: 'Ada' }],
    ['history by Ada last 7 days', { person: 'Ada', period: { days: 7 } }],
    ['history for group Legal', { group: 'Legal' }],
    [
      'show me the requests by Bruno Okafor in the past 2 weeks',
      { person: 'Bruno Okafor', period: { days: 14 } },
    ],
    ['history of Edge Settings by Ada', { policy: 'Edge Settings', person: 'Ada' }],
    [
      'history of Edge Settings last week',
      { policy: 'Edge Settings', period: 'last week', ...either('Edge Settings') },
    ],
    ['history of Ada', { policy: 'Ada', ...either('Ada') }],
    ['show me the history of Edge Settings', { policy: 'Edge Settings', ...either('Edge Settings') }],
    ["BitLocker Required's history", { person: 'BitLocker Required', ...either('BitLocker Required') }],
    ["Ada's changes this week", { person: 'Ada', period: 'this week', ...either('Ada') }],
    ['what did Ada change', { person: 'Ada' }],
    ['what did ada change last week?', { person: 'ada', period: 'last week' }],
    ['what has Bruno Okafor changed today', { person: 'Bruno Okafor', period: 'today' }],
    ['show me everything that Ada did', { person: 'Ada' }],
    ['changes made by Ada', { person: 'Ada' }],
    ['what was changed by Ada yesterday', { person: 'Ada', period: 'yesterday' }],
    [
      'what did Bruno do to Edge Settings this week',
      { person: 'Bruno', policy: 'Edge Settings', period: 'this week' },
    ],
    ['did Ada change Edge Settings', { person: 'Ada', policy: 'Edge Settings' }],
    ['when did Ada change Edge Settings?', { person: 'Ada', policy: 'Edge Settings' }],
    ['has Bruno changed anything today', { person: 'Bruno', period: 'today' }],
    ['what did I change last week', { person: 'me', period: 'last week' }],
    ['my requests for group Sales Laptops', { person: 'me', group: 'Sales Laptops' }],
    ["Bruno's history last month", { person: 'Bruno', period: 'last month', ...either('Bruno') }],
    ['history for group "By Friday" by me', { person: 'me', group: 'By Friday' }],
    ['history of the last 30 days', { period: { days: 30 } }],
    ['history today', { period: 'today' }],
  ])('%s', (say, narrowed) => expect(best(say)).toEqual({ ...all, ...narrowed }))

  test.each(['history', 'my requests', 'show my history', 'what did I change'])(
    '%s is the whole history',
    (say) => expect(best(say)).toEqual({ action: 'history' }),
  )

  test.each([
    'remove all requests by Ada',
    'assign the change log to Legal',
    'open requests by Ada',
    'what did we change today',
    'what was done yesterday',
    'what did the script change',
    'did we change Edge Settings',
    'did Edge Settings change',
    'what did Ada assign to Legal',
    'what did Legal get',
    'history of compliance policy Ada',
  ])('%s is not a person’s history', (say) => expect(best(say)?.action).not.toBe('history-of'))
})
