/** Colours of an Adaptive Card. What they say is always in the words, too. */
export type Color = 'Default' | 'Accent' | 'Good' | 'Warning' | 'Attention'
