/** Said before an end, of nothing else: "only until Friday" leaves everybody else what they have. */
export const ONLY = /^(only|just|temporarily)$/

/** What may come before a moment that something begins at. */
export const STARTS = leads(
  'starting from, starting on, starting at, starting, beginning from, beginning on, beginning at, beginning',
  'start, start on, start at, start from, starts, starts on, starts at, begin, begin on, begin at, to start, to start on',
  'to begin, to begin on, to run, to run on, to be done, to be done on, to take effect, to take effect on, taking effect',
  'commencing, commencing on, going live, going live on, go live, go live on, live from, active from, valid from',
  'not before, but not before, not until, but not until, no earlier than, not earlier than, no sooner than, earliest',
  'at the earliest, anytime after, any time after, sometime after, some time after',
  'as of, as from, with effect from, w.e.f, w.e.f., wef, effective from, effective on, effective, scheduled for, planned for',
  'from, on, at, @, this, later',
)
export const ENDS = leads(
  'up to and including, up until, until, untill, till, til, up to, through, thru, until and including, until including',
  "'til, till and including",
  'ending on, ending at, ending, ends, ends on, ends at, end, end on, end at, to end, to end on, to last until, lasting until',
  'expiring on, expiring at, expiring, expires, expires on, expires at, expire on, expiry, expiry on, expiry date',
  'valid until, valid till, valid through, valid to, valid up to, but only until, finishing, finishing on, stopping on',
)

/** By the word that they begin with, the longest first. */
type Leads = ReadonlyMap<string, readonly (readonly string[])[]>

function leads(...lines: string[]): Leads {
  const forms = lines.flatMap((line) => line.split(', ')).map((form) => form.split(' '))
  return Map.groupBy(
    forms.sort((a, b) => b.length - a.length),
    ([first = '']) => first,
  )
}

/** The position after the longest of these that stands at `at`, or null. */
export function afterLead(words: readonly string[], at: number, forms: Leads): number | null {
  const form = forms
    .get(words[at] ?? '')
    ?.find((one) => one.every((word, index) => words[at + index] === word))
  return form ? at + form.length : null
}
