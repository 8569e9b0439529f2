/** How many words a mender remembers: all that people of a tenant use day by day, and not what strangers make up. */
const MOST_REMEMBERED = 2000
const LONGEST_REMEMBERED = 40

/**
 * What mends one word after another. The same ones come again and again, so that each is compared with the known ones
 * once.
 */
export function mender(known: readonly string[], never: ReadonlySet<string>): (word: string) => string {
  const found = new Map<string, string>()
  return (word) => {
    if (word.length < 4 || never.has(word) || !/^[a-z]+$/.test(word)) return word
    const before = found.get(word)
    if (before !== undefined) return before
    const best = mended(word, known)
    if (found.size >= MOST_REMEMBERED) found.clear()
    if (word.length <= LONGEST_REMEMBERED) found.set(word, best)
    return best
  }
}

/**
 * The known word that a mistyped one stands for, or the word itself. Long words forgive two slips, middling ones
 * one, short ones only swapped letters; the first letter must be right, or swapped with the second.
 */
function mended(word: string, known: readonly string[]): string {
  let best = word
  let fewest = Number.POSITIVE_INFINITY
  for (const one of known) {
    const allowed = one.length >= 8 ? 2 : one.length >= 5 ? 1 : one.length === 4 ? 0.5 : 0
    if (allowed === 0 || Math.abs(one.length - word.length) > allowed) continue
    if (word[0] !== one[0] && !(word[0] === one[1] && word[1] === one[0])) continue
    // "excluded" is not a misspelt "exclude": a report must not be read as a request.
    if (word.startsWith(one) && word.at(-1) !== one.at(-1)) continue
    // Nor is a singular a misspelt plural.
    if (`${word}s` === one) continue
    const slips = editDistance(word, one, 2)
    if ((slips <= allowed || (allowed === 0.5 && isSwap(word, one))) && slips < fewest) {
      best = one
      fewest = slips
    }
  }
  return best
}

function isSwap(word: string, known: string): boolean {
  return editDistance(word, known, 1) === 1 && [...word].sort().join('') === [...known].sort().join('')
}

/**
 * Damerau's distance: letters added, lost, changed, or two neighbours swapped. What is further than the limit counts
 * as one more than it.
 */
export function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) > limit) return limit + 1
  let twoAgo: number[] = []
  let previous = Array.from({ length: b.length + 1 }, (_, j) => j)
  for (let i = 1; i <= a.length; i++) {
    const current = [i]
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let value = Math.min(at(previous, j) + 1, at(current, j - 1) + 1, at(previous, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        value = Math.min(value, at(twoAgo, j - 2) + 1)
      current.push(value)
    }
    if (Math.min(...current) > limit) return limit + 1
    twoAgo = previous
    previous = current
  }
  return at(previous, b.length)
}

function at(row: readonly number[], index: number): number {
  return row[index] ?? Number.POSITIVE_INFINITY
}
