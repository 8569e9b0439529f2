/** Colours of an Adaptive Card. The words always say the same. */
export type Color = 'Default' | 'Accent' | 'Good' | 'Warning' | 'Attention'
