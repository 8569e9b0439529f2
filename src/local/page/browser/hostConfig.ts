/**
 * How Teams draws cards, roughly. Colours are CSS variables, so that light and dark need no second drawing.
 * Names: https://learn.microsoft.com/adaptive-cards/rendering-cards/host-config
 */

const colors = (background = false) => {
  const color = (name: string) => ({
    default: `var(--card-${name})`,
    subtle: `var(--card-${name === 'default' ? 'subtle' : name})`,
    highlightColors: { default: 'var(--card-highlight)', subtle: 'var(--card-highlight)' },
  })
  return {
    default: color('default'),
    dark: color('default'),
    light: color(background ? 'default' : 'subtle'),
    accent: color('accent'),
    good: color('good'),
    warning: color('warning'),
    attention: color('attention'),
  }
}

const container = (name: string) => ({
  backgroundColor: `var(--card-${name}-background)`,
  foregroundColors: colors(true),
})

const FONT = {
  fontFamily: 'var(--font)',
  fontSizes: { small: 12, default: 14, medium: 14, large: 18, extraLarge: 24 },
  fontWeights: { lighter: 400, default: 400, bolder: 600 },
}

export const HOST_CONFIG = {
  hostCapabilities: { capabilities: null },
  choiceSetInputValueSeparator: ',',
  supportsInteractivity: true,
  fontTypes: { default: FONT, monospace: { ...FONT, fontFamily: 'var(--font-monospace)' } },
  spacing: { small: 6, default: 8, medium: 12, large: 16, extraLarge: 24, padding: 12 },
  separator: { lineThickness: 1, lineColor: 'var(--line)' },
  imageSizes: { small: 32, medium: 52, large: 100 },
  containerStyles: {
    default: { backgroundColor: 'transparent', foregroundColors: colors() },
    emphasis: container('emphasis'),
    accent: container('accent'),
    good: container('good'),
    attention: container('attention'),
    warning: container('warning'),
  },
  textBlock: { headingLevel: 3 },
  textStyles: { heading: { weight: 'bolder', size: 'large', color: 'default', isSubtle: false } },
  actions: {
    maxActions: 6,
    spacing: 'default',
    buttonSpacing: 8,
    showCard: { actionMode: 'inline', inlineTopMargin: 8 },
    actionsOrientation: 'horizontal',
    actionAlignment: 'left',
  },
  factSet: {
    title: { weight: 'bolder', wrap: true, maxWidth: 150 },
    value: { wrap: true },
    spacing: 8,
  },
}
