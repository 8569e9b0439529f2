import { CATALOG } from '../intune/catalog.ts'
import { read } from '../language/read.ts'

/** Reads sentences from standard input, one a line, and prints for each one line of JSON, as it comes. */
process.stdin.setEncoding('utf8')
let rest = ''
for await (const chunk of process.stdin) {
  const lines = `${rest}${chunk}`.split('\n')
  rest = lines.pop() ?? ''
  lines.forEach(print)
}
if (rest) print(rest)

function print(line: string): void {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line
  console.log(JSON.stringify({ text, readings: read(text, CATALOG) }))
}
