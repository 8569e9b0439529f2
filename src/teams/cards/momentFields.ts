import { endOf } from '../../request/ending.ts'
import { asInputs } from '../../request/postponement.ts'
import type { AssignmentRequest } from '../../request/request.ts'
import { zoneOf } from '../../request/timing.ts'
import { extendLabel, MOVE_TIME_LABEL, moveLabel } from '../../wording/schedule.ts'
import type { Button } from './buttons.ts'

const NONE = { hasMoment: false, dateLabel: '', timeLabel: '', date: '', time: '' }

/** The inputs next to a button that needs a moment; they start with the current one. */
export function momentFields(request: AssignmentRequest, buttons: readonly Button[]) {
  const { period, zone } = request
  const offers = (verb: Button['verb']) => buttons.some((one) => one.verb === verb)
  const where = zoneOf(zone)
  if (offers('move') && period?.start) {
    const labels = { dateLabel: moveLabel(where), timeLabel: MOVE_TIME_LABEL }
    return { hasMoment: true, ...labels, ...asInputs(period.start, where) }
  }
  const end = endOf(request)
  if (offers('extend') && end) {
    const labels = { dateLabel: extendLabel(where), timeLabel: MOVE_TIME_LABEL }
    return { hasMoment: true, ...labels, ...asInputs(end.toISOString(), where) }
  }
  return NONE
}
