import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import Ajv, { type ErrorObject } from 'ajv-draft-04'
import addFormats from 'ajv-formats'

const require = createRequire(import.meta.url)

/**
 * Checks against the schemas that Microsoft publishes, as its own package carries them: nothing is fetched.
 * @param name `MicrosoftTeams` or `MicrosoftTeams.Localization`.
 * @param version for example 1.25.
 * @returns each problem as a sentence.
 */
export function schemaProblems(name: string, version: string, document: unknown): string[] {
  const folder = join(dirname(require.resolve('@microsoft/app-manifest')), 'json-schemas', 'teams')
  const file = join(folder, `v${version}`, `${name}.schema.json`)
  // Microsoft's patterns are not written for the u flag.
  const ajv = new Ajv.default({ strict: false, allErrors: true, unicodeRegExp: false })
  addFormats.default(ajv)
  const validate = ajv.compile(JSON.parse(readFileSync(file, 'utf8')))
  return validate(document) ? [] : (validate.errors ?? []).map(problemInWords)
}

function problemInWords({ instancePath, message, params }: ErrorObject): string {
  const extra = 'additionalProperty' in params ? ` (${params.additionalProperty})` : ''
  return `${instancePath || 'the document'} ${message}${extra}`
}
