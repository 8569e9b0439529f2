import type { Migration, MigrationProvider } from 'kysely/migration'
import * as first from './001-first.ts'
import * as auditChain from './002-audit-chain.ts'
import * as approvals from './003-approvals.ts'
import * as posts from './004-posts.ts'
import * as signOuts from './005-sign-outs.ts'
import * as auditAnchors from './006-audit-anchors.ts'
import * as doubtfulPosts from './007-doubtful-posts.ts'
import * as ownReferences from './008-own-references.ts'
import * as shownPages from './009-shown-pages.ts'
import * as replicas from './010-replicas.ts'
import * as traces from './011-traces.ts'
import * as standIns from './012-stand-ins.ts'
import * as channels from './013-channels.ts'

const ALL: Record<string, Migration> = {
  '001-first': first,
  '002-audit-chain': auditChain,
  '003-approvals': approvals,
  '004-posts': posts,
  '005-sign-outs': signOuts,
  '006-audit-anchors': auditAnchors,
  '007-doubtful-posts': doubtfulPosts,
  '008-own-references': ownReferences,
  '009-shown-pages': shownPages,
  '010-replicas': replicas,
  '011-traces': traces,
  '012-stand-ins': standIns,
  '013-channels': channels,
}

/** Named in order; a name that has been released is never changed, only added to. */
export const MIGRATIONS: MigrationProvider = { getMigrations: async () => ALL }
