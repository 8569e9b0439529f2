import { PLAN_NOTES } from './planNotes.ts'
import { REQUEST_NOTES } from './requestNotes.ts'

const NOTES = { ...PLAN_NOTES, ...REQUEST_NOTES }

type Code = keyof typeof NOTES
type Params<C extends Code> = Parameters<(typeof NOTES)[C]> extends [infer P] ? P : unknown

/**
 * A sentence as it is stored with a request: which one it is and what it speaks of, so that it can be worded anew, or
 * in another language, when it is shown. Plain data.
 */
export type CodedNote = { [C in Code]: { code: C } & Params<C> }[Code]

/** Earlier versions stored the sentence itself. */
export type Note = CodedNote | string

/** The sentence, as of this version. */
export function noteWords(note: Note): string {
  if (typeof note === 'string') return note
  if (!Object.hasOwn(NOTES, note.code)) return FROM_A_NEWER_VERSION
  const words = NOTES[note.code] as (params: CodedNote) => string
  return words(note)
}

/** Stored before Assent was set back to an earlier version. */
const FROM_A_NEWER_VERSION =
  'There is something more to know about this, which only a newer version of Assent can say.'

/** Several in a row. */
export function notesInWords(notes: readonly Note[]): string {
  return notes.map(noteWords).join(' ')
}

/** Whether two are the same note about the same things. */
export function isSameNote(one: Note, other: Note): boolean {
  return noteWords(one) === noteWords(other)
}
