import { uncapital } from './inflection.ts'
import { list } from './list.ts'

/** Sentences on the card of a request for many policies. */

/** @param pages from 0 */
export function unseenPages(pages: readonly number[]): string {
  return `Look at ${pagesWords(pages)} of this card before you approve it.`
}

/** @param pages from 0 */
export function pagesToGo(pages: readonly number[]): string {
  const are = pages.length === 1 ? 'is' : 'are'
  return `You can approve once you have seen every page: ${pagesWords(pages)} ${are} left.`
}

/** "page 2", "pages 2 and 3" */
function pagesWords(pages: readonly number[]): string {
  const numbers = list(pages.map((page) => String(page + 1)))
  return pages.length === 1 ? `page ${numbers}` : `pages ${numbers}`
}

/** @param page from 0 */
export function nextPageTitle(page: number, pages: number): string {
  return `Page ${page + 1} of ${pages} ›`
}

/** @param page from 0 */
export function previousPageTitle(page: number): string {
  return `‹ Page ${page + 1}`
}

export const UPDATE_SELECTION = 'Update selection'

/** "Why some numbers are not exact: how many of them match the filter is not known." */
export function whyNotExact(sentences: readonly string[]): string {
  const [first = '', ...more] = sentences
  return [`Why some numbers are not exact: ${uncapital(first)}`, ...more].join(' ')
}

export function includeTitle(number: number): string {
  return `Include #${number}`
}

/** Policies of each kind. */
export interface BulkCounts {
  takes: number
  /** An app is no longer required, though still offered. */
  weakens: number
  gives: number
  /** They end an uninstall. */
  ends: number
  neither: number
  skipped: number
  done: number
  failed: number
}

/** "13 policies: 11 take something away, 2 give something." */
export function bulkSummary(total: string, counts: BulkCounts): string {
  const parts = [
    some(counts.takes, 'takes something away', 'take something away'),
    some(counts.weakens, 'no longer requires something', 'no longer require something'),
    some(counts.gives, 'gives something', 'give something'),
    some(counts.ends, 'ends an uninstall', 'end an uninstall'),
    some(counts.neither, 'changes nothing for anybody', 'change nothing for anybody'),
    some(counts.skipped, 'skipped', 'skipped'),
    some(counts.done, 'done', 'done'),
    some(counts.failed, 'failed', 'failed'),
  ].filter((part) => part !== null)
  return parts.length > 0 ? `${total}: ${parts.join(', ')}.` : `${total}.`
}

function some(count: number, one: string, many: string): string | null {
  return count === 0 ? null : `${count} ${count === 1 ? one : many}`
}

/** @param names as a card may hold them, the last of them perhaps "3 more". */
export function failedPolicies(names: readonly string[]): string {
  return `Failed: ${list([...names])}.`
}

/** "Most affected: BitLocker Required. Up to 25 devices lose this policy." */
export function mostAffected(policy: string, effect: string): string {
  return `Most affected: ${policy}. ${effect}`
}
