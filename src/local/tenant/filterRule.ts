/**
 * Rules of assignment filters for enrolled devices, as
 * learn.microsoft.com/intune/fundamentals/filters/ref-device-properties has them. Where that page is silent (quotes,
 * precedence, empty values, spaces), as the service was seen to answer: github.com/fadwen/IntuneScriptLab,
 * Validation/Findings.md, "Assignment filter rules".
 */

/** What a filter can see of a device; null: the device has no such value. */
export type FilterValues = Record<string, string | null>

export type FilterRule = (values: FilterValues) => boolean

/** The rule cannot be read, or names what devices of the platform do not have. */
export class RuleRefused extends Error {
  override readonly name = 'RuleRefused'
}

type Family = 'windows' | 'apple' | 'mac' | 'android'

const FAMILIES: Record<string, Family> = {
  windows10AndLater: 'windows',
  iOS: 'apple',
  macOS: 'mac',
  android: 'android',
  androidForWork: 'android',
  androidAOSP: 'android',
}

const ONE_OF = ['eq', 'ne', 'in', 'notin']
const TEXT = [...ONE_OF, 'startswith', 'contains', 'notcontains']
const ORDER = ['eq', 'ne', 'gt', 'ge', 'lt', 'le']
const EITHER = ['eq', 'ne']
const VERSION = 'operatingsystemversion'

/** By property, in lower case: its operators, and the platforms that have it where not all do. */
const PROPERTIES: Record<string, { operators: readonly string[]; on?: readonly Family[] }> = {
  devicename: { operators: TEXT },
  manufacturer: { operators: TEXT },
  model: { operators: TEXT },
  devicecategory: { operators: TEXT },
  osversion: { operators: TEXT },
  enrollmentprofilename: { operators: TEXT },
  operatingsystemsku: { operators: TEXT, on: ['windows'] },
  cpuarchitecture: { operators: ONE_OF, on: ['windows', 'mac'] },
  devicetrusttype: { operators: ONE_OF, on: ['windows'] },
  deviceownership: { operators: EITHER },
  isrooted: { operators: EITHER, on: ['apple', 'android'] },
  devicemanagementtype: { operators: EITHER, on: ['android'] },
  istpmattested: { operators: EITHER, on: ['windows'] },
  [VERSION]: { operators: ORDER },
}

/** A bracket needs no space after it, every other token does. */
const TOKEN = /\s*(?:([()[\],])|(?:("[^"]*")|(-?\$?[A-Za-z][\w.]*)|(\d+(?:\.\d+)*))(?=[\s()[\],]|$))/y
const MAX_CHARACTERS = 3072

/** @throws {RuleRefused} */
export function readRule(text: string, platform: string): FilterRule {
  const family = FAMILIES[platform]
  if (!family) throw new RuleRefused(`There are no device filters for the platform ${platform}.`)
  if (text.length > MAX_CHARACTERS) throw new RuleRefused(`A rule has at most ${MAX_CHARACTERS} characters.`)
  const reader = new RuleReader(tokensOf(text), family)
  const rule = reader.either()
  reader.end()
  return rule
}

class RuleReader {
  private readonly tokens: readonly string[]
  private readonly family: Family
  private at = 0

  constructor(tokens: readonly string[], family: Family) {
    this.tokens = tokens
    this.family = family
  }

  /** `and` binds tighter than `or`. */
  either(): FilterRule {
    const all = [this.both()]
    while (this.takes('or', '-or')) all.push(this.both())
    return (values) => all.some((one) => one(values))
  }

  end(): void {
    if (this.at < this.tokens.length) throw new RuleRefused(`'${this.tokens[this.at]}' was not expected.`)
  }

  private both(): FilterRule {
    const all = [this.one()]
    while (this.takes('and', '-and')) all.push(this.one())
    return (values) => all.every((one) => one(values))
  }

  private one(): FilterRule {
    if (!this.takes('(')) return this.clause()
    const within = this.either()
    this.demand(')')
    return within
  }

  private clause(): FilterRule {
    const name = this.next()
    const property = /^device\.(\w+)$/i.exec(name)?.[1]?.toLowerCase() ?? ''
    const known = Object.hasOwn(PROPERTIES, property) ? PROPERTIES[property] : undefined
    if (!known || (known.on && !known.on.includes(this.family))) {
      throw new RuleRefused(`The property '${name}' is not supported.`)
    }
    const written = this.next()
    const operator = written.replace(/^-/, '').toLowerCase()
    if (!known.operators.includes(operator)) {
      throw new RuleRefused(`The operator '${written}' is not supported for '${name}'.`)
    }
    if (property === VERSION) return byOrder(property, operator, this.version())
    if (operator === 'in' || operator === 'notin') return byText(property, operator, this.list())
    if (/^\$?null$/i.test(this.tokens[this.at] ?? '') && (operator === 'eq' || operator === 'ne')) {
      this.next()
      return (values) => !seenIn(values, property) === (operator === 'eq')
    }
    const value = this.text()
    if (value === '') throw new RuleRefused('A value cannot be empty.')
    return byText(property, operator, [value])
  }

  private list(): string[] {
    if (!this.takes('[')) return [this.text()]
    const all: string[] = []
    while (!this.takes(']')) {
      all.push(this.text())
      if (!this.takes(',') && this.tokens[this.at] !== ']') throw new RuleRefused('A list is not closed.')
    }
    if (all.length === 0) throw new RuleRefused('A list cannot be empty.')
    return all
  }

  private text(): string {
    const token = this.next()
    if (!token.startsWith('"')) throw new RuleRefused(`'${token}' has to stand in double quotes.`)
    return token.slice(1, -1)
  }

  private version(): number[] {
    const token = this.next().replace(/^"\s*|\s*"$/g, '')
    if (/^\d+(\.\d+){1,3}$/.test(token)) return token.split('.').map(Number)
    throw new RuleRefused(`'${token}' is no version.`)
  }

  private takes(...some: string[]): boolean {
    const isThere = some.includes(this.tokens[this.at]?.toLowerCase() ?? '')
    if (isThere) this.at++
    return isThere
  }

  private demand(token: string): void {
    if (!this.takes(token)) throw new RuleRefused(`'${token}' is missing.`)
  }

  private next(): string {
    const token = this.tokens[this.at++]
    if (token === undefined) throw new RuleRefused('The rule ends too early.')
    return token
  }
}

function tokensOf(text: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  const end = text.trimEnd().length
  while (TOKEN.lastIndex < end) {
    const at = TOKEN.lastIndex
    const found = TOKEN.exec(text)
    const token = found?.slice(1).find((one) => one !== undefined)
    if (token === undefined) throw new RuleRefused(`The rule cannot be read from character ${at + 1}.`)
    tokens.push(token)
  }
  return tokens
}

function seenIn(values: FilterValues, property: string): string {
  const [, value] = Object.entries(values).find(([name]) => name.toLowerCase() === property) ?? []
  return value ?? ''
}

/** Without regard to case, and to spaces around; a device without the value has an empty one. */
function byText(property: string, operator: string, sought: readonly string[]): FilterRule {
  const wanted = sought.map((one) => one.trim().toLowerCase())
  const [first = ''] = wanted
  return (values) => {
    const value = seenIn(values, property).trim().toLowerCase()
    if (operator === 'startswith') return value !== '' && value.startsWith(first)
    if (operator === 'contains') return value.includes(first)
    if (operator === 'notcontains') return !value.includes(first)
    return wanted.includes(value) === (operator === 'eq' || operator === 'in')
  }
}

/** Part by part; missing parts are 0. */
function byOrder(property: string, operator: string, sought: readonly number[]): FilterRule {
  return (values) => {
    const given = seenIn(values, property).split('.').map(Number)
    const parts = [0, 1, 2, 3].map((index) => (given[index] ?? 0) - (sought[index] ?? 0))
    const difference = parts.find((one) => one !== 0) ?? 0
    if (operator === 'eq') return difference === 0
    if (operator === 'ne') return difference !== 0
    if (operator === 'gt') return difference > 0
    if (operator === 'ge') return difference >= 0
    return operator === 'lt' ? difference < 0 : difference <= 0
  }
}
