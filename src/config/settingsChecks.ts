import { readFileSync } from 'node:fs'
import type { Values } from './environment.ts'

type Given = Record<string, string | undefined>

/** Each registration proves itself in exactly one way. */
export function proofProblems(given: Given): string[] {
  const problems: string[] = []
  const ways = ['MicrosoftAppPassword', 'BOT_CERTIFICATE_FILE', 'BOT_MANAGED_IDENTITY']
  const bot = ways.filter((name) => given[name])
  if (given.MicrosoftAppType === 'UserAssignedMSI') {
    if (bot.length > 0)
      problems.push(`${bot.join(' and ')} must not be set with MicrosoftAppType UserAssignedMSI`)
  } else if (bot.length !== 1) {
    problems.push(`${ways.join(', ')}: set one of the three, so that the bot can prove itself`)
  }
  const names = ['SIGN_IN_APP_PASSWORD', 'SIGN_IN_APP_CERTIFICATE_FILE', 'SIGN_IN_APP_MANAGED_IDENTITY']
  if (names.filter((name) => given[name]).length !== 1) {
    problems.push(`${names.join(', ')}: set one of the three, so that the sign-in app can prove itself`)
  }
  if (given.SIGN_IN_APP_ID && given.SIGN_IN_APP_ID === given.MicrosoftAppId) {
    problems.push(
      'SIGN_IN_APP_ID must be another registration than MicrosoftAppId: a user’s sign-in token for the bot’s own id could be played back to the bot',
    )
  }
  return problems
}

/** One way into the database: a password in its address, or an identity. */
export function databaseProblems({ DATABASE_URL, DATABASE_MANAGED_IDENTITY }: Given): string[] {
  if (!DATABASE_MANAGED_IDENTITY) return []
  if (!DATABASE_URL)
    return ['DATABASE_MANAGED_IDENTITY needs DATABASE_URL: postgres://<identity>@<host>/<database>']
  return URL.canParse(DATABASE_URL) && new URL(DATABASE_URL).password !== ''
    ? ['DATABASE_URL must hold no password when DATABASE_MANAGED_IDENTITY is set']
    : []
}

const CERTIFICATE = ['CERTIFICATE', 'PRIVATE KEY']
const FILES: Record<string, readonly string[]> = {
  BOT_CERTIFICATE_FILE: CERTIFICATE,
  SIGN_IN_APP_CERTIFICATE_FILE: CERTIFICATE,
  TRUSTED_CA_FILE: ['CERTIFICATE'],
}

/** Files that are named exist and hold what they should, or people would find out hours later. */
export function fileProblems(given: Given): string[] {
  return Object.entries(FILES).flatMap(([name, blocks]) => {
    const path = given[name]
    if (!path) return []
    try {
      const pem = readFileSync(path, 'utf8')
      const missing = blocks.filter((block) => !new RegExp(`-----BEGIN [A-Z ]*${block}-----`).test(pem))
      return missing.length > 0
        ? [
            `${name}: ${path} holds no ${missing.join(' and no ')}; it has to be a PEM file with ${blocks.join(' and ')}`,
          ]
        : []
    } catch (error) {
      return [
        `${name}: ${path} cannot be read (${(error as NodeJS.ErrnoException).code ?? 'unknown reason'})`,
      ]
    }
  })
}

const SHORTEST = 8

/** Names that nothing reads but that look like one of ours that is not set: most likely a typo. */
export function nameProblems(given: readonly string[], known: readonly string[]): string[] {
  const missing = known.filter((name) => !given.includes(name) && name.length >= SHORTEST)
  return given
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const meant = missing.find((one) => isSlip(comparableName(name), comparableName(one)))
      return meant ? [`${name} is not a setting; did you mean ${meant}?`] : []
    })
}

function comparableName(name: string): string {
  return name.replaceAll('_', '').toLowerCase()
}

/** At most one letter added, left out, changed or swapped with its neighbour. */
function isSlip(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false
  let start = 0
  while (start < one.length && one[start] === other[start]) start++
  let end = 0
  const most = Math.min(one.length, other.length) - start
  while (end < most && one.at(-1 - end) === other.at(-1 - end)) end++
  const [left, right] = [one.slice(start, one.length - end), other.slice(start, other.length - end)]
  const isSwap = left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0]
  return (left.length <= 1 && right.length <= 1) || isSwap
}

/** All of a model or none of it. */
export function modelProblems(given: Record<string, string | undefined>): string[] {
  const needed = ['MODEL_ENDPOINT', 'MODEL_KEY', 'MODEL_NAME']
  const missing = needed.filter((name) => !given[name])
  const problems: string[] = []
  if (missing.length > 0 && (missing.length < needed.length || given.MODEL_API_VERSION)) {
    problems.push(`${missing.join(' and ')}: set all of ${needed.join(', ')}, or none for no language model`)
  }
  return problems
}

/** Whatever can still be undone must not be deleted yet. */
export function retentionProblems(
  values: Pick<Values, 'RETENTION_DAYS' | 'RETENTION_DETAIL_DAYS' | 'UNDO_DAYS'>,
): string[] {
  const { RETENTION_DAYS, RETENTION_DETAIL_DAYS, UNDO_DAYS } = values
  return [
    ...(RETENTION_DETAIL_DAYS < UNDO_DAYS
      ? [`RETENTION_DETAIL_DAYS must be at least UNDO_DAYS (${UNDO_DAYS})`]
      : []),
    ...(RETENTION_DAYS < RETENTION_DETAIL_DAYS
      ? [`RETENTION_DAYS must be at least RETENTION_DETAIL_DAYS (${RETENTION_DETAIL_DAYS})`]
      : []),
  ]
}
