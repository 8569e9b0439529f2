import type { ChangeReading, FilterMode } from '../../../src/language/reading.ts'
import { type Case, to } from './expected.ts'

type Refilter = NonNullable<ChangeReading['refilter']>

/** What is assigned keeps standing, with another filter. */
const altered = (
  policy: string,
  filter: string | null,
  refilter: Refilter = {},
  include: string[] = [],
): ChangeReading => ({
  ...to(null, policy, include),
  filter: filter === null ? null : { name: filter, mode: refilter.mode ?? 'include' },
  refilter,
  ...(include.length === 0 ? { every: true as const } : {}),
})
const X = 'Kiosk Windows'
const F = 'Virtual Machines'
const E = 'Corporate Windows'
const off = (from: string, include: string[] = []): ChangeReading => ({
  ...altered(X, null, { from }, include),
  withoutFilter: true,
})
const mode = (said: FilterMode) => altered(X, null, { mode: said })
const LEGAL = ['Legal']

/** A filter is changed where no group is named, or for the group that is. */
export const REFILTERED: readonly Case[] = [
  [`change the filter on ${X} to ${F}`, altered(X, F)],
  [`change the filter to ${F} on ${X}`, altered(X, F)],
  [`on ${X} change the filter to ${F}`, altered(X, F)],
  [`replace the filter on ${X} with ${F}`, altered(X, F)],
  [`change the filter on ${X} to ${F} everywhere`, altered(X, F)],
  [`change the filter of ${X} from ${E} to ${F}`, altered(X, F, { from: E })],
  [`swap the filter on ${X} from ${E} to ${F}`, altered(X, F, { from: E })],
  [`use filter ${F} instead of ${E} on ${X}`, altered(X, F, { from: E })],
  [`use filter ${F} instead of filter ${E} for ${X}`, altered(X, F, { from: E })],
  [`replace filter ${E} with ${F} on ${X}`, altered(X, F, { from: E })],
  [`replace filter ${E} by filter ${F} on ${X}`, altered(X, F, { from: E })],
  [`change the filter on ${X} to ${F} (exclude)`, altered(X, F, { mode: 'exclude' })],
  [`switch the filter mode on ${X} to exclude`, mode('exclude')],
  [`change the filter mode of ${X} from include to exclude`, mode('exclude')],
  [`change the mode of the filter on ${X} to include`, mode('include')],
  [`make the filter on ${X} an exclude filter`, mode('exclude')],
  [`set the filter on ${X} to exclude`, mode('exclude')],
  [`add filter ${E} to ${X}`, altered(X, E, { adds: true })],
  [`set filter ${E} on ${X}`, altered(X, E, { adds: true })],
  [`remove filter ${E} from ${X}`, off(E)],
  [`remove the ${E} filter from ${X}`, off(E)],
  [`remove the filter ${E} from Legal on ${X}`, off(E, LEGAL)],
  [`change the filter of Legal on ${X} to ${F}`, altered(X, F, { adds: true }, LEGAL)],
  [`change the filter on ${X} for Legal to ${F}`, altered(X, F, { adds: true }, LEGAL)],
  [`change filter mode to exclude on ${X} for Legal`, altered(X, null, { mode: 'exclude' }, LEGAL)],
  [`replace filter ${E} with ${F} on ${X} for all devices`, altered(X, F, { from: E }, ['@allDevices'])],
  [`restrict ${X} for Legal to the filter ${F}`, altered(X, F, { mode: 'include', adds: true }, LEGAL)],
  [`restrict ${X} to filter ${F} for Legal`, altered(X, F, { mode: 'include', adds: true }, LEGAL)],
  [`limit ${X} on Legal to devices matching ${F}`, altered(X, F, { mode: 'include', adds: true }, LEGAL)],
  [
    `limit ${X} for Legal to devices that match the filter ${F}`,
    altered(X, F, { mode: 'include', adds: true }, LEGAL),
  ],
  [
    `restrict ${X} for Legal to the filter ${F} (exclude)`,
    altered(X, F, { mode: 'exclude', adds: true }, LEGAL),
  ],
  [
    `apply filter ${E} to the assignment of Legal on ${X}`,
    to(null, X, 'Legal', { filter: { name: E, mode: 'include' } }),
  ],
  [
    `change the filter on ${X} and Edge Settings to ${F}`,
    { ...altered(X, F), policies: [X, 'Edge Settings'] },
  ],
  [`change ${X} from required to available`, reintended(X)],
  [`make ${X} available instead of required`, reintended(X)],
  [`change ${X} from required to available everywhere`, reintended(X)],
]

export const FILTERS_UNREAD: readonly string[] = [
  `don't change the filter on ${X} to ${F}`,
  `change the filter on ${X}`,
  `change the filter on ${X} to ${F} unless Bruno objects`,
  `use filter ${F} on ${X}, not ${E}`,
  `invert filter ${F} on ${X}`,
  `should I change the filter on ${X} to ${F}?`,
  `we changed the filter on ${X} to ${F}`,
  `rename filter ${E} to ${F}`,
  `don't restrict ${X} for Legal to the filter ${F}`,
  `we restricted ${X} for Legal to the filter ${F}`,
  `restrict ${X} for Legal to the filter ${F} unless Bruno objects`,
  `limit ${X} to devices matching ${F}`,
  `limit ${X} on Legal to devices not matching ${F}`,
  `limit ${X} on Legal to devices that don't match ${F}`,
]

function reintended(policy: string): ChangeReading {
  return { ...to(null, policy, []), intent: 'available', fromIntent: 'required', every: true }
}
