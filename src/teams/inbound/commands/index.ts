import type { ReadingOf } from '../../../language/commandReader.ts'
import { read } from '../../../language/read.ts'
import type { KindWords, Reading } from '../../../language/reading.ts'
import type { Turn } from '../../turn.ts'
import type { Sender } from '../activity.ts'
import type { CommandParts } from '../command.ts'
import { changes } from './changes.ts'
import { compare } from './compare.ts'
import { emergency } from './emergency.ts'
import { help } from './help.ts'
import { history } from './history.ts'
import { historyOf } from './historyOf.ts'
import { lastStatus } from './lastStatus.ts'
import { members } from './members.ts'
import { notify } from './notify.ts'
import { reschedule } from './reschedule.ts'
import { scheduled } from './scheduled.ts'
import { showGroup } from './showGroup.ts'
import { signOut } from './signOut.ts'
import { standIn } from './standIn.ts'
import { stopNotifying } from './stopNotifying.ts'
import { unassigned } from './unassigned.ts'
import { undo } from './undo.ts'
import { undoOf } from './undoOf.ts'
import { waiting } from './waiting.ts'
import { why } from './why.ts'

/**
 * Every command once: the reading, the help card, the table in the README of the language and the handling all follow
 * from this list. Where two read a sentence at the same stage, the first wins: "show changes last week" is not "history
 * of".
 */
export const COMMANDS = [
  showGroup,
  help,
  undo,
  history,
  stopNotifying,
  notify,
  undoOf,
  waiting,
  emergency,
  standIn,
  why,
  scheduled,
  lastStatus,
  unassigned,
  members,
  compare,
  changes,
  historyOf,
  reschedule,
  signOut,
] as const

export type CommandReading = ReadingOf<(typeof COMMANDS)[number]>
export type MessageReading = Reading | CommandReading

/** Their lines on the help card. */
export const HELP_EXAMPLES = COMMANDS.flatMap(({ examples, isOnHelpCard }) =>
  isOnHelpCard ? [examples[0]] : [],
)

/** Every way to understand a message, by the grammar and the commands together, the likeliest first. */
export function readMessage(text: string, kinds: readonly KindWords[]): MessageReading[] {
  return read(text, kinds, COMMANDS)
}

/** Whether a reading is a command's. */
export function isCommand(reading: { action: string }): reading is CommandReading {
  return COMMANDS.some(({ action }) => action === reading.action)
}

/** @param readings of one command, the likeliest first */
export async function handleCommand(
  turn: Turn,
  sender: Sender,
  readings: readonly [CommandReading, ...CommandReading[]],
  parts: CommandParts,
): Promise<void> {
  const command = COMMANDS.find(({ action }) => action === readings[0].action)
  await command?.handle(turn, sender, readings as never, { ...parts, helpExamples: HELP_EXAMPLES })
}
