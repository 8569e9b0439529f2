import type { Limits } from '../config/settings.ts'
import type { AskedBefore } from '../store/earlierRequests.ts'
import { organisationTooBusy, tooManyAMinute, tooManyOpen } from '../wording/desk.ts'

type Counted = Pick<AskedBefore, 'recent' | 'own' | 'open'>

/** A request that was not accepted. The message is a sentence for the person. */
export class NotTaken extends Error {
  override readonly name: string = 'NotTaken'
}

/** A limit has been reached. */
export class TooMuch extends NotTaken {
  override readonly name = 'TooMuch'
}

/** The same was asked for a moment ago and is under way. */
export class SaidTwice extends NotTaken {
  override readonly name = 'SaidTwice'
}

/** @throws {TooMuch} */
export function keepLimits({ recent, own, open }: Counted, limits: Limits): void {
  if (recent >= limits.tenantPerMinute) {
    throw new TooMuch(organisationTooBusy())
  }
  if (own >= limits.perMinute) {
    throw new TooMuch(tooManyAMinute(limits.perMinute))
  }
  if (open >= limits.open) {
    throw new TooMuch(tooManyOpen(open))
  }
}
