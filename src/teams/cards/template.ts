import { readFileSync } from 'node:fs'
import { Template } from 'adaptivecards-templating'
import type { Attachment } from '../turn.ts'

export type CardName =
  | 'request'
  | 'several'
  | 'choose'
  | 'notice'
  | 'history'
  | 'gets'
  | 'help'
  | 'offers'
  | 'signIn'

export const ADAPTIVE_CARD = 'application/vnd.microsoft.card.adaptive'

const templates = new Map<CardName, Template>()

/** Fills a template of `cards/` with data. Strings in the data are never evaluated as expressions. */
export function drawCard(name: CardName, data: object): Attachment {
  return { contentType: ADAPTIVE_CARD, content: templateOf(name).expand({ $root: data }) }
}

/** Parsed once: parsing takes ten times as long as filling. */
function templateOf(name: CardName): Template {
  const known = templates.get(name)
  if (known) return known
  const file = new URL(`../../../cards/${name}.json`, import.meta.url)
  const made = new Template(JSON.parse(readFileSync(file, 'utf8')))
  templates.set(name, made)
  return made
}
