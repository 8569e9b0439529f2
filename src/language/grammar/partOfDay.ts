import type { Found, TimeOfDay } from './timing.ts'

/** A part of the day, and the hours that a time said with it lies in: "at 8 in the evening". */
export type Part = 'morning' | 'noon' | 'afternoon' | 'evening' | 'night'

const STARTS: Record<Part, TimeOfDay> = {
  morning: { hour: 8, minute: 0 },
  noon: { hour: 12, minute: 0 },
  afternoon: { hour: 14, minute: 0 },
  evening: { hour: 20, minute: 0 },
  night: { hour: 22, minute: 0 },
}

/** A part of the day at a place: "in the morning", "first thing", "at night". */
export function partAt(words: readonly string[], at: number): Found<Part> | null {
  const start = words[at] === 'in' && words[at + 1] === 'the' ? at + 2 : words[at] === 'at' ? at + 1 : at
  const word = words[start] ?? ''
  if (word === 'first' && words[start + 1] === 'thing') {
    const morning = start + (words[start + 2] === 'in' && words[start + 3] === 'the' ? 4 : 2)
    return { what: 'morning', end: words[morning] === 'morning' ? morning + 1 : start + 2 }
  }
  if (word === 'morning' || word === 'afternoon' || word === 'evening') return { what: word, end: start + 1 }
  return word === 'night' ? { what: 'night', end: start + 1 } : null
}

/** What somebody means by a part of the day who says no time. */
export function startOf(part: Part): TimeOfDay {
  return STARTS[part]
}

/** A time said with a part of the day; null where they do not go together. */
export function within(part: Part | null, time: TimeOfDay): TimeOfDay | null {
  if (part === null || time.midnight) return time
  const { either, hour, ...rest } = time
  const isTwelve = hour === 12 && either
  // "tonight at 10:30": nobody says 10:30 for the morning then.
  const isHalfDay = either || hour < 12
  switch (part) {
    case 'morning':
      return hour < 12 ? { ...rest, hour } : null
    case 'noon':
      return null
    case 'afternoon':
      if (isTwelve) return { ...rest, hour: 12 }
      return isHalfDay && hour <= 7 && hour > 0
        ? { ...rest, hour: hour + 12 }
        : hour >= 12
          ? { ...rest, hour }
          : null
    case 'evening':
    case 'night':
      if (isTwelve) return part === 'night' ? { ...rest, hour: 24 } : null
      // "tonight at 1 am" is in the small hours after it.
      if (part === 'night' && !either && hour < 5) return { ...rest, hour: hour + 24 }
      // "tonight at 2" may be the hour before this day's morning, or the next one's.
      if (isHalfDay) return hour >= 5 ? { ...rest, hour: hour + 12 } : null
      return hour >= 17 ? { ...rest, hour } : null
  }
}
