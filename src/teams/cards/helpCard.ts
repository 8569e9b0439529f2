import { HELP } from '../../wording/cards.ts'
import type { Attachment } from '../turn.ts'
import { safe } from './safeText.ts'
import { drawCard } from './template.ts'

export const EXAMPLES = [
  'assign compliance policy Windows 11 Baseline to group Sales Laptops',
  'exclude group Pilot Devices from administrative template Edge Settings',
] as const

const MORE_EXAMPLES = [
  ...EXAMPLES,
  'remove group Old Kiosks from script Set Wallpaper',
  'what is compliance policy Windows 11 Baseline assigned to',
]

/** What Assent is for and how to ask it. @param commands an example of each that is shown here. */
export function helpCard(commands: readonly string[]): Attachment {
  return drawCard('help', {
    fallback: HELP.inShort,
    headline: HELP.headline,
    hasUnderstood: false,
    understood: '',
    explanation: HELP.explanation,
    examples: [...MORE_EXAMPLES, ...commands].map((text) => ({ text })),
  })
}

/**
 * The answer to a sentence that was not understood: what was understood so far, and two examples.
 * @param isQuestion whether that much was understood that it asks for what is missing.
 */
export function notUnderstoodCard(understood: string, isQuestion = false): Attachment {
  const headline = isQuestion ? HELP.missing : HELP.notUnderstood
  return drawCard('help', {
    fallback: `${headline}. ${safe(understood, 300)}`,
    headline,
    hasUnderstood: understood !== '',
    understood: safe(understood, 500),
    explanation: HELP.insteadWrite,
    examples: EXAMPLES.map((text) => ({ text })),
  })
}
