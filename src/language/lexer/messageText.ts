import { type Piece, piecesOf } from './markup.ts'
import { type Mention, withoutMentions } from './mentions.ts'

/** A message as Teams gives it: no more than its words need. */
export interface Heard {
  /** Missing or null where somebody sent nothing but a picture or a file. */
  text?: string | null
  /** The same as HTML, where Teams gives that; it tells a quoted message from the answer to it, and what was struck out. */
  html?: string | null
  /** Who is mentioned, by the message's entities. */
  mentions?: readonly Mention[]
  /** The bot's own name, for mentions that no entity tells of. */
  ownName?: string | null
}

/** Markup, mentions and quotes of a message that is worth a look: some times what is read of it. */
export const MAX_MARKUP_LENGTH = 16_000
const MAX_MENTIONS = 50

/**
 * The one way from a message to what its writer said: without markup, mentions of the bot, and other people's words;
 * with line breaks, since lists are written with them. Each pass goes over the text once, whatever it holds, and none
 * goes over a text that is too long to be read: it is given back as it is.
 */
export function messageAsText({ text, html, mentions = [], ownName = null }: Heard): string {
  const written = text ?? ''
  const tellsMore =
    typeof html === 'string' &&
    html.length <= MAX_MARKUP_LENGTH &&
    /<(?:blockquote|s|strike|del)\b/i.test(html)
  const markup = tellsMore ? html : written
  if (markup.length > MAX_MARKUP_LENGTH) return markup
  const named = mentions.slice(0, MAX_MENTIONS).filter(({ text: said }) => (said?.length ?? 0) <= 300)
  const pieces = piecesOf(markup)
  const words = withoutMentions(pieces, named, ownName)
  return withoutQuotedLines(lines(numbered(spelled(tabled(words)))))
}

export type { Mention, Piece }

/** Lines that all have as many tabs are the rows of a table that was pasted: a bar parts its cells. */
function tabled(text: string): string {
  const all = text.split(/\r\n?|\n/)
  const rows = all.map((line) => line.replace(/\t+$/, '')).filter((line) => line.includes('\t'))
  const cells = new Set(rows.map((line) => line.split('\t').length))
  if (rows.length < 2 || cells.size > 1) return text
  return all.map((line) => line.replace(/\t+$/, '').replaceAll('\t', ' | ')).join('\n')
}

/** One kind of line end, single spaces, nothing that no text holds. */
function lines(text: string): string[] {
  return (
    text
      .toWellFormed()
      .replace(/\r\n?|[\u2028\u2029\u0085\v\f]/g, '\n')
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0009\u000e-\u001f\u007f]/g, ' ')
      .split('\n')
      .map((line) => line.replace(/\s+/g, ' ').trim())
  )
}

/** "> assign X to Y" is what somebody else wrote. */
function withoutQuotedLines(all: readonly string[]): string {
  const own = all.filter((line) => !line.startsWith('>'))
  return own
    .filter((line, index) => line !== '' || own[index - 1] !== '')
    .join('\n')
    .trim()
}

/** Markdown for bold and italic type says nothing, and what is struck out is not said; a single star or underscore is a bullet or a part of a name. */
function spelled(text: string): string {
  return text
    .replace(/```/g, '')
    .replace(/(?<![^\s("'“‘])~~(?=\S)[^~\n]{1,300}(?<=\S)~~/g, '')
    .replace(/(?<![^\s("'“‘*_])(\*{1,3})(?=[^\s*])([^*\n]{0,300})(?<=[^\s*])\1(?![^\s).,;:!?"'”’…_])/g, '$2')
    .replace(/(?<![^\s("'“‘])(_{1,3})(?=[^\s_])([^_\n]{0,300})(?<=[^\s_])\1(?![^\s).,;:!?"'”’…])/g, '$2')
}

/** "1) assign … 2) remove …" in one line: each number begins a line. */
function numbered(text: string): string {
  if (text.includes('\n') || !/^\s*\(?1[.)]\s/.test(text) || !/\s\(?2[.)]\s/.test(text)) return text
  return text.replace(/\s+(?=\(?[2-9][.)]\s)/g, '\n')
}
