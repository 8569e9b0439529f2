import { PNG } from 'pngjs'

export interface Manifest {
  bots: { botId: string; commandLists: { scopes: string[]; commands: { title: string }[] }[] }[]
  webApplicationInfo: { id: string; resource: string }
  validDomains: string[]
  localizationInfo: { additionalLanguages: { languageTag: string; file: string }[] }
  manifestVersion: string
}

/** What Microsoft requires beyond the schema (learn.microsoft.com/microsoftteams/platform, manifest and icons). */
export function manifestProblems(manifest: Manifest): string[] {
  const problems: string[] = []
  for (const name of new Set(JSON.stringify(manifest).match(/\$\{\{\w+\}\}/g))) {
    problems.push(`${name} stands for nothing`)
  }
  const { id, resource } = manifest.webApplicationInfo
  const botIds = manifest.bots.map(({ botId }) => botId)
  if (botIds.includes(id))
    problems.push('the sign-in app is the bot itself; it has to be another registration')
  if (resource !== `api://${id}`) problems.push(`webApplicationInfo.resource is ${resource}, not api://${id}`)
  for (const domain of manifest.validDomains) {
    if (!/^[a-z0-9-]+(\.[a-z0-9-]+)+$/i.test(domain)) problems.push(`${domain} is not a valid domain`)
  }
  const scopes = manifest.bots.flatMap(({ commandLists }) => commandLists.flatMap((list) => list.scopes))
  if (new Set(scopes).size !== scopes.length) problems.push('a scope has two command lists')
  return problems
}

/** A language's file names what is there, and leaves no description out. */
export function languageProblems(manifest: Manifest, translations: Record<string, string>): string[] {
  const lists = manifest.bots[0]?.commandLists ?? []
  const wanted = lists.flatMap(({ commands }, list) =>
    commands.map((_command, index) => `bots[0].commandLists[${list}].commands[${index}].description`),
  )
  const given = Object.keys(translations).filter((key) => key.startsWith('bots['))
  return [
    ...wanted.filter((key) => !given.includes(key)).map((key) => `${key} is missing`),
    ...given.filter((key) => !wanted.includes(key)).map((key) => `${key} is not in the manifest`),
  ]
}

/** 192 × 192 and full; 32 × 32, white on nothing (learn.microsoft.com/microsoftteams, apps-package, app icons). */
export function iconProblems(name: 'color' | 'outline', file: Buffer): string[] {
  const size = name === 'color' ? 192 : 32
  const { width, height, data } = PNG.sync.read(file)
  const problems = width === size && height === size ? [] : [`is ${width} × ${height}, not ${size} × ${size}`]
  const pixels = Array.from({ length: width * height }, (_none, index) =>
    data.subarray(index * 4, index * 4 + 4),
  )
  const isClear = pixels.filter(([, , , alpha]) => alpha === 0).length
  if (name === 'color') {
    if (pixels.some(([, , , alpha]) => alpha !== 255)) problems.push('is transparent in places')
    return problems
  }
  const isWhite = (pixel: Buffer) => pixel[0] === 255 && pixel[1] === 255 && pixel[2] === 255
  if (!pixels.every((pixel) => pixel[3] === 0 || isWhite(pixel)))
    problems.push('has colours other than white')
  if (isClear === 0) problems.push('has no transparent ground')
  if (isClear === pixels.length) problems.push('shows nothing')
  return problems
}
