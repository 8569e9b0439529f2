import { patterns } from '../../../language/grammar/pattern.ts'
import { requestUndo } from '../../../workflow/laterRequests.ts'
import type { Command } from '../command.ts'
import { sendVerdict } from '../verdict.ts'

/** "undo": reverses this person's last change, to be approved like any other. */
export const undo: Command<{ action: 'undo' }> = {
  action: 'undo',
  does: 'prepares the way back from your last change',
  examples: ['undo'],
  isOnHelpCard: true,
  reads: {
    stage: 'phrase',
    phrases: patterns(
      'undo',
      'undo|revert|reverse that|this|it please?',
      'undo|revert|reverse|rollback the|my|our|your? last|latest|previous|recent? one|change|changes|request|assignment|action|thing?',
      'undo|revert|reverse what you|i|we just? did',
      'roll that|it|this? back that|it|this?',
      'roll back the|my|our|your? last|latest|previous? change|request|assignment|action',
      'rollback|revert',
      'take it|that|this back',
      'take back that|the|my? last? change|request?',
      'change|put|turn it|that|this? back',
      'put|set|change|turn it|that|this back? the way it was before?',
      'put|set|change|turn it|that|this back? to? how|what it was before?',
    ),
  },
  handle: async (turn, { person, place }, _readings, { desk }) => {
    await sendVerdict(
      turn,
      await requestUndo(desk, null, { person, place, activityId: turn.activity.id ?? '' }),
    )
  },
}
