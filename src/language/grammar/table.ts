import { withoutPadding } from '../guards/padding.ts'
import { BULLET, nameOf, spoken, type Token } from '../lexer/tokens.ts'
import type { Side } from './frame.ts'
import { isIntentWord } from './intentWords.ts'
import { isWhole, patterns } from './pattern.ts'
import { framesOf } from './verbs.ts'

/** A pasted table as a request for each row, or the words of it that say nothing that is known. */
export type Table = { rows: Row[]; unread?: never } | { unread: readonly Token[]; rows?: never }

/** A row in words, and what its cells said: no name is in two of them. */
export interface Row {
  words: Token[]
  cells: readonly string[]
}

type Column = 'policy' | 'group' | 'intent' | 'action' | 'filter'
type CellTokens = readonly Token[]

const HEADS: Readonly<Record<Column, ReturnType<typeof patterns>>> = {
  policy: patterns(
    'policy|policies|app|apps|application|applications|profile|profiles|script|scripts|configuration|setting|object name|names?',
    'name|what',
    'policy / app',
  ),
  group: patterns(
    'entra|security|target? group|groups name|names?',
    'target|targets|audience|who|whom|to',
    'assign|assigned|assignment to|group',
  ),
  intent: patterns('install|assignment? intent|type', 'as|how|mode'),
  action: patterns('action|change|operation|deed'),
  filter: patterns('assignment? filter name?'),
}
const COLUMNS = Object.keys(HEADS) as Column[]
const ACTIONS: ReadonlyMap<string, Side> = new Map(
  Object.entries<Side>({
    assign: 'include',
    add: 'include',
    include: 'include',
    deploy: 'include',
    exclude: 'exclude',
    remove: 'remove',
    unassign: 'remove',
  }),
)
/** Around the verb above the rows: "please assign the following:". */
const POINTING = new Set(
  'the these this following below as table assignments policies apps groups list per in to : -'.split(' '),
)
const MAX_CELLS = 5
const RULER = /^[|:+=–—-]+$/

/**
 * Rows whose cells are parted by "|" (a pasted tab is one, too): "Edge Settings | Legal | required", with or without a
 * head, and a verb above them. Null where the words are no table.
 */
export function tableIn(said: readonly Token[]): Table | null {
  const lines = linesIn(said)
  const first = lines.findIndex(isRow)
  const rows = lines.slice(Math.max(0, first)).filter((line) => !line.every(({ raw }) => RULER.test(raw)))
  if (first < 0 || first > 1 || rows.length === 0 || !rows.every(isRow)) return null
  // "assign X to Y | filter F", "Policy: X | Group: Y": one line that says it in words.
  const isWorded =
    rows.flat().some(({ raw }) => raw === ':') ||
    (framesOf(rows[0] as CellTokens).length > 0 && !areActed(rows))
  if (isWorded && rows.length === 1 && first === 0) return null
  const side = first === 0 ? 'include' : sideAbove(lines[0] as CellTokens)
  if (!side) return { unread: lines[0] as CellTokens }
  const cells = areActed(rows) ? rows.map(withActionApart) : rows.map(cellsIn)
  const [head = []] = cells
  const columns = columnsSaid(head)
  const body = columns ? cells.slice(1) : cells
  const meant = columns ?? columnsOf(body)
  const odd = body.findIndex((row) => row.length !== meant?.length || row.some(({ length }) => length === 0))
  if (!meant) return { unread: unknownHead(head) ?? (rows[0] as CellTokens) }
  if (body.length === 0 || odd >= 0)
    return { unread: rows[columns ? odd + 1 : odd] ?? (rows[0] as CellTokens) }
  const requests = body.map((row) => requestOfRow(row, meant, side))
  const unread = requests.indexOf(null)
  if (unread >= 0) return { unread: rows[columns ? unread + 1 : unread] as CellTokens }
  return { rows: requests.flatMap((one) => (one ? [one] : [])) }
}

function linesIn(said: readonly Token[]): CellTokens[] {
  const lines: Token[][] = []
  for (const token of said) {
    if (token.startsLine || lines.length === 0) lines.push([])
    if (token.word !== BULLET) lines.at(-1)?.push(token)
  }
  return lines.filter(({ length }) => length > 0)
}

function isRow(line: CellTokens): boolean {
  return line.some(isBar)
}

function isBar({ raw, quoted }: Token): boolean {
  return raw === '|' && quoted === null
}

/** What is between the bars; those at both ends part nothing. */
function cellsIn(line: CellTokens): CellTokens[] {
  const cells: Token[][] = [[]]
  for (const token of line) {
    if (isBar(token)) cells.push([])
    else cells.at(-1)?.push(token)
  }
  if (isBar(line[0] as Token)) cells.shift()
  if (isBar(line.at(-1) as Token)) cells.pop()
  return cells
}

/** The verb of the line above the rows; null where it says more. */
function sideAbove(line: CellTokens): Side | null {
  const words = withoutPadding(line)
  const [found] = framesOf(words)
  const rest = found ? found.rest : words
  if (!rest.every(({ word }) => POINTING.has(word))) return null
  return found ? (ACTIONS.get(words[0]?.word ?? '') ?? null) : 'include'
}

/** The columns by their heads; null where the first row is no header. */
function columnsSaid(head: readonly CellTokens[]): Column[] | null {
  const columns = head.map((cell) => COLUMNS.find((column) => isWhole(HEADS[column], cell)))
  const known = columns.flatMap((column) => column ?? [])
  const isHead = known.length === head.length && new Set(known).size === known.length
  return isHead && known.includes('policy') && known.includes('group') ? known : null
}

/** Of a head that is known in part, the first cell that is not. */
function unknownHead(head: readonly CellTokens[]): CellTokens | null {
  const isKnown = (cell: CellTokens) => COLUMNS.some((column) => isWhole(HEADS[column], cell))
  return head.some(isKnown) ? (head.find((cell) => !isKnown(cell)) ?? null) : null
}

/** Without a head: a policy and a group, and beside them what every row says in words for an intent or an action. */
function columnsOf(rows: readonly (readonly CellTokens[])[]): Column[] | null {
  const [first = []] = rows
  if (first.length < 2 || first.length > MAX_CELLS) return null
  const all = (at: number, is: (cell: CellTokens) => boolean) => rows.every((row) => is(row[at] ?? []))
  const told = first.map((_, at): Column | null =>
    all(at, isIntent) ? 'intent' : all(at, isAction) ? 'action' : null,
  )
  const named: Column[] = ['policy', 'group']
  if (told.filter((one) => one === null).length !== named.length) return null
  return told.map((one) => one ?? (named.shift() as Column))
}

function isIntent(cell: CellTokens): boolean {
  return isIntentWord(cell[0]?.word ?? '') && (cell.length === 1 || cell[1]?.word === 'without')
}

function isAction(cell: CellTokens): boolean {
  return cell.length === 1 && ACTIONS.has(cell[0]?.word ?? '')
}

/** "assign | Edge Settings | Legal", "assign Edge Settings | Legal": each row begins with its action. */
function areActed(rows: readonly CellTokens[]): boolean {
  return rows.every((row) => {
    const [first = []] = cellsIn(row)
    return isAction(first.slice(0, 1)) && !first.some(({ word, raw }) => raw === word && PLACING.test(word))
  })
}

const PLACING = /^(to|from|for|on)$/

function withActionApart(row: CellTokens): CellTokens[] {
  const [first = [], ...more] = cellsIn(row)
  return first.length > 1 ? [first.slice(0, 1), first.slice(1), ...more] : [first, ...more]
}

function requestOfRow(row: readonly CellTokens[], columns: readonly Column[], above: Side): Row | null {
  const of = (column: Column) => row[columns.indexOf(column)] ?? []
  const [policy, group, intent, action, filter] = [
    of('policy'),
    of('group'),
    of('intent'),
    of('action'),
    of('filter'),
  ]
  const side = action.length > 0 ? ACTIONS.get(action[0]?.word ?? '') : above
  if (!side || (action.length > 0 && !isAction(action)) || (intent.length > 0 && !isIntent(intent)))
    return null
  const more = [
    ...(intent.length > 0 ? [...spoken('as'), ...intent] : []),
    ...(filter.length > 0 ? [...spoken('with filter'), ...filter] : []),
  ]
  const words =
    side === 'include'
      ? [...spoken('assign'), ...policy, ...spoken('to'), ...group, ...more]
      : [...spoken(side), ...group, ...spoken('from'), ...policy, ...more]
  return { words, cells: row.map(nameOf) }
}
