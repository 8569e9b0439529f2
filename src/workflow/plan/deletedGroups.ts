import type { Graph } from '../../graph/client.ts'
import { GraphRefusal } from '../../graph/errors.ts'
import { type Change, type GroupFacts, inEachStep, stepsOf } from '../../intune/assignments/change.ts'
import type { Entry, Subject } from '../../intune/assignments/entries.ts'

/** In place of a group's id: every group of a policy that has been deleted from the directory. */
const DELETED_GROUPS = '@deletedGroups'

/** "remove the deleted groups from X" */
const SAID = /^(?:the |all |any |all the )*(?:deleted|removed|orphaned)(?: groups?)?$/i

export function saysDeletedGroups(asked: string): boolean {
  return SAID.test(asked)
}

export const deletedGroups: Subject = { kind: 'group', id: DELETED_GROUPS }

export function isDeletedGroups(subject: Subject): boolean {
  return subject.kind === 'group' && subject.id === DELETED_GROUPS
}

export function removesDeletedGroups(change: Change): boolean {
  return stepsOf(change).some(({ remove }) => remove.some(isDeletedGroups))
}

/**
 * The change with the deleted groups listed. A group that the requester merely cannot see is not deleted: each is
 * looked up by its id.
 * @returns null where none of them is deleted.
 */
export async function withDeletedNamed(
  graph: Graph,
  change: Change,
  before: readonly Entry[],
  groups: ReadonlyMap<string, GroupFacts>,
): Promise<Change | null> {
  const nameless = before
    .flatMap(({ groupId }) => groupId?.toLowerCase() ?? [])
    .filter((id) => groups.get(id)?.name === null)
  const gone = await Promise.all(
    [...new Set(nameless)].map(async (id) => ((await isGone(graph, id)) ? id : null)),
  )
  const named = gone.flatMap((id): Subject[] => (id ? [{ kind: 'group', id }] : []))
  if (named.length === 0) return null
  const meant = (one: Subject) => (isDeletedGroups(one) ? named : [one])
  return inEachStep(change, (step) => ({ ...step, remove: step.remove.flatMap(meant) }))
}

async function isGone(graph: Graph, id: string): Promise<boolean> {
  try {
    await graph.get(`/groups/${encodeURIComponent(id)}?$select=id`, { version: 'v1.0' })
    return false
  } catch (error) {
    if (error instanceof GraphRefusal && error.code === 'missing') return true
    throw error
  }
}
