/** What the desk answers where nothing comes of a sentence or a press. */

export function requestUnknown(): string {
  return 'I no longer know this request.'
}

export function noChangeToUndo(): string {
  return 'I found no change of yours that could be undone.'
}

export function undoUnderWay(): string {
  return 'This is already being undone; see its card.'
}

/** A message that came twice. */
export function heardAlready(): string {
  return 'I already have this message.'
}

/** To somebody of whom only Teams or Entra know whether they may decide. */
export function checkingApprover(): string {
  return 'I am checking whether you may decide about this. The card follows in a moment.'
}

/** The requests of a whole organisation, in the last minute. */
export function organisationTooBusy(): string {
  return 'Your organisation is asking for a lot at the moment. Please try again in a minute.'
}

export function tooManyAMinute(max: number): string {
  return `I take ${max} requests a minute from one person. Please try again in a minute.`
}

export function tooManyOpen(open: number): string {
  return `You have ${open} requests that nobody has decided yet. Decide or cancel some of them first.`
}

/** It changed nothing that could be taken back. */
export function nothingWasChanged(): string {
  return 'This request changed nothing, so there is nothing to undo.'
}

export function undoneAlready(): string {
  return 'This was undone already.'
}

export function tooLateToUndo(days: number): string {
  return `This was done more than ${days} days ago. Ask for the change that you want now instead.`
}
