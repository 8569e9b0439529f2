import { createHash } from 'node:crypto'
import { canonical } from '../intune/assignments/entries.ts'
import { changedLines, type Plan } from '../intune/plan/plan.ts'
import type { Note } from '../wording/note.ts'
import type { Item } from './item.ts'
import type { AssignmentRequest } from './request.ts'

/**
 * How many changes one card or one page of it shows. Nothing is approved that was not on the card, so a card shows
 * every change; even with the longest names this many fit into what Teams accepts.
 */
export const MAX_CHANGES = 25
/** How many policies are on one page of a card that has many. */
const MAX_POLICIES = 10

/** How many rows of a card change. */
export function changesOf(plan: Plan): number {
  return changedLines(plan).length
}

/** Why a plan cannot be shown in full, and what to do; null when it can. */
export function tooLongToShow(plan: Plan): Note | null {
  const count = changesOf(plan)
  if (count <= MAX_CHANGES) return null
  return { code: 'tooManyPlaces', name: plan.policy.name, places: count, max: MAX_CHANGES }
}

/** How many policies a card can show in full, with all their changes; more go on pages. */
const MAX_WHOLE = 5

/** Whether the card has pages, or room for them: each policy can be skipped there. */
export function isPaged({ items }: Pick<AssignmentRequest, 'items'>): boolean {
  const changes = items.reduce((sum, { plan }) => sum + changesOf(plan), 0)
  return items.length > MAX_WHOLE || changes > MAX_CHANGES
}

/**
 * The policies on each page, by their positions: every change and every warning of each of them is there. A policy that
 * has more than fits on a page gets one of its own.
 */
export function pagesOf(items: readonly Item[]): number[][] {
  const pages: number[][] = []
  let room = 0
  for (const [index, { plan }] of items.entries()) {
    const page = pages.at(-1)
    const rows = changesOf(plan) + plan.warnings.length
    if (page && page.length < MAX_POLICIES && rows <= room) {
      page.push(index)
      room -= rows
    } else {
      pages.push([index])
      room = MAX_CHANGES - rows
    }
  }
  return pages
}

/**
 * The page that everybody sees, from 0: the one that was changed last. Where that has nothing to decide about, since some
 * policies are done already, it is the first one that has.
 */
export function sharedPage({ items, page = 0 }: Pick<AssignmentRequest, 'items' | 'page'>): number {
  const isOpen = items.some(({ progress }) => progress === 'planned')
  const pages = isOpen ? pagesWith(items, ['planned', 'leftOut']) : []
  return pages.includes(page) ? page : (pages[0] ?? Math.max(0, page))
}

/** The pages, from 0, on which any policy has got this far. */
function pagesWith(items: readonly Item[], progresses: readonly Item['progress'][]): number[] {
  return pagesOf(items).flatMap((those, page) =>
    those.some((index) => progresses.includes(items[index]?.progress ?? 'done')) ? [page] : [],
  )
}

/** The page that is drawn where somebody asks for one, from 0; an invalid number becomes the nearest page. */
export function pageWithin(request: Pick<AssignmentRequest, 'items' | 'page'>, asked?: number): number {
  const last = pagesOf(request.items).length - 1
  return Math.min(Math.max(0, Math.trunc(asked ?? sharedPage(request))), Math.max(0, last))
}

/**
 * Identifies the plans that a request shows: a page of earlier plans does not count for these. Skipping makes no new
 * edition; nor does the order of fields, which PostgreSQL's jsonb does not keep.
 */
export function editionOf({ items }: Pick<AssignmentRequest, 'items'>): string {
  const shown = items.map(({ plan }) => [plan.policy.id, plan.fingerprint, plan.lines, plan.warnings])
  return createHash('sha256').update(canonical(shown)).digest('hex').slice(0, 16)
}

/**
 * The pages, from 0, that somebody still has to be shown before they can approve: those of policies that the approval is
 * about.
 */
export function pagesLeft(
  request: Pick<AssignmentRequest, 'items' | 'page'>,
  shown: readonly number[],
): number[] {
  if (!isPaged(request)) return []
  const seen = new Set([...shown, sharedPage(request)])
  return pagesWith(request.items, ['planned']).filter((page) => !seen.has(page))
}
