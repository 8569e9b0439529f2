/** On working days nobody counts Saturdays and Sundays. */
export type Unit = 'minutes' | 'hours' | 'days' | 'workingDays' | 'weeks' | 'months'

export interface Span {
  amount: number
  unit: Unit
}

export interface TimeOfDay {
  /** 24 is the midnight that the day ends with. */
  hour: number
  minute: number
  /** "at 7": in the morning or in the evening. The hour is that of the morning. */
  either?: true
  /** "at midnight": the one that the day ends with, or the one that it begins with. */
  midnight?: true
  /** "COB": the end of working hours, which is 17:00 for some and 18:00 for others. */
  closing?: true
  /**
   * What it was said in, as names of Luxon; the asker's own zone where there is none. More than one where a zone's name
   * is one for several: "CET" in July may be meant literally or be the time that Berlin has then.
   */
  zones?: readonly string[]
}

/** A day as somebody says it; which one it is depends on when and where it is said. */
export type Day =
  | { is: 'inDays'; days: number }
  | { is: 'inMonths'; months: number }
  /** Saturdays and Sundays are not counted. */
  | { is: 'inWorkingDays'; days: number }
  /**
   * 1 is Monday. `next`: said as "next Friday", which may be the one after. `week`: of this week (0), the next (1) and so
   * on. `plus`: so many weeks after the coming one, as in "a week on Monday".
   */
  | { is: 'weekday'; weekday: number; next: boolean; week?: number; plus?: number }
  /** `weekday`: said with it, so that the two can differ. */
  | { is: 'date'; year: number | null; month: number; day: number; weekday?: number }
  /** "the 15th": the next one, or the one in so many months. */
  | { is: 'dayOfMonth'; day: number; on?: number; weekday?: number }
  /** "the first Monday of December": the last one is -1. A month of null is the one `on` months from this one. */
  | {
      is: 'nthWeekday'
      nth: number
      weekday: number
      month: number | null
      year: number | null
      on: number
      isOpen?: true
    }
  /** "the end of the month": its last day; a week ends on Friday for some, on Sunday for others. `on`: so many on. */
  | { is: 'endOf'; unit: 'week' | 'month' | 'quarter' | 'year'; on?: number; working?: true }
  /** "the end of Friday": its last minute. Nothing begins so. */
  | { is: 'endOfDay'; day: Day }
  /** `isOpen`: the next one where this one's is over. `working`: of its working days. */
  | {
      is: 'startOf'
      unit: 'week' | 'month' | 'quarter' | 'year'
      on: number
      isOpen?: true
      working?: true
    }
  | { is: 'endOfMonth' | 'startOfMonth'; month: number; year: number | null; working?: true }
  /** "before Christmas": the day before. */
  | { is: 'dayBefore'; day: Day }
  /** "this weekend" (0), "next weekend" (1): a change begins on its Saturday and ends with its Sunday. */
  | { is: 'weekend'; on: number }
  /** "next week": one of its days. "until next week" may or may not have that week in it. */
  | { is: 'nextWeek' }
  /** "until January", "until next month": before it begins, or when it is over. Nothing begins so. */
  | { is: 'untilMonth'; month: number | null; year: number | null; isYear?: true }
  /** "01/12/2026": the one order or the other. */
  | { is: 'numbers'; first: number; second: number; year: number | null; weekday?: number }

export type Moment =
  | { is: 'at'; day: Day | null; time: TimeOfDay | null }
  /** "in 2 hours" */
  | { is: 'in'; span: Span }
  /** Of an end that may be none: it stays. */
  | { is: 'never' }
  /** It can be meant in several ways, the likeliest first. */
  | { is: 'oneOf'; moments: Moment[] }

/** When a change is to begin and to end, as far as a sentence says it. */
export interface Timing {
  start: Moment | null
  end: Moment | { is: 'for'; span: Span } | null
}

/** What was read at a place of a sentence. */
export interface Found<What> {
  what: What
  /** The position after it. */
  end: number
}
