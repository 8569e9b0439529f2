import { z } from 'zod'
import { MAX_SAID } from '../cards/offers.ts'
import { isPress } from '../presses.ts'
import type { Activity } from '../turn.ts'

const Id = z.string().max(64)
/** The value of a date or time input. */
const FieldText = z.string().max(20).optional()
/** The longest name that can be typed; Intune's and Entra's have at most 256 characters. */
const MAX_WRITTEN = 256
const Round = z.coerce.number().int()

/**
 * What a button sends. All of it comes from the client, so only the request's id, the round its card was drawn for
 * and what was pressed are ever read from it.
 */
export const CardPress = z.object({
  trigger: z.string().optional(),
  action: z.discriminatedUnion('verb', [
    z.object({
      verb: z.enum([
        'approve',
        'cancel',
        'choose',
        'select',
        'retry',
        'withdraw',
        'page',
        'emergency',
        'explain',
        'review',
        'move',
      ]),
      data: z
        .object({
          request: Id,
          round: Round,
          choice: z.string().max(200).optional(),
          // Of a question: what is picked from the list below its buttons, and a name that is typed there.
          other: z.string().max(200).optional(),
          written: z.string().max(MAX_WRITTEN).optional(),
          comment: z.string().max(2000).optional(),
          date: FieldText,
          time: FieldText,
        })
        // The toggles of a long card, `keep0` and so on.
        .catchall(z.unknown()),
    }),
    z.object({ verb: z.enum(['undo', 'again', 'endNow']), data: z.object({ request: Id }) }),
    z.object({
      verb: z.literal('extend'),
      data: z.object({ request: Id, date: FieldText, time: FieldText }),
    }),
    z.object({
      verb: z.literal('say'),
      data: z.object({ say: z.string().min(1).max(MAX_SAID), about: Id.optional() }),
    }),
    z.object({ verb: z.literal('view'), data: z.object({ request: Id }) }),
    z.object({
      verb: z.literal('history'),
      data: z.object({
        page: z.coerce.number().int().min(0).max(10_000).default(0),
        request: Id.optional(),
        // What narrows the history, as JSON.
        filter: z.string().max(2000).optional(),
      }),
    }),
  ]),
})
export type CardAction = z.infer<typeof CardPress>['action']

const WITHOUT_EFFECT: readonly unknown[] = ['view', 'refresh', 'history', 'page']

/** Whether an activity that a button sends has any effect beyond what its client shows. */
export function isEffect(activity: Activity): boolean {
  return isPress(activity) && !WITHOUT_EFFECT.includes(verbOf(activity))
}

/** The verb that a card's action names, however the rest of it looks. */
export function verbOf({ value }: Activity): unknown {
  return (value as { action?: { verb?: unknown } } | null | undefined)?.action?.verb
}

/** A date and a time from a card's inputs; no moment where either is missing. */
export function momentOf({
  date = '',
  time = '',
}: {
  date?: string | undefined
  time?: string | undefined
}): string {
  return `${date}T${time}`
}

/** `keep3: "false"` on a long card: the fourth policy's toggle is off. */
export function togglesOf(data: Readonly<Record<string, unknown>>): Map<number, boolean> {
  return new Map(
    Object.entries(data).flatMap(([name, value]): [number, boolean][] => {
      const place = /^keep(\d{1,3})$/.exec(name)?.[1]
      const isSaid = value === 'true' || value === 'false'
      return place !== undefined && isSaid ? [[Number(place), value === 'true']] : []
    }),
  )
}
