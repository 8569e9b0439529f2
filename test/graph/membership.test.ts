import { describe, expect, it } from 'vitest'
import type { Graph } from '../../src/graph/client.ts'
import { GraphRefusal } from '../../src/graph/errors.ts'
import { isOwner, parentsOf } from '../../src/graph/membership.ts'
import { setbackFrom } from '../../src/workflow/setback.ts'
import { ADA } from '../request/requests.ts'

/** A directory that refuses what is asked of it. */
const refusing = {
  list: async () => {
    const more = { status: 403, detail: '', requestId: null, retryAfterMs: null }
    throw new GraphRefusal('denied', 'Microsoft Graph refused: Insufficient privileges.', more)
  },
} as unknown as Graph

describe('A directory that hides its groups', () => {
  it.each([
    ['the groups around one', () => parentsOf(refusing, 'g')],
    ['the owners of one', () => isOwner(refusing, 'g', 'o')],
  ])('asked for %s, names the permission and no Intune role', async (_what, act) => {
    const error = await act().catch((thrown: unknown) => thrown)
    const setback = setbackFrom(error, ADA, 1)
    expect(setback).toMatchObject({ type: 'ends' })
    expect(JSON.stringify(setback)).toContain('GroupMember.Read.All')
    expect(JSON.stringify(setback)).not.toContain('Intune role')
  })
})
