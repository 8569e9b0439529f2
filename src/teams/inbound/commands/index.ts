import type { TurnContext } from 'botbuilder'
import type { Reading, StatusReading, TryReading } from '../../../language/reading.ts'
import type { Asking } from '../../../request/request.ts'
import type { Desk } from '../../../workflow/desk.ts'
import type { Sender } from '../activity.ts'
import { type ChangesParts, changes } from './changes.ts'
import { compare } from './compare.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { members } from './members.ts'
import { type NotifyParts, notifyHere } from './notify.ts'
import { scheduled } from './scheduled.ts'
import { showGroup } from './showGroup.ts'
import { type SignOutParts, signOut } from './signOut.ts'
import { unassigned } from './unassigned.ts'
import { undo } from './undo.ts'
import { type UndoOfParts, undoOf } from './undoOf.ts'
import { type WaitingParts, waiting } from './waiting.ts'

type Others = Exclude<Reading, Asking | TryReading | StatusReading>
type Command<Action> = (
  context: TurnContext,
  sender: Sender,
  reading: Extract<Others, { action: Action }>,
) => Promise<void>

/** One entry for everything that can be said and is not a change. */
export type Commands = { [Action in Others['action']]: Command<Action> }

export function commandsFor(
  parts: NotifyParts & SignOutParts & { desk: Desk } & WaitingParts & UndoOfParts & ChangesParts,
): Commands {
  return {
    help,
    notify: (context, sender) => notifyHere(context, sender, true, parts),
    stopNotifying: (context, sender) => notifyHere(context, sender, false, parts),
    signOut: (context, sender) => signOut(context, sender, parts),
    'show-group': (context, sender, reading) => showGroup(context, sender, reading, parts),
    history: (context, sender) => history(context, sender, parts),
    undo: (context, sender) => undo(context, sender, parts),
    'undo-of': (context, sender, reading) => undoOf(context, sender, reading, parts),
    changes: (context, sender, reading) => changes(context, sender, reading, parts),
    compare: (context, sender, reading) => compare(context, sender, reading, parts),
    members: (context, sender, reading) => members(context, sender, reading, parts),
    why: (context, sender, { subject }) =>
      showGroup(context, sender, { action: 'show-group', group: subject }, parts),
    scheduled,
    unassigned: (context, sender, reading) => unassigned(context, sender, reading, parts),
    waiting: (context, sender, reading) => waiting(context, sender, reading, parts),
  }
}
