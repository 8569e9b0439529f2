/**
 * The rules of Adaptive Cards 1.5 for the elements that cards here are made of, and Teams' own for bots' cards.
 * https://adaptivecards.io/schemas/1.5.0/adaptive-card.json
 * https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-reference
 */
type Rule = 'text' | 'flag' | 'number' | 'any' | 'parts' | readonly string[]

const COLORS = ['Default', 'Accent', 'Good', 'Warning', 'Attention', 'Dark', 'Light']
const STYLES = ['default', 'emphasis', 'good', 'attention', 'warning', 'accent']
const SPACING = ['None', 'Small', 'Default', 'Medium', 'Large', 'ExtraLarge', 'Padding']
const BLOCK = { id: 'text', spacing: SPACING, separator: 'flag', isVisible: 'flag', fallback: 'any' } as const
const TEXT = {
  text: 'text',
  color: COLORS,
  size: ['Default', 'Small', 'Medium', 'Large', 'ExtraLarge'],
  weight: ['Default', 'Lighter', 'Bolder'],
  fontType: ['Default', 'Monospace'],
  isSubtle: 'flag',
} as const
const ACTION = {
  id: 'text',
  title: 'text',
  style: ['default', 'positive', 'destructive'],
  fallback: 'any',
  mode: ['primary', 'secondary'],
} as const

const RULES: Record<string, { needs: string[]; has: Record<string, Rule> }> = {
  AdaptiveCard: {
    needs: ['version', 'body', 'fallbackText', 'speak', 'msteams'],
    has: {
      $schema: 'text',
      version: ['1.5'],
      fallbackText: 'text',
      speak: 'text',
      msteams: 'any',
      refresh: 'any',
      body: 'parts',
      actions: 'parts',
    },
  },
  TextBlock: {
    needs: ['text', 'wrap'],
    has: { ...BLOCK, ...TEXT, wrap: 'flag', style: ['default', 'heading'], maxLines: 'number' },
  },
  RichTextBlock: { needs: ['inlines'], has: { ...BLOCK, inlines: 'parts', horizontalAlignment: 'any' } },
  TextRun: {
    needs: ['text'],
    has: {
      ...TEXT,
      italic: 'flag',
      strikethrough: 'flag',
      highlight: 'flag',
      underline: 'flag',
      selectAction: 'parts',
    },
  },
  Container: {
    needs: ['items'],
    has: { ...BLOCK, items: 'parts', style: STYLES, bleed: 'flag', selectAction: 'parts' },
  },
  ActionSet: { needs: ['actions'], has: { ...BLOCK, actions: 'parts' } },
  'Input.Text': {
    needs: ['id', 'label'],
    has: {
      ...BLOCK,
      label: 'text',
      isMultiline: 'flag',
      maxLength: 'number',
      isRequired: 'flag',
      errorMessage: 'text',
      placeholder: 'text',
      value: 'text',
    },
  },
  // Both are among Teams' own card elements (learn.microsoft.com/javascript/api/teams-sdk-typescript/@microsoft/teams.cards).
  'Input.Date': { needs: ['id', 'label'], has: { ...BLOCK, label: 'text', value: 'text' } },
  'Input.Time': { needs: ['id', 'label'], has: { ...BLOCK, label: 'text', value: 'text' } },
  'Input.Toggle': {
    needs: ['id', 'title'],
    has: {
      ...BLOCK,
      title: 'text',
      value: 'text',
      valueOn: 'text',
      valueOff: 'text',
      wrap: 'flag',
      label: 'text',
    },
  },
  'Input.ChoiceSet': {
    needs: ['id', 'label', 'choices'],
    has: {
      ...BLOCK,
      label: 'text',
      choices: 'any',
      value: 'text',
      style: ['compact', 'expanded'],
      isMultiSelect: 'flag',
      wrap: 'flag',
    },
  },
  'Action.Execute': {
    needs: ['title', 'verb', 'data', 'fallback'],
    has: { ...ACTION, verb: 'text', data: 'any', associatedInputs: ['auto', 'none'] },
  },
  'Action.Submit': {
    needs: ['title', 'data'],
    has: { ...ACTION, data: 'any', associatedInputs: ['auto', 'none'] },
  },
  'Action.OpenUrl': { needs: ['title', 'url'], has: { ...ACTION, url: 'text' } },
}

/** So many a card can have before Teams folds or drops some (cards-reference, "Actions"). */
const MAX_ACTIONS = 6
/** What every way into Teams takes: incoming webhooks and Power Automate are the narrowest. */
export const MAX_CARD_BYTES = 28 * 1024

/** Every breach of a rule, with the place where it is; empty: none. */
export function breachesOf(card: unknown): string[] {
  const breaches = [...partBreaches(card, 'card'), ...unfilledIn(card)]
  const parts = partsIn(card)
  // What a row leads to is no button.
  const taps = new Set(parts.flatMap(({ selectAction }) => selectAction ?? []))
  const actions = parts.filter((part) => /^Action\./.test(String(part.type)) && !taps.has(part))
  if (actions.length > MAX_ACTIONS) breaches.push(`card: ${actions.length} actions`)
  const bytes = Buffer.byteLength(JSON.stringify(card))
  if (bytes >= MAX_CARD_BYTES) breaches.push(`card: ${bytes} bytes`)
  const { msteams } = card as { msteams?: { width?: unknown } }
  if (msteams?.width !== 'Full') breaches.push('card: not full width')
  const ids = partsIn(card).flatMap(({ type, id }) => (/^Input\./.test(String(type)) ? [id] : []))
  if (new Set(ids).size < ids.length) breaches.push('card: two inputs of one id')
  return breaches
}

interface Part {
  [name: string]: unknown
}

/** Every element, action and text run of a card; what stands in for an action elsewhere is not one more of them. */
export function partsIn(value: unknown): Part[] {
  if (Array.isArray(value)) return value.flatMap(partsIn)
  if (!value || typeof value !== 'object') return []
  const { fallback: _fallback, refresh: _refresh, data: _data, ...rest } = value as Part
  return [...('type' in value ? [value as Part] : []), ...Object.values(rest).flatMap(partsIn)]
}

function partBreaches(part: unknown, path: string): string[] {
  const { type, ...rest } = (part ?? {}) as Part
  const rule = RULES[String(type)]
  if (!rule) return [`${path}: ${String(type)} is no element that Teams draws`]
  const missing = rule.needs.filter((name) => rest[name] === undefined)
  return [
    ...missing.map((name) => `${path}: ${String(type)} without ${name}`),
    ...Object.entries(rest).flatMap(([name, value]) => {
      const at = `${path}.${name}`
      const takes = rule.has[name]
      if (!takes) return [`${at}: ${String(type)} has no such property`]
      if (name === 'fallback') return partBreaches(value, at)
      if (takes === 'parts') {
        return [value].flat().flatMap((one, index) => partBreaches(one, `${at}[${index}]`))
      }
      return fits(takes, value) ? [] : [`${at}: ${JSON.stringify(value)}`]
    }),
  ]
}

function fits(rule: Exclude<Rule, 'parts'>, value: unknown): boolean {
  if (rule === 'any') return true
  if (rule === 'flag') return typeof value === 'boolean'
  if (rule === 'number') return typeof value === 'number'
  if (rule === 'text') return typeof value === 'string'
  return rule.some((one) => one.toLowerCase() === String(value).toLowerCase())
}

/** What a template left as it is shows as `${…}` to people. */
function unfilledIn(card: unknown): string[] {
  return JSON.stringify(card).match(/\$\{[^}]*\}|\bundefined\b|\[object Object\]/g) ?? []
}
