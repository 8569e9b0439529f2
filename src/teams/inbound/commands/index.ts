import type { CommandAction } from '../../../language/commands.ts'
import type { Reading } from '../../../language/reading.ts'
import type { Desk } from '../../../workflow/desk.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import { type ChangesParts, changes } from './changes.ts'
import { compare } from './compare.ts'
import { emergency } from './emergency.ts'
import { help } from './help.ts'
import { history, narrowedHistory } from './history.ts'
import { members } from './members.ts'
import { type NotifyParts, notifyHere } from './notify.ts'
import { reschedule } from './reschedule.ts'
import { scheduled } from './scheduled.ts'
import { showGroup } from './showGroup.ts'
import { type SignOutParts, signOut } from './signOut.ts'
import { standIn } from './standIn.ts'
import { unassigned } from './unassigned.ts'
import { undo } from './undo.ts'
import { type UndoOfParts, undoOf } from './undoOf.ts'
import { type WaitingParts, waiting } from './waiting.ts'
import { why } from './why.ts'

type Command<Action extends CommandAction> = (
  turn: Turn,
  sender: Sender,
  reading: Extract<Reading, { action: Action }>,
) => Promise<void>

/** What is done about each command of `language/commands.ts`. */
export type Commands = { [Action in CommandAction]: Command<Action> }

export function commandsFor(
  parts: NotifyParts & SignOutParts & { desk: Desk } & WaitingParts & UndoOfParts & ChangesParts,
): Commands {
  return {
    help,
    notify: (turn, sender) => notifyHere(turn, sender, true, parts),
    stopNotifying: (turn, sender) => notifyHere(turn, sender, false, parts),
    signOut: (turn, sender) => signOut(turn, sender, parts),
    'show-group': (turn, sender, reading) => showGroup(turn, sender, reading, parts),
    history: (turn, sender) => history(turn, sender, parts),
    'history-of': (turn, sender, reading) => narrowedHistory(turn, sender, reading, parts),
    undo: (turn, sender) => undo(turn, sender, parts),
    'undo-of': (turn, sender, reading) => undoOf(turn, sender, reading, parts),
    changes: (turn, sender, reading) => changes(turn, sender, reading, parts),
    compare: (turn, sender, reading) => compare(turn, sender, reading, parts),
    members: (turn, sender, reading) => members(turn, sender, reading, parts),
    why: (turn, sender, reading) => why(turn, sender, reading, parts),
    scheduled: (turn, sender) => scheduled(turn, sender, parts),
    reschedule: (turn, sender, reading) => reschedule(turn, sender, reading, parts),
    emergency: (turn, sender, reading) => emergency(turn, sender, reading, parts),
    'stand-in': (turn, sender, reading) => standIn(turn, sender, reading, parts),
    unassigned: (turn, sender, reading) => unassigned(turn, sender, reading, parts),
    waiting: (turn, sender, reading) => waiting(turn, sender, reading, parts),
  }
}
