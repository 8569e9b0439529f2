import { setTimeout as pause } from 'node:timers/promises'
import { GRANT_MS } from '../../src/graph/pace.ts'
import { ends } from '../exit.ts'
import { type Company, startCompany } from '../faults/company.ts'
import { depth } from './world/depth.ts'
import { type Figures, keep } from './world/figures.ts'
import { carry, carrySentence } from './world/peopleAtWork.ts'
import { trustFile } from './world/trusted.ts'

/**
 * "give group B everything that group A has": how many calls to Graph wait for each other while all kinds are searched,
 * in a tenant in which each kind is one page. What a service rejects is known from a request before.
 */
const GIVER = 'Copenhagen Office'
/** They have none of it yet. */
const TAKERS = ['Pilot Users', 'Human Resources', 'Break Glass']

const company = await startCompany('PostgreSQL', 6)
trustFile(company.settings.TRUSTED_CA_FILE ?? '')
try {
  const assent = await company.startAssent()
  company.channel.connect(assent.url)
  await company.install()
  for (let i = 0; i < 6; i++) await carry(company, [i])
  keep('wholeGroup', { PostgreSQL: await measure(company) })
  await assent.stop()
} finally {
  await company.stop()
}
ends(true)

async function measure({ tenant }: Company): Promise<Figures> {
  const { objects, groups } = tenant.state
  const giver = groups.find(({ displayName }) => displayName === GIVER)?.id
  const given = Object.values(objects)
    .flat()
    .filter(({ assignments }) =>
      assignments.some(
        ({ target }) =>
          target.groupId === giver && target['@odata.type'] === '#microsoft.graph.groupAssignmentTarget',
      ),
    ).length
  const takers = TAKERS.values()
  const give = (...marks: Parameters<typeof carrySentence>[3][]) =>
    carrySentence(
      company,
      `give group ${takers.next().value} everything that group ${GIVER} has`,
      given,
      ...marks,
    )
  await give()
  await pause(GRANT_MS)
  return await depth(company, give)
}
