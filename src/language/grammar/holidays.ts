import { yearAt } from './dates.ts'
import type { Day, Found } from './timing.ts'

/** Days that are the same every year and called by a name, longer names first. */
const HOLIDAYS: readonly (readonly [RegExp, number, number])[] = [
  [/^christmas eve$/, 12, 24],
  [/^(christmas|xmas|christmas day)$/, 12, 25],
  [/^boxing day$/, 12, 26],
  [/^new year('s|s) eve$/, 12, 31],
  [/^(the )?(new year|new year('s|s)( day)?)$/, 1, 1],
]
const MAX_WORDS = 4
const BEGINS = /^(christmas|xmas|boxing|new|the)$/

/** "Christmas", "New Year's Eve" */
export function holidayAt(words: readonly string[], at: number, introduced: boolean): Found<Day> | null {
  if (!introduced || !BEGINS.test(words[at] ?? '')) return null
  for (let end = Math.min(words.length, at + MAX_WORDS); end > at; end--) {
    const name = words.slice(at, end).join(' ')
    const holiday = HOLIDAYS.find(([called]) => called.test(name))
    if (!holiday) continue
    const [, month, day] = holiday
    const year = yearAt(words, end)
    return { what: { is: 'date', year: year?.what ?? null, month, day }, end: year?.end ?? end }
  }
  return null
}

/** Before Christmas or with it: of "until Christmas" both can be meant. */
export function isOpenEnd(words: readonly string[], at: number): boolean {
  const holiday = holidayAt(words, at, true)
  return holiday !== null && !/ (eve|day)$/.test(words.slice(at, holiday.end).join(' '))
}
