import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { messageAsText } from '../../src/language/lexer/messageText.ts'
import type { ChangeReading } from '../../src/language/reading.ts'
import { type MessageReading, readMessage as read } from '../../src/teams/inbound/commands/index.ts'

function change({ policies, include, exclude, remove, intent, only, clear }: ChangeReading): string {
  const sides = [
    ...include.map((name) => `+${name}`),
    ...exclude.map((name) => `-${name}`),
    ...remove.map((name) => `×${name}`),
  ]
  const more = [intent, only && 'only', clear && 'clear'].filter(Boolean)
  return `${policies.join(', ')}: ${[...sides, ...more].join(' ')}`
}

function told(reading: MessageReading | undefined): string {
  if (reading?.action === 'several') return reading.parts.map(change).join('; ')
  return reading?.action === 'change' ? change(reading) : (reading?.action ?? 'nothing')
}

/** The likeliest reading: policies, then + for who gets them, - for who is left out, × for who is removed. */
function first(text: string): string {
  return told(read(messageAsText({ text }), CATALOG)[0])
}

describe('Everyday forms of a request', () => {
  it.each([
    [
      'assign Outlook Cached Mode, Edge Settings and Printer Drivers to Legal, HR and Interns respectively',
      'Outlook Cached Mode: +Legal; Edge Settings: +HR; Printer Drivers: +Interns',
    ],
    [
      'remove policies Edge Settings and Printer Drivers from groups Legal and HR, respectively',
      'Edge Settings: ×Legal; Printer Drivers: ×HR',
    ],
    [
      'assign Company Portal to Legal required and to HR available',
      'Company Portal: +Legal required; Company Portal: +HR available',
    ],
    [
      'assign Company Portal to Legal required, HR available',
      'Company Portal: +Legal required; Company Portal: +HR available',
    ],
    ['nobody but Legal should get Edge Settings', 'Edge Settings: +Legal only'],
    ['nobody should get Edge Settings except Legal', 'Edge Settings: +Legal only'],
    ['keep Edge Settings for Legal only', 'Edge Settings: +Legal only'],
    ['nobody should get Edge Settings', 'Edge Settings: clear'],
    ['assign Edge Settings to Legal, leaving HR out', 'Edge Settings: +Legal -HR'],
    ['assign Edge Settings to Legal with HR excluded', 'Edge Settings: +Legal -HR'],
    ['Edge Settings is no longer for Legal', 'Edge Settings: ×Legal'],
    ["Edge Settings shouldn't go to Legal", 'Edge Settings: -Legal'],
    ['Legal and HR each need Edge Settings', 'Edge Settings: +Legal +HR'],
    ['Edge Settings should apply to Legal', 'Edge Settings: +Legal'],
    ['Legal should have neither Edge Settings nor Printer Drivers', 'Edge Settings, Printer Drivers: -Legal'],
    ['Legal needs neither Edge Settings nor Printer Drivers', 'Edge Settings, Printer Drivers: ×Legal'],
    ['try to assign Edge Settings to Legal', 'Edge Settings: +Legal'],
    ["assign Edge Settings to Legal if it isn't already", 'Edge Settings: +Legal'],
    ['assign Edge Settings to Legal unless it is already assigned', 'Edge Settings: +Legal'],
    ['assign Edge Settings to Legal again', 'Edge Settings: +Legal'],
    ['run Set Time Zone on Legal', 'Set Time Zone: +Legal'],
  ])('%s', (text, expected) => {
    expect(first(text)).toBe(expected)
  })

  it.each([
    'assign neither A Pol nor B Pol to Legal',
    'assign A Pol to either Legal or HR',
    'run Set Time Zone on Legal once',
    'keep Edge Settings for Legal',
    'assign Edge Settings to Legal unless HR is already assigned',
    'assign Edge Settings to Legal if HR has it already',
    'Legal: +Edge Settings, -Printer Drivers',
    'Edge Settings: +Legal, -Finance',
    'assign Edge Settings to +Legal -Finance',
    'make 7-Zip required available without enrollment for Legal',
    'switch Legal uninstall from available to required on 7-Zip 24.08',
  ])('%s: asks for nothing that is possible', (text) => {
    expect(first(text)).toBe('nothing')
  })

  it('thanks on a line of their own remove nothing else', () => {
    const say = 'assign Edge Settings to Legal\nThx'
    expect(first(`${say} Ada`)).toBe('Edge Settings: +Legal')
    expect(first(`${say} three`)).toBe('Edge Settings: +Legal +Thx three')
    const [timed] = read(messageAsText({ text: `${say} tomorrow` }), CATALOG)
    expect(timed).toMatchObject({ timing: { start: { day: { days: 1 } } } })
  })

  it('a colon after “to” is ignored, wherever “also” is', () => {
    expect(first('also Edge Settings also to: Legal')).toBe('Edge Settings: +Legal')
    expect(first('Edge Settings and also Printer Drivers to: Legal')).toBe(
      'Edge Settings, Printer Drivers: +Legal',
    )
  })

  it('leaves lists alone that are not paired one to one', () => {
    const all = read(
      messageAsText({ text: 'assign A Pol, B Pol and C Pol to Legal and HR respectively' }),
      CATALOG,
    ).map(told)
    expect(all).not.toContain('A Pol, B Pol, C Pol: +Legal +HR')
  })
})
