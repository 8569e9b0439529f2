import type { Activity } from './turn.ts'

/** The wire format of a press answered with a sentence, which the client shows to whoever pressed. */
export interface SentenceAnswer {
  statusCode: number
  type: string
  value: string
}

/** learn.microsoft.com/adaptive-cards/authoring-cards/universal-action-model, "Response format". */
export function sentenceAnswer(sentence: string): SentenceAnswer {
  return { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: sentence }
}

/** Invokes other than presses are answered with a status alone: their clients show no sentence. */
export function isPress({ type, name }: Pick<Activity, 'type' | 'name'>): boolean {
  return type === 'invoke' && name === 'adaptiveCard/action'
}
