/** One instruction of a Dockerfile, with its continued lines joined. */
export interface Instruction {
  name: string
  rest: string
}

export function readDockerfile(text: string): Instruction[] {
  return text
    .replace(/\\\n/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [name = '', ...rest] = line.split(/\s+/)
      return { name: name.toUpperCase(), rest: rest.join(' ') }
    })
}

/** What a COPY may take from the context: the last line that fits decides, as Docker does it. */
export function isIgnored(path: string, ignoreFile: string): boolean {
  let ignored = false
  for (const line of ignoreFile.split('\n').map((one) => one.trim())) {
    if (line === '' || line.startsWith('#')) continue
    const pattern = line.replace(/^!/, '')
    const fits = pattern === '*' || path === pattern || path.startsWith(`${pattern}/`)
    if (fits) ignored = !line.startsWith('!')
  }
  return ignored
}
