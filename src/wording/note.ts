import { ANSWER_NOTES } from './answers.ts'
import { APPLY_NOTES } from './applyNotes.ts'
import { CATALOG_NOTES } from './catalog.ts'
import { QUESTION_NOTES } from './choiceQuestions.ts'
import { FOLLOW_NOTES } from './followNotes.ts'
import { GRAPH_NOTES } from './graph.ts'
import { PLAN_NOTES } from './planNotes.ts'
import { REFUSALS } from './refusals.ts'
import { REQUEST_NOTES } from './requestNotes.ts'
import { RIGHTS_NOTES } from './rights.ts'
import { SIGN_IN_NOTES } from './signIn.ts'
import { STATUS_NOTES } from './status.ts'
import { TIMING_NOTES } from './timing.ts'

const SIMPLE = {
  ...PLAN_NOTES,
  ...REQUEST_NOTES,
  ...REFUSALS,
  ...CATALOG_NOTES,
  ...GRAPH_NOTES,
  ...SIGN_IN_NOTES,
  ...RIGHTS_NOTES,
  ...APPLY_NOTES,
  ...ANSWER_NOTES,
  ...QUESTION_NOTES,
  ...TIMING_NOTES,
  ...STATUS_NOTES,
  ...FOLLOW_NOTES,
}

type Code = keyof typeof SIMPLE
type Params<C extends Code> = Parameters<(typeof SIMPLE)[C]> extends [infer P] ? P : unknown

/** Those that hold others. */
type Composed =
  | { code: 'inTurn'; notes: readonly Note[] }
  /** The error: what Intune said when it did not take it. */
  | { code: 'approvedButNotTaken'; error: Note }

/**
 * A sentence as it is stored with a request: which one it is and what it speaks of, so that it can be worded differently, or
 * in another language, when it is shown. Plain data.
 */
export type CodedNote = { [C in Code]: { code: C } & Params<C> }[Code] | Composed

/** Earlier versions stored the sentence itself. */
export type Note = CodedNote | string

const COMPOSED: { [N in Composed as N['code']]: (note: N) => string } = {
  inTurn: ({ notes }) => notesInWords(notes),
  approvedButNotTaken: ({ error }) =>
    `Intune approved the change and then did not accept it (${noteWords(error)})`,
}

const NOTES = { ...SIMPLE, ...COMPOSED }

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

/** Each once. */
export function distinctNotes(notes: readonly Note[]): Note[] {
  return [...new Map(notes.map((note) => [JSON.stringify(note), note])).values()]
}

/** Several in a row. */
export function notesInWords(notes: readonly Note[]): string {
  return notes.map(noteWords).join(' ')
}

/** Several as one, each sentence once; those that are nothing are left out. */
export function inTurn(...notes: readonly (Note | null)[]): Note {
  const said = new Map(notes.flatMap((one) => (one === null ? [] : [[noteWords(one), one] as const])))
  const [first, ...others] = said.values()
  return first !== undefined && others.length === 0 ? first : { code: 'inTurn', notes: [...said.values()] }
}

/** Whether two are the same note about the same things. */
export function isSameNote(one: Note, other: Note): boolean {
  return noteWords(one) === noteWords(other)
}
