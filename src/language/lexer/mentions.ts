import type { Piece } from './markup.ts'

/** An entity of type `mention`. Teams leaves its text out now and then; its name is still there. */
export interface Mention {
  /** As it stands in the message: `<at>Assent</at>`. */
  text?: string | null
  name?: string | null
  /** Whether it is the bot that is mentioned. */
  isOwn: boolean
}

/** A mention after one of these is what the sentence is about: "remind @Bruno", "undo the change of @Bruno". */
const NEEDS_NAME = /(?:^|\s)(?:to|for|from|by|of|remind|ping|nudge|poke|undo|revert|group)\s*$/i
const OWNS = /^['’]s\b/
/** "cc @Bruno", "fyi @Bruno and @Chiara": they go with the mention. */
const COPIES = /(?:^|[\s(,/])(?:cc|fyi|\/cc)\s*[:,]?\s*$/i
const JOINS = /^\s*(?:,|and|&|\+|\/)?\s*$/i

/**
 * The words without the bot's own mentions, which are found by their tag or, where the message has none, by the bot's
 * name at its beginning; and without those of other people, whom it is only shown to.
 */
export function withoutMentions(
  pieces: readonly Piece[],
  mentions: readonly Mention[],
  ownName: string | null,
): string {
  const own = mentions.filter(({ isOwn }) => isOwn)
  const ownNames = new Set(
    [ownName, ...own.map(({ name }) => name)].flatMap((name) => (name ? [foldedMention(name)] : [])),
  )
  const out: string[] = []
  let last: 'own' | 'kept' | 'left out' | null = null
  for (const [index, piece] of pieces.entries()) {
    const next = pieces[index + 1]
    if ('text' in piece) {
      // "@Bruno and @Chiara": the "and" goes with them.
      const joins = last === 'left out' && next !== undefined && 'mention' in next && JOINS.test(piece.text)
      out.push(joins ? ' ' : piece.text)
      continue
    }
    const before = out.at(-1) ?? ''
    const isOwner = next !== undefined && 'text' in next && OWNS.test(next.text)
    // A name of two words may come as two mentions.
    const isNeeded: boolean =
      NEEDS_NAME.test(before.slice(-MAX_WORD_LENGTH)) || (last === 'kept' && before.trim() === '')
    if (ownNames.has(foldedMention(piece.mention))) last = 'own'
    else last = isOwner || isNeeded ? 'kept' : 'left out'
    if (last === 'left out') out[out.length - 1] = withoutCopies(before)
    out.push(last === 'kept' ? piece.mention : ' ')
  }
  const words = out.join('')
  const isTagged = pieces.some((piece) => 'mention' in piece && ownNames.has(foldedMention(piece.mention)))
  return isTagged ? words : withoutWrittenMentions(words, own)
}

function withoutCopies(text: string): string {
  const [copies = ''] = COPIES.exec(text.slice(-MAX_WORD_LENGTH)) ?? []
  return text.slice(0, text.length - copies.length)
}

/** Long enough for each of the words above and the space around it. */
const MAX_WORD_LENGTH = 16

/** The bot's mention as plain words, at the beginning or the end: "Assent assign …", "@Assent assign …". */
function withoutWrittenMentions(text: string, own: readonly Mention[]): string {
  let left = text
  for (const { text: said, name } of own) {
    for (const one of [said, name && `@${name}`, name]) {
      const words = one?.replace(/<[^<>]*>/g, '').trim()
      if (!words) continue
      const trimmed = left.trim()
      const lower = trimmed.toLowerCase()
      const sought = words.toLowerCase()
      if (lower.startsWith(sought) && !isLetter(trimmed[words.length])) return trimmed.slice(words.length)
      if (lower.endsWith(sought) && !isLetter(trimmed.at(-words.length - 1)))
        return trimmed.slice(0, -words.length)
      left = trimmed
    }
  }
  return left
}

function isLetter(letter: string | undefined): boolean {
  return /[\p{L}\p{N}_-]/u.test(letter ?? '')
}

function foldedMention(name: string): string {
  return name.replace(/\s+/g, ' ').trim().toLowerCase()
}
