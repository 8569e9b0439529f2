import type { Question } from '../../src/request/request.ts'
import { periodInFull } from '../../src/wording/timing.ts'
import { choiceOfGroup, choiceOfPolicy } from '../../src/workflow/plan/choices.ts'
import { openIntentOf } from '../../src/workflow/plan/openIntents.ts'
import { ALONE, after, asked, draw, EXCLUDE, type SceneMaker } from './cardRequests.ts'
import { changeTo, group, groups, idOf, planOrRefusal, policy, SEVEN_ZIP } from './company.ts'

/** Cards that ask which of several is meant. */

const question = (text: string, question: Question) =>
  draw(after(asked(text), ALONE, { type: 'asksWhich', question }))

const policiesFound = (what: Parameters<typeof policy>[0], ...names: string[]) =>
  names.map((name, index) =>
    choiceOfPolicy({ ...policy(what, name), lastModified: `2026-11-0${index + 1}T08:00:00Z` }),
  )

const templates = () =>
  policiesFound(
    'template',
    'Edge Settings',
    'Chrome Extensions',
    'BitLocker',
    'Printer Drivers',
    'Set Wallpaper',
    'Fonts',
    'Icons',
  )

function twoPilots() {
  const pilot = groups.get(idOf('Pilot Devices'))
  if (!pilot) throw new Error('the company has no pilot')
  const found = { ...pilot, name: 'Pilot', description: null, created: null }
  return [
    choiceOfGroup({ ...found, members: 15, description: 'Rollout wave 1' }),
    choiceOfGroup({
      ...found,
      id: idOf('Test Lab'),
      members: 212,
      membership: 'dynamic',
      created: '2024-03-05T09:00:00Z',
    }),
  ]
}

/** Nobody said how the app is to be assigned. */
function howToAssign(): Question {
  const change = changeTo({ include: [group('Legal')] })
  const wish = { policy: SEVEN_ZIP, change }
  const asks = openIntentOf([wish], [planOrRefusal(SEVEN_ZIP, [], change)], {})
  if (!asks) throw new Error('that is clear')
  return asks
}

/** In the first days of December, or of other months. */
const moments = (...starts: string[]) =>
  starts.map((start) => ({
    id: `${start}/`,
    kind: null,
    title: periodInFull({ start, end: null }, 'Europe/Berlin'),
    detail: '',
  }))

export const QUESTION_SCENES: SceneMaker[] = [
  [
    'choose-app',
    () =>
      question('assign app 7-Zip to group Legal as required', {
        what: 'policy',
        asked: '7-Zip',
        choices: policiesFound('app', '7-Zip 24.08'),
      }),
  ],
  [
    'choose-group',
    () =>
      question('exclude group Pilot from administrative template Edge Settings', {
        what: 'group',
        asked: 'Pilot',
        choices: twoPilots(),
      }),
  ],
  [
    'choose-unsaid',
    () =>
      question('exclude group Pilot Devices', {
        what: 'policy',
        asked: '',
        about: { code: 'nameUnsaid', what: 'policy' },
        choices: templates(),
        writes: true,
      }),
  ],
  [
    'choose-unsaid-empty',
    () =>
      question('assign compliance policy Windows 11 Baseline', {
        what: 'group',
        asked: '',
        about: { code: 'writtenUnknown', what: 'group', name: 'Leagl', nearest: ['Legal'] },
        choices: [],
        writes: true,
      }),
  ],
  [
    'choose-many',
    () =>
      question('exclude group Pilot Devices from administrative template Edge', {
        what: 'policy',
        asked: 'Edge',
        choices: policiesFound(
          'template',
          'Edge Extensions',
          'Edge Favorites',
          'Edge Kiosk Mode',
          'Edge Proxy',
          'Edge Settings',
          'Edge Sign-in',
          'Edge Start Page',
          'Edge Updates Ring 1',
          'Edge Updates Ring 2',
        ),
        more: 3,
      }),
  ],
  [
    'choose-moment',
    () =>
      question(`${EXCLUDE} on 01/12 at 9:00`, {
        what: 'moment',
        asked: '',
        about: { code: 'whichMoment' },
        choices: moments('2026-12-01T08:00:00.000Z', '2027-01-12T08:00:00.000Z'),
      }),
  ],
  ['choose-intent', () => question('assign app 7-Zip 24.08 to group Legal', howToAssign())],
]
