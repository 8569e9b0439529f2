import { patterns } from '../../../language/grammar/pattern.ts'
import type { Command } from '../command.ts'
import { setNotifications } from '../notifications.ts'

export const stopNotifying: Command<{ action: 'stopNotifying' }> = {
  action: 'stopNotifying',
  does: 'posts no more results here',
  examples: ['stop notifying here'],
  reads: {
    stage: 'phrase',
    phrases: patterns(
      "stop|cancel|disable|end|don't|no|mute more? notifying|notifications|notify|posting|sending|telling|notices|results the|any|all|us|me? results|notifications|notices|updates|outcomes? us|me? to|in? here|this? channel|chat|team|conversation?",
      "do|please not|don't notify|post|send|tell us|me|anything|any|the|results|notifications? us|results|notifications|notices? any? more? to|in? here|this? channel|chat|conversation? anymore|longer?",
      'turn|switch off the|all? notifications|notices to|in|for? here|this? channel|chat?',
      'turn|switch notifications|notices off to|in|for? here|this? channel|chat?',
      'no more|longer notifications|notices|notify|results to|in? here|this? channel|chat?',
      'unsubscribe from? here|this? channel|chat?',
    ),
  },
  handle: (turn, sender, _readings, parts) => setNotifications(turn, sender, false, parts),
}
