import { setClockOff } from '../clock.ts'

/** Loaded before Assent in a process whose clock is to be wrong. */
setClockOff(Number(process.env.CLOCK_OFF_MS))
