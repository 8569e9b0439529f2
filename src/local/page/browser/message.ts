import type { PageMessage } from '../pageWorld.ts'
import { type PressedAction, renderCard, textOfCard } from './card.ts'
import { freshId, make } from './dom.ts'
import { drawSignInCard } from './signInCard.ts'

const ADAPTIVE = 'application/vnd.microsoft.card.adaptive'
const OAUTH = 'application/vnd.microsoft.card.oauth'

export type OnAction = (message: PageMessage, action: PressedAction) => void

/** One message, as an article with its author, time, text and cards. */
export function drawMessage(message: PageMessage, isOwn: boolean, onAction: OnAction): HTMLElement {
  const author = make('span', { class: 'author', id: freshId('author') }, message.from.name)
  const head = make('header', {}, author, timeOf(message))
  if (message.updatedAt && !message.deleted) head.append(make('span', { class: 'edited' }, 'edited'))
  const body = make('div', { class: 'bubble' })
  if (message.deleted) {
    body.append(make('p', { class: 'deleted' }, 'This message was deleted.'))
  } else {
    if (message.text) body.append(textOf(message.text))
    for (const attachment of message.attachments) body.append(drawAttachment(attachment, message, onAction))
  }
  const side = isOwn ? 'own' : message.from.isBot ? 'bot' : 'other'
  return make(
    'article',
    {
      class: `message ${side}${message.attachments.length > 0 ? ' holds-card' : ''}`,
      'aria-labelledby': author.id,
      'data-message': message.id,
      tabindex: '-1',
    },
    avatarOf(message),
    head,
    body,
  )
}

/** The message in one sentence. */
export function inShort(message: PageMessage): string {
  if (message.deleted) return `${message.from.name} deleted a message`
  const said = [message.text, ...message.attachments.map(({ content }) => textOfCard(content))].filter(
    Boolean,
  )
  return `${message.from.name}: ${said.join(' ') || 'a card'}`
}

function drawAttachment(attachment: PageMessage['attachments'][0], message: PageMessage, onAction: OnAction) {
  if (attachment.contentType === ADAPTIVE) {
    return renderCard(attachment.content, (action) => onAction(message, action))
  }
  if (attachment.contentType === OAUTH) return drawSignInCard(attachment.content)
  return make('p', { class: 'deleted' }, `Something this page cannot show (${attachment.contentType}).`)
}

/** Teams writes a mention as `<at>name</at>`; everything else is text as it is. */
function textOf(text: string): HTMLElement {
  const pieces = text.split(/<at>(.*?)<\/at>/g)
  return make(
    'p',
    { class: 'text' },
    ...pieces.map((piece, index) => (index % 2 === 1 ? make('span', { class: 'mention' }, piece) : piece)),
  )
}

function timeOf(message: PageMessage): HTMLElement {
  const at = new Date(message.at)
  const words = Number.isNaN(at.getTime())
    ? ''
    : at.toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hour12: false })
  return make('time', { datetime: message.at }, words)
}

function avatarOf(message: PageMessage): HTMLElement {
  if (message.from.isBot) {
    return make('img', { class: 'avatar', src: '/page/mark.svg', alt: '', width: '28', height: '28' })
  }
  const initials = message.from.name
    .split(/\s+/)
    .slice(0, 2)
    .map((word) => [...word][0] ?? '')
    .join('')
  return make('span', { class: `avatar hue${hueOf(message.from.id)}`, 'aria-hidden': 'true' }, initials)
}

function hueOf(id: string): number {
  return [...id].reduce((sum, letter) => sum + (letter.codePointAt(0) ?? 0), 0) % 4
}
