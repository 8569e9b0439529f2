/** What the browser may ask of the server, parsed from unknown JSON. Null: not a valid request. */

/** A year. */
const MAX_HOURS = 24 * 366

export type BodyReader<Ask> = (body: unknown) => Ask | null

export interface SayAsk {
  personId: string
  conversationId: string
  text: string
}

export interface ExecuteAsk {
  personId: string
  conversationId: string
  messageId: string
  action: { verb: string; data: unknown }
}

export interface SubmitAsk {
  personId: string
  conversationId: string
  messageId: string
  data: unknown
}

export interface ProtectAsk {
  workload: string
  isProtected: boolean
}

export interface DevicesAsk {
  text: string
}

export interface DeviceAsk {
  id: string
}

export interface AdvanceAsk {
  hours: number
}

export interface LimitAsk {
  isLimited: boolean
}

export interface PlayAsk {
  scene: string
  isOn: boolean
}

export interface DecideAsk {
  requestId: string
  status: 'approved' | 'rejected'
}

export const sayAsk: BodyReader<SayAsk> = (body) => {
  const { personId, conversationId, text } = fieldsOf(body)
  return isText(personId) && isText(conversationId) && isText(text)
    ? { personId, conversationId, text }
    : null
}

export const executeAsk: BodyReader<ExecuteAsk> = (body) => {
  const { personId, conversationId, messageId, action } = fieldsOf(body)
  const { verb, data } = fieldsOf(action)
  return isText(personId) && isText(conversationId) && isText(messageId) && typeof verb === 'string'
    ? { personId, conversationId, messageId, action: { verb, data } }
    : null
}

export const submitAsk: BodyReader<SubmitAsk> = (body) => {
  const { personId, conversationId, messageId, data } = fieldsOf(body)
  return isText(personId) && isText(conversationId) && isText(messageId)
    ? { personId, conversationId, messageId, data }
    : null
}

export const protectAsk: BodyReader<ProtectAsk> = (body) => {
  const { workload, isProtected } = fieldsOf(body)
  return isText(workload) && typeof isProtected === 'boolean' ? { workload, isProtected } : null
}

export const limitAsk: BodyReader<LimitAsk> = (body) => {
  const { isLimited } = fieldsOf(body)
  return typeof isLimited === 'boolean' ? { isLimited } : null
}

export const devicesAsk: BodyReader<DevicesAsk> = (body) => {
  const { text } = fieldsOf(body)
  return typeof text === 'string' ? { text } : null
}

export const deviceAsk: BodyReader<DeviceAsk> = (body) => {
  const { id } = fieldsOf(body)
  return isText(id) ? { id } : null
}

export const advanceAsk: BodyReader<AdvanceAsk> = (body) => {
  const { hours } = fieldsOf(body)
  return typeof hours === 'number' && hours > 0 && hours <= MAX_HOURS ? { hours } : null
}

export const playAsk: BodyReader<PlayAsk> = (body) => {
  const { scene, isOn } = fieldsOf(body)
  return isText(scene) && typeof isOn === 'boolean' ? { scene, isOn } : null
}

/** Nothing else can be asked along with it. */
export const startOverAsk: BodyReader<object> = (body) =>
  Object.keys(fieldsOf(body)).length === 0 ? {} : null

export const decideAsk: BodyReader<DecideAsk> = (body) => {
  const { requestId, status } = fieldsOf(body)
  return isText(requestId) && (status === 'approved' || status === 'rejected') ? { requestId, status } : null
}

function fieldsOf(value: unknown): Record<string, unknown> {
  return value && typeof value === 'object' && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== ''
}
