import { randomUUID } from 'node:crypto'
import type { Activity, Turn } from '../turn.ts'

/** The turn of a press, as that of a message with this text by whoever pressed. It is answered like one. */
export function sentenceTurn(turn: Turn, text: string, about: string): Turn {
  const { id, entities, attachments: _card, ...rest } = turn.activity
  const activity: Activity = {
    ...rest,
    type: 'message',
    // Pressed twice it is said twice, as a message would be; delivered twice it is one.
    id: `say ${id ?? randomUUID()}`,
    text,
    value: about ? { about } : undefined,
    // A button's sentence mentions nobody, but it has their locale.
    entities: (entities ?? []).filter(({ type }) => type === 'clientInfo'),
  }
  return {
    activity,
    get hasSpoken() {
      return turn.hasSpoken
    },
    send: (message) => turn.send(message),
    sendTyping: () => turn.sendTyping(),
    answer: (status, body) => turn.answer(status, body),
    update: (id, message) => turn.update(id, message),
    delete: (id) => turn.delete(id),
    member: (id) => turn.member(id),
    memberOf: (conversation, id) => turn.memberOf(conversation, id),
    team: () => turn.team(),
  }
}

/** The request that a button's "it" is; a message that somebody writes names none. */
export function aboutOf({ id, value }: Activity): string | null {
  const { about } = (value ?? {}) as { about?: unknown }
  return id?.startsWith('say ') && typeof about === 'string' ? about : null
}
