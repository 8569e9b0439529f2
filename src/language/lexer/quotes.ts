/** What may close a name that the key opens. */
const CLOSERS: Readonly<Record<string, string>> = {
  '"': '"',
  '“': '”“"',
  '”': '”',
  '„': '“”"',
  '‟': '”',
  "'": "'",
  '‘': '’‘',
  '’': '’',
  '‚': '‘’',
  '`': '`',
  '«': '»',
  '»': '«»',
  '‹': '›',
  '›': '‹›',
  '「': '」',
  '『': '』',
  '＂': '＂',
}

/** These also stand for apostrophes, so they close a name only where a word ends. */
const APOSTROPHES = "'’‘"

export function opensQuote(letter: string): boolean {
  return letter in CLOSERS
}

export function isApostrophe(letter: string): boolean {
  return APOSTROPHES.includes(letter)
}

/**
 * Finds closing quotes in one text. What was once not found to the end of the text is not sought again, so that
 * a text of ten thousand opening quotes takes ten thousand steps.
 */
export class Quotes {
  private readonly text: string
  private readonly hopeless = new Set<string>()

  constructor(text: string) {
    this.text = text
  }

  /** The place of the quote that closes the one at `open`, or -1. */
  closing(open: number): number {
    const opener = this.text[open] as string
    const closers = CLOSERS[opener]
    if (!closers || this.hopeless.has(opener)) return -1
    for (let at = open + 1; at < this.text.length; at++) {
      const letter = this.text[at] as string
      if (closers.includes(letter) && (!isApostrophe(letter) || endsWord(this.text, at + 1))) return at
    }
    this.hopeless.add(opener)
    return -1
  }
}

function endsWord(text: string, at: number): boolean {
  const next = text[at]
  return next === undefined || /[\s,.;:!?…)，、。]/.test(next)
}
