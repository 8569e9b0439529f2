export type ReachedKind = 'devices' | 'users'

/** How many: `all`: every one in the tenant, how many that may be; null: not known. */
export interface CountRange {
  least: number | 'all'
  most: number | 'all' | null
}

/** "214 devices", "Up to 14 devices", "12 to 14 users", "All devices", "Possibly all users" */
export function counted(
  range: CountRange,
  { reached, platform }: { reached: ReachedKind; platform?: string | undefined },
): { who: string; isOne: boolean } {
  const { least, most } = range
  const amount = amountOf(range)
  if (least === 'all' || most === 'all') {
    return { who: `${amount} ${platform ? `${platform} ${reached}` : reached}`, isOne: false }
  }
  const isOne = (most ?? least) === 1
  const noun = isOne ? reached.slice(0, -1) : reached
  return {
    who: most === null && least === 0 ? `${amount} of ${reached}` : `${amount} ${noun}`,
    isOne: most === 1,
  }
}

/** "214", "Up to 14", "Possibly all" */
export function amountOf({ least, most }: CountRange): string {
  if (least === 'all') return 'All'
  if (most === 'all') return 'Possibly all'
  const from = least.toLocaleString('en')
  if (most === null) return least > 0 ? `At least ${from}` : 'An unknown number'
  const to = most.toLocaleString('en')
  return least === most ? to : least === 0 ? `Up to ${to}` : `${from} to ${to}`
}
