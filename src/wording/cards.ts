import { intentWords } from './deed.ts'
import { uncapital } from './inflection.ts'

/** Lines that several cards share, and those of the smaller ones. What people wrote comes as a card may hold it. */

export function requestedBy(name: string): string {
  return `Requested by ${name}`
}

/** Of a policy's warnings, those for which there is no room. */
export function furtherWarnings(count: number): string {
  return count === 1
    ? '1 further warning does not fit on this card.'
    : `${count} further warnings do not fit on this card.`
}

/** Of a plan that nobody is asked about: changes for which there is no room. */
export function changesNotShown(count: number): string {
  return count === 1 ? '1 further change is not shown.' : `${count} further changes are not shown.`
}

/** The heading of a card that only shows them. */
export function assignmentsOf(policy: string): string {
  return `Assignments of ${policy}`
}

/** Above what a policy is assigned to today. */
export function standingTitle(count: number): string {
  if (count === 0) return 'It isn’t assigned to anyone.'
  return count === 1 ? '1 assignment:' : `${count} assignments:`
}

/** People whom the card did not reach. @param who their names, as a list of so many. */
export function notReached(who: string, count: number): string {
  return `I could not ask ${who}: Teams does not let me write to ${count === 1 ? 'that person' : 'them'} until they have added the Assent app.`
}

/** After what was lost. */
export function planPutsItBack(): string {
  return 'Approve the repair to restore it.'
}

/** Nobody is told of it by Intune (learn.microsoft.com, multi-admin-approval), so it says where to look. */
export function waitsInIntune(): string {
  return 'Intune’s Multi Admin Approval protects this. Another administrator has to approve it in the Intune admin center: Tenant administration › Multi Admin Approval › Received requests, within three days. I check every few minutes and apply it once approved. To take it back, press Withdraw, or cancel it there under My requests.'
}

/** Who has it today. @param sentences of an effect, at least one */
export function inAll([first = '', ...more]: readonly string[]): string {
  return [`In all: ${uncapital(first)}`, ...more].join(' ')
}

/** Who has it today. */
export function nobodyGets(noun: string): string {
  return `Nobody gets this ${noun}.`
}

/** "Done, and undone since." @param isWhole whether all of it had been done. @param inTime at its end, as approved. */
export function takenBack(isWhole: boolean, inTime: boolean): string {
  return `${isWhole ? 'Done' : 'Partly done'}, and ${inTime ? 'taken back at its end, as approved' : 'undone since'}.`
}

/** "Cancelled. Nothing was changed." @param more whether something had been changed before. */
export function endedUnchanged(how: 'Cancelled' | 'Rejected' | 'Expired', more: boolean): string {
  return `${how}. ${more ? 'Nothing more' : 'Nothing'} was changed.`
}

/** @param lost what was to stay, as a list of so many. */
export function lostWords(policy: string, lost: string, count: number): string {
  const what = count === 1 ? 'an assignment' : 'assignments'
  return `“${policy}”: Intune accepted the change but dropped ${what} that should have stayed: ${lost}.`
}

/** Of what a group gets: kinds that could not be looked through, as a list. */
export function kindsNotSeen(kinds: string): string {
  return `Kinds that the requester’s sign-in does not let me look at: ${kinds}.`
}

/** The heading of what somebody gets. @param of what is known of it; `nobody`: what is assigned to nobody. */
export function whatGets(name: string, of: 'group' | 'device' | 'user' | 'nobody' | 'everybody'): string {
  if (of === 'nobody') return 'What nobody gets'
  if (of === 'everybody') return `What ${uncapital(name)} get`
  return of === 'device' ? `What reaches ${name}` : `What ${name} gets`
}

/** By which way a policy reaches somebody, after whether it does: "required, through all devices, if filter “X” matches". */
export function wayWords(way: {
  intent: string | null
  excluded: boolean
  through: string | null
  filter: { name: string; mode: 'include' | 'exclude' } | null
}): string {
  const { intent, excluded, through, filter } = way
  const when = filter?.mode === 'include' ? 'if' : 'unless'
  return [
    ...(intent ? [excluded ? `from ${intentWords(intent)}` : intentWords(intent)] : []),
    through ? `through ${through}` : 'directly',
    ...(filter ? [`${when} filter “${filter.name}” matches`] : []),
  ].join(', ')
}

interface Tally {
  gets: number
  /** Those that depend on a filter whose verdict is not known. */
  open: number
  /** Those without effect there. */
  none: number
  excluded: number
}

/** "12 policies, 2 more depend on a filter. Page 1 of 3." @param page from 0 */
export function tallyWords({ gets, open, none, excluded }: Tally, page: number, pages: number): string {
  const tally = [
    gets === 0 ? 'No policies' : gets === 1 ? '1 policy' : `${gets} policies`,
    ...(open > 0 ? [`${open} more ${open === 1 ? 'depends' : 'depend'} on a filter`] : []),
    ...(none > 0 ? [`${none} without effect there`] : []),
    ...(excluded > 0 ? [`excluded from ${excluded}`] : []),
  ].join(', ')
  return pages > 1 ? `${tally}. Page ${page + 1} of ${pages}.` : `${tally}.`
}

export const HELP = {
  /** Where the card cannot be shown. */
  inShort: 'Write what should be assigned to whom, and approve the card that shows what will change.',
  headline: 'Safer Intune assignments',
  /** Before examples. */
  explanation:
    'Write what should be assigned to whom. I show exactly what will change and what stays, and write nothing before somebody approves. I work with your own rights only. For example:',
  notUnderstood: 'I did not understand that',
  /** Of what lacks a name, before the question for it. */
  missing: 'Something is missing',
  /** Before examples. */
  insteadWrite: 'Nothing was changed. Write it like one of these:',
}

/** Where the card cannot be shown. */
export function historyInShort(title: string, count: number): string {
  return `${title}: ${count === 0 ? 'nothing yet.' : `${count} on this page.`}`
}
