import { whatReaches, whyIn } from '../../../language/grammar/outcomeQuestions.ts'
import type { ShowReading, WhyReading } from '../../../language/reading.ts'
import { MEMBER } from '../../../workflow/plan/memberReport.ts'
import type { Command } from '../command.ts'
import { openRequest } from '../openRequest.ts'

/**
 * "what does PC-0412 get": answered by a job, since it goes through every policy. "why doesn't Ada get 7-Zip" shows
 * that policy, with an answer about it.
 */
export const why: Command<WhyReading> = {
  action: 'why',
  does: 'shows what reaches a person, device or group, and why',
  examples: ["why doesn't Ada get 7-Zip", 'what does PC-0412 get'],
  reads: {
    stage: 'question',
    read: ({ bare, kinds }) => {
      const found = whyIn(bare, kinds)
      return found.length > 0 ? found : whatReaches(bare)
    },
  },
  handle: async (turn, sender, readings, parts) => {
    const [{ subject, subjectIs, policy }] = readings
    const asked =
      policy === null
        ? { getsOf: `${MEMBER}${JSON.stringify({ subject, subjectIs })}` }
        : { readings: readings.flatMap(looksOf) }
    await openRequest(turn, sender, asked, parts)
  },
}

function looksOf({ kind, policy, subject: isFor, subjectIs, expects }: WhyReading): ShowReading[] {
  const why = { subjectIs, expects }
  return policy === null ? [] : [{ action: 'show', kind, policies: [policy], isFor, why }]
}
