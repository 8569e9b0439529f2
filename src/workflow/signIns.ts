import type { Person } from '../request/person.ts'
import { waitingForSignIn } from '../store/requests.ts'
import type { Desk } from './desk.ts'

/** The person has signed in: whatever of theirs was waiting for that continues. */
export async function resumeAfterSignIn(
  desk: Desk,
  person: Pick<Person, 'tenantId' | 'oid'>,
): Promise<number> {
  const waiting = await waitingForSignIn(desk.parts.db, person.tenantId, person.oid)
  for (const id of waiting) await desk.transition(id, { type: 'signedIn' }, person.oid)
  return waiting.length
}

/** The person can be written to now: whatever of theirs waits for a sign-in asks again. */
export async function askToSignInAgain(
  desk: Desk,
  { tenantId, oid }: Pick<Person, 'tenantId' | 'oid'>,
): Promise<void> {
  const { db, jobs } = desk.parts
  const waiting = await waitingForSignIn(db, tenantId, oid)
  const asking = (requestId: string) => ({
    name: 'signIn' as const,
    data: { requestId },
    key: requestId,
    tenantId,
  })
  await jobs.send(db, ...waiting.map(asking))
}
