/**
 * botbuilder prints what it dislikes about a token, keys included, with `console.error`. Nothing of ours does, so
 * while Assent runs such lines are counted in the log and their contents dropped. @returns a function that restores
 * the console.
 */
export function hushLibraries(log: { debug(message: string): void }): () => void {
  const { error, warn } = console
  console.error = console.warn = () => log.debug('a library printed something; its text is left out')
  return () => Object.assign(console, { error, warn })
}
