import { patterns } from '../../../language/grammar/pattern.ts'
import type { Command } from '../command.ts'
import { setNotifications } from '../notifications.ts'

export const notify: Command<{ action: 'notify' }> = {
  action: 'notify',
  does: 'posts results in this channel; its team’s owners say so',
  examples: ['notify here'],
  isOnHelpCard: true,
  reads: {
    stage: 'phrase',
    phrases: patterns(
      'notify me|us|everyone|people|this|the? in|to? here|this? channel|chat|team|conversation|group?',
      'post|send|tell|show|put|write|share|report|announce the|all|your|us|me? us|me|your|the? results|notifications|notices|updates|outcomes|outcome|news|result|changes|everything? to|in|into? here|this channel|chat|team|conversation?',
      'turn|switch on the? notifications|notices in|for|to? here|this? channel|chat?',
      'turn|switch notifications|notices on in|for|to? here|this? channel|chat?',
      'enable|start the? notifications|notices|notifying|posting us|me|results? in|for|to? here|this? channel|chat?',
      'use this channel|chat for results|notifications|notices',
      'subscribe here|this? channel?',
      'keep us|me posted|informed|updated here|in? this? channel?',
    ),
  },
  handle: (turn, sender, _readings, parts) => setNotifications(turn, sender, true, parts),
}
