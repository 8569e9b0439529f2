import { describe, expect, it } from 'vitest'
import { answeredIn } from '../../src/language/grammar/choiceAnswer.ts'

const INTENTS = ['Required', 'Available', 'Available without enrollment', 'Uninstall']

describe('The answer to a question, in words', () => {
  it.each([
    ['required', 0],
    ['Required.', 0],
    ['as available please', 1],
    ['make it required', 0],
    ['available without enrollment', 2],
    ['I meant the uninstall', 3],
    ['“Uninstall”', 3],
    ['2', 1],
    ['#2', 1],
    ['option 3', 2],
    ['choose 1', 0],
    ['the first', 0],
    ['2nd one please', 1],
  ])('%s', (text, choice) => {
    expect(answeredIn(text, INTENTS, 4)).toEqual({ choice })
  })

  it.each(['none', 'None of these', 'neither', 'none of them, thanks'])('%s', (text) => {
    expect(answeredIn(text, INTENTS, 4)).toEqual({ none: true })
  })

  it.each([
    '5',
    '0',
    '12',
    'the newer one',
    'not required',
    'required or available',
    'not the first one',
    '',
  ])('%j is none', (text) => {
    expect(answeredIn(text, INTENTS, 4)).toBeNull()
  })

  it('is none where it may be two: a name that two have, or a number that is a name as well', () => {
    expect(answeredIn('pilot', ['Pilot', 'pilot', 'Pilots'], 3)).toBeNull()
    expect(answeredIn('2', ['2', '1'], 2)).toBeNull()
    expect(answeredIn('pilots', ['Pilot', 'pilot', 'Pilots'], 3)).toEqual({ choice: 2 })
  })

  it('has no number where the card shows none', () => {
    const titles = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
    expect(answeredIn('5', titles, 4)).toBeNull()
    expect(answeredIn('e', titles, 4)).toEqual({ choice: 4 })
    expect(answeredIn('4', titles, 4)).toEqual({ choice: 3 })
  })
})
