import { readFileSync } from 'node:fs'

/** What a process has used of the machine. Linux tells; elsewhere all are null. */
export interface Usage {
  /** Milliseconds of processor time since its start. */
  processor: number | null
  /** Resident, in MB. */
  memory: number | null
}

/** Of one clock tick, on every Linux that Node runs on (man 5 proc, sysconf(_SC_CLK_TCK)). */
const TICK_MS = 10

export function usageOf(pid: number): Usage {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The name in brackets may hold anything; user and system time are the 12th and 13th field behind it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const resident = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
    return {
      processor: (Number(fields[11]) + Number(fields[12])) * TICK_MS,
      memory: Math.round(Number(resident) / 1000),
    }
  } catch {
    return { processor: null, memory: null }
  }
}

/** The middle and the tail of some measurements. */
export interface Spread {
  median: number
  p90: number
  p99: number
}

export function spreadOf(values: readonly number[]): Spread {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (share: number) => {
    const value = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
    return Math.round(value * 10) / 10
  }
  return { median: at(0.5), p90: at(0.9), p99: at(0.99) }
}
