/** A stretch of words, or somebody's name where they were mentioned. */
export type Piece = { text: string } | { mention: string }

/** Opens or closes an element; what Teams does not write is no tag, and stays. */
const TAG = /<(\/?)([a-z][a-z0-9]*)\b([^<>]*)>/iy
const BREAKS = new Set('p br div ul ol table tr h1 h2 h3 h4 h5 h6 pre'.split(' '))
/** What is in these is not said: somebody else's message, and words that were struck out. */
const LEFT_OUT = new Set('blockquote s strike del'.split(' '))
const SAYS_NOTHING = new Set(
  'b strong i em u span a code font attachment img emoji tbody thead colgroup col'.split(' '),
)
/** Mentions in the HTML of a message (learn.microsoft.com, graph/api/resources/chatmessagemention). */
const MENTION = /itemtype\s*=\s*["']?https?:\/\/schema\.skype\.com\/mention/i

/**
 * Takes the markup of a Teams message apart, from left to right, once. What stands in a `<blockquote>` is somebody
 * else's message (`itemtype="http://schema.skype.com/Reply"`) and left out, as are words that were struck out. An
 * unclosed mention is text.
 */
export function piecesOf(markup: string): Piece[] {
  const pieces: Piece[] = []
  let said = ''
  let unsaid = 0
  let mention: { tag: string; from: string } | null = null
  const add = (text: string) => {
    if (unsaid > 0) return
    if (mention) mention.from += text
    else said += text
  }
  const open = (tag: string) => {
    if (mention) said += mention.from
    mention = { tag, from: '' }
  }
  const close = () => {
    pieces.push({ text: decodedEntities(said) }, { mention: decodedEntities(mention?.from ?? '') })
    said = ''
    mention = null
  }
  let from = 0
  for (;;) {
    const at = markup.indexOf('<', from)
    if (at < 0) break
    add(markup.slice(from, at))
    TAG.lastIndex = at
    const [whole, slash, name = '', attributes = ''] = TAG.exec(markup) ?? []
    const tag = name.toLowerCase()
    from = at + (whole?.length ?? 1)
    const opens = slash === ''
    if (LEFT_OUT.has(tag)) unsaid = Math.max(0, unsaid + (opens ? 1 : -1))
    else if (unsaid > 0) continue
    else if (opens && (tag === 'at' || (tag === 'span' && MENTION.test(attributes)))) open(tag)
    else if (!opens && mention !== null && (mention as { tag: string }).tag === tag) close()
    else if (BREAKS.has(tag)) add('\n')
    else if (tag === 'td' || tag === 'th') add(opens ? '' : '\t')
    else if (tag === 'li') add(opens ? '\n- ' : '')
    else if (tag !== 'at' && !SAYS_NOTHING.has(tag)) add(whole ?? '<')
  }
  add(markup.slice(from))
  if (mention) said += (mention as { from: string }).from
  pieces.push({ text: decodedEntities(said) })
  return pieces
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  ensp: ' ',
  emsp: ' ',
  thinsp: ' ',
  zwj: '\u200d',
  zwnj: '\u200c',
  shy: '\u00ad',
  ndash: '–',
  mdash: '—',
  hellip: '…',
  laquo: '«',
  raquo: '»',
  lsquo: '‘',
  rsquo: '’',
  ldquo: '“',
  rdquo: '”',
  bdquo: '„',
}

/** Once: what somebody typed as `&lt;` stays that. */
function decodedEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g, (whole, ten, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole
    const code = ten ? Number.parseInt(ten, 10) : Number.parseInt(hex, 16)
    if (code === 0xa0) return ' '
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
