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
  ct: ['America/Chicago'],
  mt: ['America/Denver'],
  pt: ['America/Los_Angeles'],
  pst: ['UTC-8', 'America/Los_Angeles'],
  pdt: ['UTC-7', 'America/Los_Angeles'],
  ist: ['Asia/Kolkata', 'Europe/Dublin', 'Asia/Jerusalem'],
  jst: ['Asia/Tokyo'],
  sgt: ['Asia/Singapore'],
  hkt: ['Asia/Hong_Kong'],
  msk: ['Europe/Moscow'],
  nzst: ['UTC+12', 'Pacific/Auckland'],
  nzdt: ['UTC+13', 'Pacific/Auckland'],
  acst: ['UTC+9:30', 'Australia/Adelaide'],
  awst: ['Australia/Perth'],
  aest: ['UTC+10', 'Australia/Sydney'],
  aedt: ['UTC+11', 'Australia/Sydney'],
}
/** Before "time". */
const REGIONS: Record<string, readonly string[]> = {
  uk: ['Europe/London'],
  british: ['Europe/London'],
  irish: ['Europe/Dublin'],
  german: ['Europe/Berlin'],
  french: ['Europe/Paris'],
  italian: ['Europe/Rome'],
  polish: ['Europe/Warsaw'],
  swiss: ['Europe/Zurich'],
  dutch: ['Europe/Amsterdam'],
  'central european': ['Europe/Berlin'],
  indian: ['Asia/Kolkata'],
  japan: ['Asia/Tokyo'],
  japanese: ['Asia/Tokyo'],
  china: ['Asia/Shanghai'],
  'coordinated universal': ['utc'],
  universal: ['utc'],
  'greenwich mean': ['utc', 'Europe/London'],
  'british summer': ['UTC+1', 'Europe/London'],
  'central european summer': ['UTC+2', 'Europe/Berlin'],
  'central european standard': ['UTC+1', 'Europe/Berlin'],
  'eastern european': ['Europe/Helsinki'],
  'eastern standard': ['UTC-5', 'America/New_York'],
  'eastern daylight': ['UTC-4', 'America/New_York'],
  'central standard': ['UTC-6', 'America/Chicago'],
  'central daylight': ['UTC-5', 'America/Chicago'],
  'mountain standard': ['UTC-7', 'America/Denver'],
  'mountain daylight': ['UTC-6', 'America/Denver'],
  'pacific standard': ['UTC-8', 'America/Los_Angeles'],
  'pacific daylight': ['UTC-7', 'America/Los_Angeles'],
  'india standard': ['Asia/Kolkata'],
  'indian standard': ['Asia/Kolkata'],
  'us eastern': ['America/New_York'],
  'us central': ['America/Chicago'],
  'us pacific': ['America/Los_Angeles'],
  eastern: ['America/New_York'],
  central: ['America/Chicago'],
  mountain: ['America/Denver'],
  pacific: ['America/Los_Angeles'],
}
/** Large cities that no zone is called after. */
const CITIES: Record<string, string> = {
  mumbai: 'Asia/Kolkata',
  delhi: 'Asia/Kolkata',
  bangalore: 'Asia/Kolkata',
  bengaluru: 'Asia/Kolkata',
  hyderabad: 'Asia/Kolkata',
  chennai: 'Asia/Kolkata',
  pune: 'Asia/Kolkata',
  beijing: 'Asia/Shanghai',
  munich: 'Europe/Berlin',
  frankfurt: 'Europe/Berlin',
  hamburg: 'Europe/Berlin',
  cologne: 'Europe/Berlin',
  geneva: 'Europe/Zurich',
  milan: 'Europe/Rome',
  barcelona: 'Europe/Madrid',
  manchester: 'Europe/London',
  edinburgh: 'Europe/London',
  nyc: 'America/New_York',
  boston: 'America/New_York',
  washington: 'America/New_York',
  atlanta: 'America/New_York',
  miami: 'America/New_York',
  dallas: 'America/Chicago',
  houston: 'America/Chicago',
  austin: 'America/Chicago',
  seattle: 'America/Los_Angeles',
  'san francisco': 'America/Los_Angeles',
  redmond: 'America/Los_Angeles',
}
const OFFSET = /^(?:utc|gmt)?([+-])(\d{1,2})(?::?(\d{2}))?$/

/** After a time of day: "UTC", "UTC+2", "CET", "London time". An empty list is the asker's own: "local time". */
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
  const offset = /^(utc|gmt|[+-]\d\d:?\d\d$)/.test(word) ? offsetOf(word) : null
  if (offset) return { what: [offset], end: at + 1 }
  if (/^[a-z]+\/[a-z_/]+$/.test(word)) {
    const zone = Intl.supportedValuesOf('timeZone').find((one) => one.toLowerCase() === word)
    return zone ? { what: [zone], end: at + 1 } : null
  }
  const end = [at + 1, at + 2, at + 3].find((one) => words[one] === 'time')
  if (end !== undefined) {
    const place = words.slice(at, end).join(' ')
    const zones = REGIONS[place] ?? citiesCalled().get(place)
    return zones ? { what: zones, end: end + 1 } : null
  }
  // "at 22:00 London", "at 22:00 in New York": nothing follows it that could be a name.
  const last = words.findLastIndex((one) => !/^[.!,)]?$/.test(one)) + 1
  const from = word === 'in' ? at + 1 : at
  const zones = last - from <= 3 ? citiesCalled().get(words.slice(from, last).join(' ')) : undefined
  return zones ? { what: zones, end: last } : null
}

/** "+02:00" and "UTC+2" as Luxon writes them; null for anything else. */
export function offsetOf(text: string): string | null {
  const [, sign, hours, minutes] = OFFSET.exec(text) ?? []
  if (sign === undefined || Number(hours) > 14 || Number(minutes ?? 0) > 59) return null
  return `UTC${sign}${Number(hours)}${minutes && minutes !== '00' ? `:${minutes}` : ''}`
}

let cities: Map<string, string[]> | undefined

/** Cities that a zone is called after. */
function citiesCalled(): ReadonlyMap<string, readonly string[]> {
  if (!cities) {
    cities = new Map(Object.entries(CITIES).map(([city, zone]) => [city, [zone]]))
    for (const zone of Intl.supportedValuesOf('timeZone')) {
      const city = zone.split('/').at(-1)?.replaceAll('_', ' ').toLowerCase() ?? ''
      cities.set(city, [...(cities.get(city) ?? []), zone])
    }
  }
  return cities
}
