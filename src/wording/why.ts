import { intentWords } from './deed.ts'
import { list, quoted } from './list.ts'

/** A device or a person that is asked about. */
interface MemberWords {
  is: 'device' | 'user'
  name: string
  /** What a device runs; null: not known, or a person. */
  platform: string | null
  /** Whose device it is; null: nobody's, or not known. */
  owner: { name: string } | null
}

/** One entry that speaks of them. */
export interface Reason {
  /** "all devices", "“Sales Laptops”" */
  through: string
  /** It reaches a device by whoever uses it. */
  byOwner: boolean
  excluded: boolean
  intent: string | null
  filter: { id: string; mode: 'include' | 'exclude' } | null
  /** Whether the filter lets them through; null: not known. True without a filter. */
  passes: boolean | null
  /** An exclusion of its intent and kind of member undoes it. */
  outweighed: boolean
}

/**
 * Whether they get it, and by what. `excluded`: an exclusion outweighs every inclusion of its kind. `filtered`: no
 * filter lets them through. `platform`: they would, on another system. `nothing`: no inclusion speaks of them.
 */
export interface Why {
  verdict: 'gets' | 'lacks' | 'open'
  because: 'included' | 'excluded' | 'filtered' | 'platform' | 'nothing'
  reasons: readonly Reason[]
  /** What the policy is for, where that decides. */
  platform: string | null
}

/** The conclusion in one sentence, then each entry that speaks of them. */
export function whyInWords(
  policy: string,
  member: MemberWords,
  why: Why,
  filterName: (id: string) => string,
): string[] {
  const names = { policy: quoted(policy), member: quoted(member.name) }
  return [
    conclusionOf(names, member, why, filterName),
    ...why.reasons.map((one) => reasonInWords(one, member, filterName)),
  ]
}

function conclusionOf(
  { policy, member: who }: { policy: string; member: string },
  member: MemberWords,
  { because, verdict, reasons, platform }: Why,
  filterName: (id: string) => string,
): string {
  const it = member.is === 'device' ? 'it' : 'they'
  const is = member.is === 'device' ? 'it is' : 'they are'
  const included = reasons.filter(({ excluded }) => !excluded)
  switch (because) {
    case 'included': {
      const given = included.filter(({ passes, outweighed }) => passes === true && !outweighed)
      return `${who} gets ${policy}: ${is} included through ${distinctList(given.map(throughOf))}.`
    }
    case 'excluded': {
      const out = reasons.filter(({ excluded }) => excluded)
      const beats = included.length > 0 ? ', and an exclusion beats every inclusion' : ''
      return `${who} does not get ${policy}: ${is} excluded through ${distinctList(out.map(throughOf))}${beats}.`
    }
    case 'filtered': {
      const filters = distinctList(
        included
          .filter(({ outweighed }) => !outweighed)
          .flatMap(({ filter }) => (filter ? [quoted(filterName(filter.id))] : [])),
      )
      return verdict === 'open'
        ? `Whether ${who} gets ${policy} depends on filter ${filters}, and whether it matches is not known here.`
        : `${who} does not get ${policy}: filter ${filters} leaves ${it === 'it' ? 'it' : 'them'} out.`
    }
    case 'platform':
      return `${who} does not get ${policy}: ${it} runs ${member.platform}, and this is for ${platform}.`
    case 'nothing':
      return `${who} does not get ${policy}: nothing that ${is} part of is assigned to it.`
  }
}

function throughOf({ through, byOwner, intent }: Reason): string {
  return [through, intent && `as ${intentWords(intent)}`, byOwner && 'by its user'].filter(Boolean).join(' ')
}

/** "Included through “Sales Laptops” as required, with filter “Corporate Windows” (include), which matches." */
function reasonInWords(
  { through, byOwner, excluded, intent, filter, passes }: Reason,
  { owner }: MemberWords,
  filterName: (id: string) => string,
): string {
  const whose = byOwner && owner ? ` by its user “${owner.name}”` : ''
  const as = intent ? ` ${excluded ? 'from' : 'as'} ${intentWords(intent)}` : ''
  const matches = filter ? (passes === null ? null : passes === (filter.mode === 'include')) : null
  const verdict =
    matches === null ? 'whether it matches is not known' : matches ? 'it matches' : 'it does not match'
  const by = filter ? `, with filter “${filterName(filter.id)}” (${filter.mode}): ${verdict}` : ''
  return `${excluded ? 'Excluded' : 'Included'} through ${through}${whose}${as}${by}.`
}

function distinctList(all: readonly string[]): string {
  return list([...new Set(all)])
}
