import type { Entry } from '../assignments/entries.ts'

/** When a script runs, in words: "every day at 01:00 (device time), and mends what it finds". Null without a schedule. */
export function scheduleInWords({ properties }: Entry): string | null {
  const { runSchedule, runRemediationScript } = properties
  if (!runSchedule || typeof runSchedule !== 'object') return null
  const schedule = runSchedule as Record<string, unknown>
  const mends = runRemediationScript === true ? ', and mends what it finds' : ', and only reports'
  const clock = `${String(schedule.time).slice(0, 5)} (${schedule.useUtc === true ? 'UTC' : 'device time'})`
  const interval = Number(schedule.interval)
  switch (String(schedule['@odata.type']).replace('#microsoft.graph.deviceHealthScript', '')) {
    case 'HourlySchedule':
      return `${every(interval, 'hour')}${mends}`
    case 'DailySchedule':
      return `${every(interval, 'day')} at ${clock}${mends}`
    case 'RunOnceSchedule':
      return `once, on ${schedule.date} at ${clock}${mends}`
    default:
      return null
  }
}

function every(interval: number, unit: string): string {
  return interval === 1 ? `every ${unit}` : `every ${interval} ${unit}s`
}
