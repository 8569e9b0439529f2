import { z } from 'zod'
import {
  ALL_DEVICES,
  ALL_USERS,
  type BulkReading,
  type ChangeReading,
  type KindWords,
  type ShowReading,
} from '../reading.ts'
import { isHearsay } from './hearsay.ts'

/** What a language model may make of a sentence: nothing but these. */
export type ModelAnswer = ChangeReading | BulkReading | ShowReading

const MAX_NAMES = 20
const MAX_NAME_LENGTH = 256

const name = z.string().trim().min(1).max(MAX_NAME_LENGTH)
const names = z.array(name).max(MAX_NAMES)
const RawAnswer = z
  .object({
    action: z.enum(['change', 'everything', 'show', 'none']),
    kind: z.string().max(MAX_NAME_LENGTH).nullable(),
    policies: names,
    like: name.nullable(),
    include: names,
    exclude: names,
    remove: names,
    filter: name.nullable(),
    filterMode: z.enum(['include', 'exclude']).nullable(),
    intent: z.enum(['required', 'available', 'uninstall']).nullable(),
  })
  .strict()
type RawAnswer = z.infer<typeof RawAnswer>

/** The same as a JSON schema, for models that keep to one. Kinds are called by their titles. */
export function answerSchema(kinds: readonly KindWords[]): object {
  const list = { type: 'array', items: { type: 'string' } }
  const text = { type: ['string', 'null'] }
  const properties = {
    action: { type: 'string', enum: ['change', 'everything', 'show', 'none'] },
    kind: { type: ['string', 'null'], enum: [...kinds.map(({ title }) => title), null] },
    policies: list,
    like: text,
    include: list,
    exclude: list,
    remove: list,
    filter: text,
    filterMode: { type: ['string', 'null'], enum: ['include', 'exclude', null] },
    intent: { type: ['string', 'null'], enum: ['required', 'available', 'uninstall', null] },
  }
  return { type: 'object', properties, required: Object.keys(properties), additionalProperties: false }
}

/**
 * What a model answered, as a reading; null for anything that is not one, whole and plausible. The model proposes
 * words, never facts: every name has to be in the sentence as the person wrote it.
 */
export function readModelAnswer(
  answer: unknown,
  text: string,
  kinds: readonly KindWords[],
): ModelAnswer | null {
  const parsed = RawAnswer.safeParse(answer)
  if (!parsed.success) return null
  const { data } = parsed
  const kind = data.kind === null ? null : kinds.find(({ title }) => title === data.kind)?.key
  if (kind === undefined) return null
  const { policies, include, exclude, remove, like, filter } = data
  const targets = [...include, ...exclude, ...remove, ...(like ? [like] : [])]
  const said = comparableText(text)
  if (TAKEN_BACK.test(said) || isHearsay(text)) return null
  if (![...policies, ...(filter ? [filter] : [])].every((one) => isSaid(one, said))) return null
  if (!targets.every((one) => isTargetSaid(one, said))) return null
  if (new Set([...include, ...exclude, ...remove]).size < include.length + exclude.length + remove.length) {
    return null
  }
  switch (data.action) {
    case 'none':
      return null
    case 'show':
      return policies.length > 0 && targets.length === 0 ? { action: 'show', kind, policies } : null
    case 'everything':
      return everything(data, kind)
    case 'change':
      return change(data, kind)
  }
}

function change(
  { policies, include, exclude, remove, like, filter, filterMode, intent }: RawAnswer,
  kind: string | null,
): ChangeReading | null {
  const isWhole = policies.length > 0 && include.length + exclude.length + remove.length > 0
  if (!isWhole || like !== null || (filter === null) !== (filterMode === null)) return null
  const narrowed = filter !== null && filterMode !== null ? { name: filter, mode: filterMode } : null
  return { action: 'change', kind, policies, include, exclude, remove, filter: narrowed, intent }
}

/** One thing is done to everything, and it is said whose everything that is. */
function everything(
  { policies, include, exclude, remove, like, filter, intent }: RawAnswer,
  kind: string | null,
): BulkReading | null {
  const sides = [include, exclude, remove].filter((side) => side.length > 0)
  if (policies.length > 0 || filter !== null || intent !== null || sides.length !== 1) return null
  if (like === null && remove.length === 0) return null
  // "Everything of everybody" is no group's, and too much to be taken from a guess.
  if (like === null && remove.some((one) => one.startsWith('@'))) return null
  return { action: 'bulk', like, kind, include, exclude, remove }
}

/** "All users", in the languages people write in most. */
const EVERYBODY =
  /(?<!\p{L})(all|every|everyone|everybody|each|alle[nrs]?|jede[nmrs]?|tous|toutes|tout|todos|todas|tutti|tutte|alla|allen|wszyscy|wszystkie|wszystkich|все|всем|всех)(?!\p{L})|全|所有|すべて|모든/iu

/** What there may be all of: the word has to be right after "all", or one word later. */
const PEOPLE =
  'users?|people|staff|employees?|persons?|benutzer\\p{L}*|nutzer\\p{L}*|anwender\\p{L}*|mitarbeiter\\p{L}*|leuten?|personen|utilisat\\p{L}+|usuari\\p{L}+|utenti|användar\\p{L}+|bruger\\p{L}*|użytkowni\\p{L}+|пользовател\\p{L}+|用户|用戶|ユーザー|사용자'
const DEVICES =
  'devices?|machines?|computers?|gerät\\p{L}*|appareils|dispositiv\\p{L}+|equipos|enhet\\p{L}*|enhed\\p{L}*|urządze\\p{L}+|устройств\\p{L}*|设备|設備|デバイス|기기'
const allOf = (words: string) =>
  new RegExp(
    `(?:${EVERYBODY.source})(?:\\s+(?!(?:${PEOPLE}|${DEVICES})\\s)\\p{L}+)?\\s*(?:${words})(?!\\p{L})`,
    'iu',
  )
const ALL_PEOPLE = allOf(PEOPLE)
const ALL_MACHINES = allOf(DEVICES)
const EVERYONE = /(?<!\p{L})(everyone|everybody)(?!\p{L})/iu

/** A negation or a condition: whatever is asked under one is not asked for now. A name that holds such a word is lost. */
const TAKEN_BACK =
  /(?<!\p{L})(not|never|don['’]t|doesn['’]t|won['’]t|can['’]t|unless|if|nicht|kein\p{L}*|niemals|nie|falls|wenn|sofern|pas|jamais|nunca|mai|inte|aldrig|ikke|не|никогда|если|nigdy|jeśli)(?!\p{L})/iu

function isTargetSaid(target: string, said: string): boolean {
  if (target === ALL_USERS) return ALL_PEOPLE.test(said) || EVERYONE.test(said)
  if (target === ALL_DEVICES) return ALL_MACHINES.test(said)
  return isSaid(target, said)
}

function comparableText(text: string): string {
  return text.normalize('NFKC').toLocaleLowerCase('en').replace(/\s+/gu, ' ')
}

/** Whether the words are in the sentence, complete. Scripts without spaces know no ends of words. */
function isSaid(words: string, said: string): boolean {
  const wanted = comparableText(words).trim()
  for (let at = said.indexOf(wanted); at >= 0; at = said.indexOf(wanted, at + 1)) {
    const [before, after] = [said[at - 1] ?? ' ', said[at + wanted.length] ?? ' ']
    const isCut = joins(before, wanted[0] ?? '') || joins(wanted.at(-1) ?? '', after)
    if (!isCut) return true
  }
  return false
}

function joins(a: string, b: string): boolean {
  const letter = /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{N}]/u
  return letter.test(a) && letter.test(b)
}
