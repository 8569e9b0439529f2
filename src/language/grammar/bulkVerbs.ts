import { patterns } from './pattern.ts'

export const GIVE = patterns('give|grant|assign|add|apply|deploy|push|provide|target', 'roll out')
export const COPY = patterns('copy|clone|duplicate|mirror|replicate')
export const EXCLUDE = patterns('exclude|exempt|omit')

export const REMOVE = patterns(
  'remove|unassign|withdraw|revoke|detach|take|drop|delete|clear',
  'stop assigning|deploying|applying',
)

export const UNEXCLUDE = patterns(
  'stop|quit excluding|exempting',
  'unexclude|un-exclude',
  'remove|lift|drop|delete|clear all|any|every? of? the? exclusion|exclusions of|for',
)

export const MOVE = patterns('move|transfer|migrate|shift')
export const MAKE = patterns('make|set|treat|handle|configure|equip|provision', 'set up')
export const REPLACE = patterns('replace|swap')
export const AWAY_FROM = patterns('away|off? from', 'off')
export const OVER_TO = patterns('over? to|onto|for')
