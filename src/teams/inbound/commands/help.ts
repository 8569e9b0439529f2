import { patterns } from '../../../language/grammar/pattern.ts'
import { helpCard } from '../../cards/helpCard.ts'
import { cardMessage } from '../../messages.ts'
import type { Command } from '../command.ts'

const DO_SOMETHING =
  'assign|add|deploy|exclude|remove|unassign|undo|copy|move|schedule|approve|cancel a|an|the|my|this|that|it|all? last? policy|policies|app|apps|group|groups|script|scripts|change|changes|request|requests|something|assignment|assignments?'

export const help: Command<{ action: 'help' }> = {
  action: 'help',
  does: 'shows examples',
  examples: ['help'],
  answersGreetings: true,
  reads: {
    stage: 'phrase',
    phrases: patterns(
      'help me? out?',
      'i|we need help',
      'show|get|give me? the? help',
      'what can|do you do|assign|understand for? me?',
      'what can|should|could i|we say|ask|write|do|type you? here? with? you? assent?',
      'what do you do|understand',
      'what are|is you|assent|this for?',
      'who are you',
      'how does|do this|it|you|assent work',
      'how do|can i|we use you|this|it|assent',
      `how do|can|could|should i|we ${DO_SOMETHING}`,
      `how to ${DO_SOMETHING}`,
      'what are your commands|options|capabilities|abilities|skills',
      'commands|menu|usage|examples|instructions',
      'show|list me? the|your|some|all? commands|examples|options',
    ),
  },
  handle: async (turn, _sender, _readings, { helpExamples }) => {
    await turn.send(cardMessage(helpCard(helpExamples)))
  },
}
