import type { Token } from '../lexer/tokens.ts'
import type { FilterMode, Intent } from '../reading.ts'

/**
 * A run of words that says what the words after it are. They may also be a part of a name: that is for others to weigh.
 */
export interface Marker {
  type: 'filter' | 'mode' | 'unfiltered' | 'side' | 'exclude' | 'remove' | 'intent'
  start: number
  end: number
  mode?: FilterMode
  intent?: Intent
  /** "from required to available" */
  fromIntent?: Intent
  /** The filter's name where it is within the marker: "with the Corporate filter". */
  name?: readonly Token[]
}
