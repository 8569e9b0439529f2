import type { Found } from './timing.ts'

/**
 * Names of zones, each with what it can mean. Short names with a fixed offset are used in summer too for what a place has
 * then, and some are used in several parts of the world (https://www.iana.org/time-zones, "theory.html").
 */
const SHORT: Record<string, readonly string[]> = {
  utc: ['utc'],
  z: ['utc'],
  zulu: ['utc'],
  gmt: ['utc', 'Europe/London'],
  bst: ['UTC+1', 'Europe/London'],
  wet: ['utc', 'Europe/Lisbon'],
  cet: ['UTC+1', 'Europe/Berlin'],
  cest: ['UTC+2', 'Europe/Berlin'],
  mez: ['UTC+1', 'Europe/Berlin'],
  mesz: ['UTC+2', 'Europe/Berlin'],
  eet: ['UTC+2', 'Europe/Helsinki'],
  eest: ['UTC+3', 'Europe/Helsinki'],
  et: ['America/New_York'],
  est: ['UTC-5', 'America/New_York'],
  edt: ['UTC-4', 'America/New_York'],
  cdt: ['UTC-5', 'America/Chicago'],
  cst: ['UTC-6', 'America/Chicago', 'Asia/Shanghai'],
  mdt: ['UTC-6', 'America/Denver'],
  mst: ['UTC-7', 'America/Denver'],
  pt: ['America/Los_Angeles'],
  pst: ['UTC-8', 'America/Los_Angeles'],
  pdt: ['UTC-7', 'America/Los_Angeles'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  jst: ['Asia/Tokyo'],
  sgt: ['Asia/Singapore'],
  aest: ['UTC+10', 'Australia/Sydney'],
  aedt: ['UTC+11', 'Australia/Sydney'],
}
/** Before "time". */
const REGIONS: Record<string, readonly string[]> = {
  uk: ['Europe/London'],
  german: ['Europe/Berlin'],
  eastern: ['America/New_York'],
  central: ['America/Chicago'],
  mountain: ['America/Denver'],
  pacific: ['America/Los_Angeles'],
}
const OFFSET = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/

/** Behind a time of day: "UTC", "UTC+2", "CET", "London time". An empty list is the asker's own: "local time". */
export function zoneAt(words: readonly string[], at: number): Found<readonly string[]> | null {
  const word = words[at] ?? ''
  if (/^(local|my|our)$/.test(word) && words[at + 1] === 'time') return { what: [], end: at + 2 }
  const short = SHORT[word]
  if (short) {
    const offset = /^(utc|gmt)$/.test(word) ? offsetOf(words[at + 1] ?? '') : null
    return offset
      ? { what: [offset], end: at + 2 }
      : { what: short, end: words[at + 1] === 'time' ? at + 2 : at + 1 }
  }
  const offset = /^(utc|gmt)/.test(word) ? offsetOf(word) : null
  if (offset) return { what: [offset], end: at + 1 }
  const end = [at + 1, at + 2].find((one) => words[one] === 'time')
  if (end === undefined) return null
  const place = words.slice(at, end).join(' ')
  const zones = REGIONS[place] ?? citiesCalled().get(place)
  return zones ? { what: zones, end: end + 1 } : null
}

/** "+02:00" and "UTC+2" as Luxon writes them; null for what is none. */
export function offsetOf(text: string): string | null {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? []
  if (sign === undefined || Number(hours) > 14 || Number(minutes ?? 0) > 59) return null
  return `UTC${sign}${Number(hours)}${minutes && minutes !== '00' ? `:${minutes}` : ''}`
}

let cities: Map<string, string[]> | undefined

/** Cities that a zone is called after. */
function citiesCalled(): ReadonlyMap<string, readonly string[]> {
  if (!cities) {
    cities = new Map()
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const city = zone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase() ?? ''
      cities.set(city, [...(cities.get(city) ?? []), zone])
    }
  }
  return cities
}
