import type { MemberFacts, Reason, Why } from './why.ts'

/** The conclusion in one sentence, then each entry that speaks of them. */
export function whyInWords(
  policy: string,
  member: MemberFacts,
  why: Why,
  filterName: (id: string) => string,
): string[] {
  const names = { policy: `“${policy}”`, member: `“${member.name}”` }
  return [
    conclusionOf(names, member, why, filterName),
    ...why.reasons.map((one) => reasonInWords(one, member, filterName)),
  ]
}

function conclusionOf(
  { policy, member: who }: { policy: string; member: string },
  member: MemberFacts,
  { because, verdict, reasons, platform }: Why,
  filterName: (id: string) => string,
): string {
  const it = member.is === 'device' ? 'it' : 'they'
  const is = member.is === 'device' ? 'it is' : 'they are'
  const included = reasons.filter(({ excluded }) => !excluded)
  switch (because) {
    case 'included': {
      const given = included.filter(({ passes, outweighed }) => passes === true && !outweighed)
      return `${who} gets ${policy}: ${is} included through ${listed(given.map(throughOf))}.`
    }
    case 'excluded': {
      const out = reasons.filter(({ excluded }) => excluded)
      const beats = included.length > 0 ? ', and an exclusion beats every inclusion' : ''
      return `${who} does not get ${policy}: ${is} excluded through ${listed(out.map(throughOf))}${beats}.`
    }
    case 'filtered': {
      const filters = listed(
        included
          .filter(({ outweighed }) => !outweighed)
          .flatMap(({ filter }) => (filter ? [`“${filterName(filter.id)}”`] : [])),
      )
      return verdict === 'open'
        ? `Whether ${who} gets ${policy} depends on filter ${filters}, and what that comes to is not known here.`
        : `${who} does not get ${policy}: filter ${filters} leaves ${it === 'it' ? 'it' : 'them'} out.`
    }
    case 'platform':
      return `${who} does not get ${policy}: ${it} runs ${member.platform}, and this is for ${platform}.`
    case 'nothing':
      return `${who} does not get ${policy}: nothing that ${is} part of is assigned to it.`
  }
}

function throughOf({ through, byOwner, intent }: Reason): string {
  return [through, intent && `as ${spaced(intent)}`, byOwner && 'by its user'].filter(Boolean).join(' ')
}

/** "Included through “Sales Laptops” as required, with filter “Corporate Windows” (include), which matches." */
function reasonInWords(
  { through, byOwner, excluded, intent, filter, passes }: Reason,
  { owner }: MemberFacts,
  filterName: (id: string) => string,
): string {
  const whose = byOwner && owner ? ` by its user “${owner.name}”` : ''
  const as = intent ? ` ${excluded ? 'from' : 'as'} ${spaced(intent)}` : ''
  const matches = filter ? (passes === null ? null : passes === (filter.mode === 'include')) : null
  const verdict =
    matches === null ? 'whether it matches is not known' : matches ? 'it matches' : 'it does not match'
  const by = filter ? `, with filter “${filterName(filter.id)}” (${filter.mode}): ${verdict}` : ''
  return `${excluded ? 'Excluded' : 'Included'} through ${through}${whose}${as}${by}.`
}

function spaced(intent: string): string {
  return intent === 'availableWithoutEnrollment' ? 'available without enrollment' : intent
}

function listed(all: readonly string[]): string {
  return new Intl.ListFormat('en').format([...new Set(all)])
}
