import type { KindWords } from '../reading.ts'
import { mender } from './spelling.ts'
import { folded } from './tokens.ts'

/** The words whose misspelling is forgiven. Names are never mended: only what the grammar sees is. */
const FORGIVEN =
  'assign unassign apply deploy deploying install uninstall remove exclude excluding include publish distribute target please could would group groups device devices users everyone everybody filter filters filtered using with required available except without from policy policies history requests notify notifications posting post assigned assignments stop undo revert help show list sign what where gets give make push everything exclusion security'.split(
    ' ',
  )

/** Real words that lie close to one of the grammar's and must stay what they are. */
const NEVER = new Set(
  'form forms removed removes removal remote excluded excludes included includes installed installs uninstalled assigned assigns assigning assignee design resign reassign reinstall applied applies deployed deploys deployment pushed gets give gives given live shot shop slow snow host hosts past lost cost port pose shopping require requires filtering filtered filler grouped grouping used uses user usage device police polite strict scripted compliant complaint complaints expect accept excerpt helped held hell word work wish wit width whit wide write white that than then them they this lest last most lift lust mist gift grub undue shoe chow maker male mile milk stoop step shop steep fort undone assist apple staple guests guest list lists team teams drive drives updated customer customers boots clouds request device profit deceives requested'.split(
    ' ',
  ),
)

const SAME: ReadonlyMap<string, string> = new Map(
  Object.entries<string>({
    dont: "don't",
    doesnt: "doesn't",
    isnt: "isn't",
    wont: "won't",
    cant: "can't",
    shouldnt: "shouldn't",
    pls: 'please',
    plz: 'please',
    plase: 'please',
    u: 'you',
    thx: 'thanks',
    ty: 'thanks',
    undoo: 'undo',
    al: 'all',
    alll: 'all',
    teh: 'the',
    hte: 'the',
    whats: "what's",
    'un-assign': 'unassign',
    'un-install': 'uninstall',
    grp: 'group',
    gruop: 'group',
    grops: 'groups',
  }),
)

const cache = new WeakMap<readonly KindWords[], (word: string) => string>()

/** How the words of a sentence are mended before the grammar sees them. */
export function menderFor(kinds: readonly KindWords[]): (word: string) => string {
  const known = cache.get(kinds)
  if (known) return known
  const ofKinds = kinds
    .flatMap((kind) => [kind.title, ...kind.aliases])
    .flatMap((phrase) => folded(phrase).split(/\s+/))
    .filter((word) => word.length >= 6)
  const forgiven = [...new Set([...FORGIVEN, ...ofKinds, ...ofKinds.map(plural)])]
  const never = new Set([...NEVER, ...forgiven])
  const spell = mender(forgiven, never)
  const mend = (word: string) => SAME.get(word) ?? spell(word)
  cache.set(kinds, mend)
  return mend
}

export function plural(word: string): string {
  if (/[^aeiou]y$/.test(word)) return `${word.slice(0, -1)}ies`
  if (/(s|x|ch|sh)$/.test(word)) return `${word}es`
  return `${word}s`
}
