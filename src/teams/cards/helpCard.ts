import { COMMANDS } from '../../language/commands.ts'
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
  ...Object.values(COMMANDS).flatMap(({ examples, isOnHelpCard }) => (isOnHelpCard ? [examples[0]] : [])),
]

/** What Assent is for and how to ask it. */
export function helpCard(): Attachment {
  return drawCard('help', {
    fallback: 'Write what should be assigned to whom, and approve the card that shows what will change.',
    headline: 'Assignments in Intune, with a second look',
    hasUnderstood: false,
    understood: '',
    explanation:
      'Write what should be assigned to whom. I show exactly what will change and what stays, and write nothing before somebody approves. I work with your own rights only. For example:',
    examples: MORE_EXAMPLES.map((text) => ({ text })),
  })
}

/** The answer to a sentence that was not understood: what was understood so far, and two examples. */
export function notUnderstoodCard(understood: string): Attachment {
  return drawCard('help', {
    fallback: `I did not understand that. ${safe(understood, 300)}`,
    headline: 'I did not understand that',
    hasUnderstood: understood !== '',
    understood: safe(understood, 500),
    explanation: 'Nothing was changed. Write it like one of these:',
    examples: EXAMPLES.map((text) => ({ text })),
  })
}
