import { canonical, type Entry } from '../assignments/entries.ts'

/** Whom Intune tells apart: a group of users and a group of devices never exclude each other. */
export type Reached = 'devices' | 'users'

/** How many: the true number is never outside. `all`: every one in the tenant, however many that is; null: unknown. */
export interface Range {
  least: number | 'all'
  most: number | 'all' | null
}

export const ALL = 'all'
export const NOBODY: Range = { least: 0, most: 0 }

export function isNothing({ most }: Range): boolean {
  return most === 0
}

/** Whether the number is known. */
export function isExact({ least, most }: Range): boolean {
  return least === most
}

/** What both say about one number. */
export function meet(a: Range, b: Range): Range {
  const most = a.most === null ? b.most : b.most === null ? a.most : lower(a.most, b.most)
  return { least: a.least === ALL || b.least === ALL ? ALL : Math.max(a.least, b.least), most }
}

/** The most that both have together. */
export function sumOfMosts(a: Range['most'], b: Range['most']): Range['most'] {
  if (a === null || b === null) return null
  return a === ALL || b === ALL ? ALL : a + b
}

function lower(a: number | 'all', b: number | 'all'): number | 'all' {
  if (a === ALL) return b
  return b === ALL ? a : Math.min(a, b)
}

/** What distinguishes one target that Assent does not support from another. */
export function targetKey({ targetProperties }: Entry): string {
  return canonical(targetProperties)
}
