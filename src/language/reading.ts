/** The targets that are not Entra groups. A group that is really called "all users" must be quoted. */
export const ALL_USERS = '@allUsers'
export const ALL_DEVICES = '@allDevices'

export type Intent = 'required' | 'available' | 'uninstall'
export type FilterMode = 'include' | 'exclude'

/**
 * One way to understand a sentence that asks for a change.
 *
 * `kind` is a catalog key, or null when the sentence names none. `policies` and the targets are names or
 * ids exactly as the person wrote them (quotes removed); targets may also be `@allUsers` or `@allDevices`.
 */
export interface ChangeReading {
  action: 'change'
  kind: string | null
  policies: string[]
  include: string[]
  exclude: string[]
  remove: string[]
  filter: { name: string; mode: FilterMode } | null
  intent: Intent | null
}

/** "what is X assigned to" */
export interface ShowReading {
  action: 'show'
  kind: string | null
  policies: string[]
}

/** "what does group Y get"; the group may also be `@allUsers` or `@allDevices`. */
export interface ShowGroupReading {
  action: 'show-group'
  group: string
}

/**
 * "give group B everything that group A has": one change to every object that is assigned to `like`.
 *
 * Null `like` stands for the groups in `remove`: "remove group Old from everything". `kind` narrows it to objects
 * of one kind. Exactly one of the three lists holds targets.
 */
export interface BulkReading {
  action: 'bulk'
  /** A group's name or id, `@allUsers` or `@allDevices`. */
  like: string | null
  kind: string | null
  include: string[]
  exclude: string[]
  remove: string[]
}

export interface CommandReading {
  action: 'help' | 'undo' | 'history' | 'signOut' | 'notify' | 'stopNotifying'
}

export type Reading = ChangeReading | ShowReading | ShowGroupReading | BulkReading | CommandReading

/** What the language layer needs to know of a catalog row: how people call the kind. */
export interface KindWords {
  key: string
  title: string
  aliases: readonly string[]
}
