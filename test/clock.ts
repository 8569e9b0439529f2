/** This process's clock is wrong from now on, as on a machine that nobody sets. @returns what sets it right again. */
export function setClockOff(milliseconds: number): () => void {
  const right = globalThis.Date
  globalThis.Date = new Proxy(right, {
    construct: (_date, given, target) =>
      Reflect.construct(right, given.length === 0 ? [right.now() + milliseconds] : given, target),
    get: (_date, key) => (key === 'now' ? () => right.now() + milliseconds : Reflect.get(right, key)),
  })
  return () => {
    globalThis.Date = right
  }
}
