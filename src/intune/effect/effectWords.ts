import { type Effect, isNothing, type Range, type Reached } from './effect.ts'

/** How a card colours it: somebody loses, somebody gains, nobody does either. */
export type Weight = 'loses' | 'gains' | 'nothing'

/** The effect in the words that are always the same, one sentence each: "14 devices get this." */
export function effectInWords(effects: readonly Effect[]): { sentences: string[]; weight: Weight } {
  const loses = effects.flatMap(lossOf)
  const gains = effects.flatMap(gainOf)
  const sentences = [...loses, ...gains]
  if (sentences.length === 0) return { sentences: ['Nobody gains or loses by this.'], weight: 'nothing' }
  const isRemoval = effects.some(({ intent, gain }) => intent === 'uninstall' && !isNothing(gain))
  return { sentences, weight: loses.length > 0 || isRemoval ? 'loses' : 'gains' }
}

function gainOf({ reached, intent, gain }: Effect): string[] {
  if (isNothing(gain)) return []
  const { who, isOne } = counted(gain, reached)
  if (intent === 'uninstall') return [`${who} ${isOne ? 'has' : 'have'} this app uninstalled.`]
  return [`${who} ${isOne ? 'gets' : 'get'} this${asIntent(intent)}.`]
}

function lossOf({ reached, intent, lose }: Effect): string[] {
  if (isNothing(lose)) return []
  const { who, isOne } = counted(lose, reached)
  if (intent === 'uninstall') return [`${who} ${isOne ? 'is' : 'are'} no longer told to uninstall this app.`]
  return [`${who} ${isOne ? 'loses' : 'lose'} this${asIntent(intent)}.`]
}

function asIntent(intent: string | null): string {
  if (intent === null) return ''
  return intent === 'availableWithoutEnrollment' ? ' as available without enrollment' : ` as ${intent}`
}

/** "214 devices", "Up to 14 devices", "12 to 14 users", "All devices", "An unknown number of users" */
function counted({ least, most }: Range, reached: Reached): { who: string; isOne: boolean } {
  const many = (count: number) => (count === 1 ? reached.slice(0, -1) : reached)
  if (least === 'all') return { who: `All ${reached}`, isOne: false }
  if (most === 'all') return { who: `Up to all ${reached}`, isOne: false }
  if (most === null) {
    const who = least > 0 ? `At least ${least} ${many(least)}` : `An unknown number of ${reached}`
    return { who, isOne: false }
  }
  const who = least === most ? `${most}` : least === 0 ? `Up to ${most}` : `${least} to ${most}`
  return { who: `${who} ${many(most)}`, isOne: most === 1 }
}
