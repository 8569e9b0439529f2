import { CATALOG } from '../intune/catalog/catalog.ts'
import { messageAsText } from '../language/lexer/messageText.ts'
import { readMessage } from '../teams/inbound/commands/index.ts'

/**
 * Reads messages from standard input, one a line, and prints for each one line of JSON, as it comes. With `--json` each
 * line is a JSON string, which may hold line breaks.
 */
const isJson = process.argv.includes('--json')
process.stdin.setEncoding('utf8')
let rest = ''
for await (const chunk of process.stdin) {
  const lines = `${rest}${chunk}`.split('\n')
  rest = lines.pop() ?? ''
  lines.forEach(print)
}
if (rest) print(rest)

function print(line: string): void {
  const written = line.endsWith('\r') ? line.slice(0, -1) : line
  const text = isJson ? stringIn(written) : written
  if (text === null) {
    console.error(`This line is no JSON string: ${written.slice(0, 80)}`)
    process.exitCode = 1
  } else console.log(JSON.stringify({ text, readings: readMessage(messageAsText({ text }), CATALOG) }))
}

function stringIn(line: string): string | null {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'string' ? value : null
  } catch {
    return null
  }
}
