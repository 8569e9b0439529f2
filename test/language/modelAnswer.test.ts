import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CATALOG } from '../../src/intune/catalog/catalog.ts'
import { isHearsay } from '../../src/language/guards/hearsay.ts'
import { readModelAnswer } from '../../src/language/guards/modelAnswer.ts'

const EMPTY = {
  action: 'change',
  kind: null,
  policies: [],
  like: null,
  include: [],
  exclude: [],
  remove: [],
  filter: null,
  filterMode: null,
  intent: null,
}
const read = (text: string, answer: object) => readModelAnswer({ ...EMPTY, ...answer }, text, CATALOG)

describe('A model’s answer', () => {
  it('is accepted with names from the sentence, whatever their case and spaces', () => {
    const text = 'gib  EDGE   settings an das Team Köln Büro'
    expect(read(text, { policies: ['Edge Settings'], include: ['köln büro'] })).toMatchObject({
      action: 'change',
      policies: ['Edge Settings'],
      include: ['köln büro'],
    })
    expect(
      read('東京オフィスに画面ロックを割り当てて', { policies: ['画面ロック'], include: ['東京オフィス'] }),
    ).not.toBeNull()
  })

  it('is rejected when a name was invented, corrected or shortened', () => {
    const text = 'gib Edge Setings an Marketing'
    for (const policies of [['Edge Settings'], ['Edge'], ['ge Setings'], ['Edge Set']]) {
      const isWord = policies[0] === 'Edge'
      expect(read(text, { policies, include: ['Marketing'] }) !== null).toBe(isWord)
    }
  })

  it('includes all users only where the sentence mentions all', () => {
    const answer = { policies: ['Fonts'], include: ['@allUsers'] }
    expect(read('Fonts für alle Benutzer', answer)).not.toBeNull()
    expect(read('Fonts for everybody', answer)).not.toBeNull()
    expect(read('Fonts for small people', answer)).toBeNull()
  })

  it('distinguishes all users from all devices, as the sentence does', () => {
    const to = (include: string, text: string) => read(text, { policies: ['Fonts'], include: [include] })
    expect(to('@allDevices', 'gib Fonts allen Geräten')).not.toBeNull()
    expect(to('@allUsers', 'gib Fonts allen Geräten')).toBeNull()
    expect(to('@allDevices', 'gib Fonts allen unseren Benutzern')).toBeNull()
    expect(to('@allUsers', 'gib Fonts allen unseren Benutzern')).not.toBeNull()
    expect(to('@allUsers', 'all of it: Fonts to Finance')).toBeNull()
  })

  it('is rejected where the sentence negates or sets a condition', () => {
    const answer = { policies: ['Fonts'], include: ['Finance'] }
    expect(read('gib Fonts an Finance', answer)).not.toBeNull()
    for (const text of ['gib Fonts nicht an Finance', 'falls es passt, gib Fonts an Finance'])
      expect(read(text, answer)).toBeNull()
  })

  it.each([
    'Könntest du Fonts bitte der Gruppe Finance geben',
    'Fonts bitte an Finance geben',
    'donne Fonts au groupe Finance',
    'pouvez-vous donner Fonts à Finance ?',
    'could Finance have Fonts?',
    'make sure the Finance folks have “Fonts”',
    'dale Fonts al grupo Finance',
    'ge Fonts till Finance',
    'nadaj Fonts grupie Finance',
    'дай Fonts группе Finance',
    'Fonts を Finance に割り当てて',
  ])('is accepted where the writer makes a request: %s', (text) => {
    expect(isHearsay(text)).toBe(false)
    expect(read(text, { policies: ['Fonts'], include: ['Finance'] })).not.toBeNull()
  })

  it.each([
    // What others said, or said elsewhere.
    'Bruno said: give Fonts to Finance',
    'I did not say give Fonts to Finance',
    'I never said give Fonts to Finance',
    'the docs say “give Fonts to Finance”',
    'according to Bruno Finance gets Fonts',
    'Bruno told me to give Fonts to Finance',
    'Bruno: gib Fonts an Finance',
    'laut Bruno gib Fonts an Finance',
    'Bruno sagte, gib Fonts an Finance',
    '“gib Fonts an Finance” war die Idee',
    'selon Bruno donne Fonts à Finance',
    'dijo: dale Fonts a Finance',
    'ブルーノが Fonts を Finance に割り当ててと言った',
    // What depends on something, or is asked.
    'if Bruno agrees give Fonts to Finance',
    'when Bruno is back give Fonts to Finance',
    'sobald Bruno da ist, gib Fonts an Finance',
    'donne Fonts à Finance si Bruno est là',
    'Soll Finance Fonts bekommen?',
    'Does Finance have Fonts?',
    '如果可以把 Fonts 给 Finance',
    // What is not wanted.
    'Fonts ohne Finance',
    'anything instead of Fonts for Finance',
    'ne donne pas Fonts à Finance',
    '不要把 Fonts 给 Finance',
  ])('is rejected where the writer reports, asks, or holds back: %s', (text) => {
    expect(read(text, { policies: ['Fonts'], include: ['Finance'] })).toBeNull()
  })

  it('accepts kinds by their titles only', () => {
    const answer = { policies: ['Fonts'], include: ['Finance'] }
    expect(read('Fonts to Finance', { ...answer, kind: 'PowerShell script' })).toMatchObject({
      kind: 'deviceManagementScript',
    })
    expect(read('Fonts to Finance', { ...answer, kind: 'deviceManagementScript' })).toBeNull()
  })

  it('never throws, and never yields a change whose names are not in the sentence', () => {
    const names = fc.array(fc.oneof(fc.string(), fc.constantFrom('@allUsers', '@allDevices', 'Fonts')), {
      maxLength: 3,
    })
    const answers = fc.record({
      action: fc.constantFrom('change', 'everything', 'show', 'none', 'approve'),
      kind: fc.constantFrom(null, 'PowerShell script', 'x'),
      policies: names,
      like: fc.option(fc.string()),
      include: names,
      exclude: names,
      remove: names,
      filter: fc.option(fc.string()),
      filterMode: fc.constantFrom(null, 'include'),
      intent: fc.constantFrom(null, 'required', 'delete'),
    })
    fc.assert(
      fc.property(fc.oneof(fc.anything(), answers), (answer) => {
        expect(readModelAnswer(answer, '', CATALOG)).toBeNull()
      }),
    )
  })
})
