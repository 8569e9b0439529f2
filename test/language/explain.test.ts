import { describe, expect, test } from 'vitest'
import { explain, inOneSentence } from '../../src/language/feedback/explain.ts'
import { KIND_WORDS } from './corpus/kinds.ts'

const sentence = (text: string) => inOneSentence(explain(text, KIND_WORDS))

describe('Feedback on a message that was not understood', () => {
  test.each([
    ['assign to group Sales', 'Which policy should I assign to the group “Sales”?'],
    ['assign compliance policy to Sales', 'Which compliance policy should I assign to the group “Sales”?'],
    ['assign it to all devices', 'Which policy should I assign to all devices?'],
    ['assign', 'Which policy should I assign, and to whom?'],
    ['please assign policy', 'Which policy should I assign, and to whom?'],
    [
      'assign compliance policy Windows 11 Baseline',
      'Who should I assign the compliance policy “Windows 11 Baseline” to?',
    ],
    ['assign “Edge” to', 'Who should I assign “Edge” to?'],
    ['exclude Interns', 'Which policy should I exclude the group “Interns” from?'],
    ['remove group Sales', 'Which policy should I remove the group “Sales” from?'],
    ['assign to Sales Laptops', 'Which policy should I assign to the group “Sales Laptops”?'],
    [
      'remove all assignments from platform script Set Time Zone',
      'Who should I remove from the PowerShell script “Set Time Zone”?',
    ],
    ['remove all the assignments of Set Time Zone', 'Who should I remove from “Set Time Zone”?'],
    ["don't assign X to Y", 'You ask me not to assign something, so I did nothing.'],
    ['please do not exclude X from Y', 'You ask me not to exclude something, so I did nothing.'],
    [
      'no, exclude X from Y',
      'You answer something and ask for something in one sentence, so I did nothing. Write the request by itself.',
    ],
    ["no, don't exclude X from Y", 'You ask me not to exclude something, so I did nothing.'],
    ["assign X to Y. No wait, don't.", 'You ask me not to assign something, so I did nothing.'],
    [
      'should I assign X to Y?',
      'You asked about assigning something and did not tell me to, so I did nothing.',
    ],
    [
      'how do I assign X to Y',
      'You asked about assigning something and did not tell me to, so I did nothing.',
    ],
    ['assign X to Y?', 'You asked about assigning something and did not tell me to, so I did nothing.'],
    ['if we assign X to Y', 'That depends on something I cannot wait for. Ask me when the time has come.'],
    [
      'assign X to Y if Bob agrees',
      'That depends on something I cannot wait for. Ask me when the time has come.',
    ],
    [
      'Weise die Richtlinie Edge Settings der Gruppe Legal zu',
      'Ich lese Anfragen auf Englisch. Zum Beispiel: assign compliance policy Windows 11 Baseline to group Sales Laptops',
    ],
    [
      'Bitte entferne die Gruppe Legal von Edge Settings',
      'Ich lese Anfragen auf Englisch. Zum Beispiel: assign compliance policy Windows 11 Baseline to group Sales Laptops',
    ],
    [
      'Attribue la stratégie Edge Settings au groupe Legal',
      'Je lis les demandes en anglais. Par exemple : assign compliance policy Windows 11 Baseline to group Sales Laptops',
    ],
    [
      'Asigna la directiva Edge Settings al grupo Legal',
      'Leo las solicitudes en inglés. Por ejemplo: assign compliance policy Windows 11 Baseline to group Sales Laptops',
    ],
    [
      'exclude everyone but IT Administrators from Edge Settings',
      'I can’t remove everybody except somebody. To leave a policy to one group only, say “assign … to … only”: the others are then removed.',
    ],
    [
      'assign Edge Settings to half of Sales Laptops',
      'Intune assigns to whole groups, so I cannot pick a part of one. Name a group that holds just those.',
    ],
    [
      'assign all policies to Sales',
      'That would be every policy there is. Name the policies, or one kind of them (“all compliance policies”), or say “give group … everything that group … has”.',
    ],
    [
      'remove X from Y, but keep Test Lab excluded',
      'I did not understand “but keep Test Lab excluded”, so I did nothing. Say it in other words, or put a name that holds these words in quotes.',
    ],
    [
      'assign X to Y. Bruno objects.',
      'I did not understand “Bruno objects”, so I did nothing. Say it in other words, or put a name that holds these words in quotes.',
    ],
    [
      'assign X to Y after the maintenance window',
      'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
    ],
    [
      'assign X to Y in week 49',
      'That does not say on which day, so I did nothing. Write the day and the time, like “on 15 January at 8:00”.',
    ],
    [
      'assign X to Y from KW 49',
      'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
    ],
    [
      'assign X to Y on Black Friday',
      'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
    ],
    [
      'assign X to Y over the holidays',
      'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
    ],
    [
      'assign X to Y am Montag um 8 Uhr',
      'I did not understand when. Write the time at the end, like “tomorrow at 22:00”, “on 15 January at 8:00” or “until Friday”.',
    ],
    [
      'assign X to Y every Monday',
      'I make a change once, not again and again, so I did nothing. Write one moment, like “on Monday at 8:00”; what is assigned stays until it is taken away.',
    ],
    [
      'assign X to Y by Friday',
      'That says by when, not when to begin, so I did nothing. Leave it out to have it done as soon as it is approved, or write the moment, like “on Friday at 8:00”.',
    ],
    [
      'assign X to Y in a few days',
      'That does not say on which day, so I did nothing. Write the day and the time, like “on 15 January at 8:00”.',
    ],
    [
      'assign X to Legal only from Monday',
      'With “only” you can mean that it begins then, or that nobody else keeps it, so I did nothing. Write the time without it, like “from Monday”; or “assign … to … only”.',
    ],
    [
      'assign X to Legal until 31.13.2026',
      'There is no such day in the calendar, so I did nothing. Write it again with another one, like “on 15 January at 8:00”.',
    ],
    [
      'assign X to Legal on 00.12.2026',
      'There is no such day in the calendar, so I did nothing. Write it again with another one, like “on 15 January at 8:00”.',
    ],
    [
      'assign X to Y for a while',
      'That does not say until when, so I did nothing. Write the end, like “until Friday at 18:00” or “for 3 days”, or leave it out: then it stays until it is taken away.',
    ],
    [
      'assign X to Y EOD Friday',
      'That does not say at what time, so I did nothing. Write it, like “tomorrow at 18:00” or “until Friday at 18:00”.',
    ],
    [
      'assign X to Y yesterday',
      'That time has already passed, so I did nothing. Write one that is still to come, like “tomorrow at 22:00”, or leave it out.',
    ],
    [
      'Assign X to Y. Remove A from B.',
      'I understood more than one request. Ask me for one thing at a time.',
    ],
    ['assign X to Y and delete Z', 'I understood more than one request. Ask me for one thing at a time.'],
    [
      'I assigned X to Y yesterday',
      'You are telling me how things are, not asking for anything, so I did nothing. Ask “what is … assigned to” to see it, or write what is to be changed.',
    ],
    ['the weather is nice', ''],
    ['', ''],
    ['Z'.repeat(20_000), 'The message is too long for me. Say what you want in one sentence.'],
  ])('%s', (text, expected) => {
    expect(sentence(text)).toBe(expected)
  })

  test('also returns what was understood in parts', () => {
    expect(explain('assign compliance policy to the groups Sales and HR', KIND_WORDS)).toEqual({
      verb: 'include',
      kind: 'compliance policy',
      policies: [],
      targets: ['Sales', 'HR'],
      problem: 'noPolicy',
    })
  })
})
