import { describe, expect, it } from 'vitest'
import { makeEntry } from '../../../src/intune/assignments/entries.ts'
import { isHalfWritten, stepsLeft } from '../../../src/intune/assignments/steps.ts'
import { rowOf } from '../../../src/intune/catalog/catalog.ts'
import { GROUP_A, GROUP_B, GROUP_C } from '../sets.ts'

const ROW = rowOf('windowsAutopilotDeploymentProfile')
const a = makeEntry(ROW, 'group', GROUP_A, { id: 'a' })
const b = makeEntry(ROW, 'group', GROUP_B, { id: 'b' })
const c = makeEntry(ROW, 'group', GROUP_C)
const plan = { before: [a, b], after: [b, c] }

describe('One entry at a time', () => {
  it('removes and adds what the plan says', () => {
    expect(stepsLeft(ROW, [a, b], plan)).toEqual({ remove: [a], add: [c] })
  })

  it('continues where it stopped, and does nothing twice', () => {
    expect(stepsLeft(ROW, [b], plan)).toEqual({ remove: [], add: [c] })
    expect(stepsLeft(ROW, [b, { ...c, id: 'c' }], plan)).toEqual({ remove: [], add: [] })
  })

  it('touches nobody else’s entry', () => {
    const theirs = makeEntry(ROW, 'allDevices', null, { id: 'd' })
    expect(stepsLeft(ROW, [a, b, theirs], plan)).toEqual({ remove: [a], add: [c] })
    expect(isHalfWritten(ROW, [b, theirs], plan)).toBe(false)
  })

  it('tells its own half-written set from one that somebody else changed', () => {
    expect(isHalfWritten(ROW, [b], plan)).toBe(true)
    expect(isHalfWritten(ROW, [a], plan)).toBe(false)
  })
})
