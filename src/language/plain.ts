/**
 * The words of a Teams message: mentions gone, entities decoded, line breaks kept. Every pass goes over the text
 * once, whatever it holds.
 */
export function plain(text: string): string {
  return decodeEntities(withoutMentions(text).replace(/<\/?(?:p|br|div) ?\/?>/gi, '\n'))
}

/** `<at>Assent</at>`, with or without attributes, becomes a space. An `<at` that never closes is left alone. */
function withoutMentions(text: string): string {
  const lower = text.toLowerCase()
  // Lower case of some letters is longer than the letter; places would no longer fit.
  const searched = lower.length === text.length ? lower : text
  let out = ''
  let from = 0
  for (;;) {
    const open = searched.indexOf('<at', from)
    if (open < 0) break
    const close = searched.indexOf('</at>', open)
    if (close < 0) break
    const after = searched[open + 3]
    if (after !== '>' && after !== ' ') {
      out += text.slice(from, open + 3)
      from = open + 3
      continue
    }
    out += `${text.slice(from, open)} `
    from = close + '</at>'.length
  }
  return out + text.slice(from)
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

function decodeEntities(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#[xX]([\da-fA-F]{1,6})|([a-zA-Z]{2,6}));/g, (whole, ten, hex, name) => {
    if (name) return ENTITIES[name.toLowerCase()] ?? whole
    const code = ten ? Number.parseInt(ten, 10) : Number.parseInt(hex, 16)
    if (code === 0xa0) return ' '
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole
  })
}
