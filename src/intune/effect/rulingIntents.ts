/**
 * Where somebody is reached with several intents, Intune keeps an app that is required, and uninstalls one that is only
 * available (learn.microsoft.com/mem/intune/apps/apps-deploy, “How conflicts between app intents are resolved”).
 * By intent, those that rule it out; each of them may be ruled out itself.
 */
const RULED_BY: Readonly<Record<string, string>> = { uninstall: 'required', available: 'uninstall' }

/** An intent, and those among `all` on which it depends whether it comes to anything. */
export function withRuling(intent: string | null, all: readonly (string | null)[]): (string | null)[] {
  const ruling = intent === null ? undefined : RULED_BY[intent]
  return ruling !== undefined && all.includes(ruling) ? [intent, ...withRuling(ruling, all)] : [intent]
}

/** How somebody is reached with an intent, with what rules it out taken into account. Null: not at all. */
export function reachedInTheEnd(
  reachedBy: (intent: string | null) => string | null,
  intent: string | null,
): string | null {
  const ruling = intent === null ? undefined : RULED_BY[intent]
  return ruling !== undefined && reachedInTheEnd(reachedBy, ruling) !== null ? null : reachedBy(intent)
}
