/** This process's clock is wrong from now on, as on a machine that nobody sets. @returns what sets it right again. */
export function setClockOff(milliseconds: number): () => void {
  const Right = globalThis.Date
  class Wrong extends Right {
    constructor(...given: [] | [number | string | Date]) {
      if (given.length === 0) super(Right.now() + milliseconds)
      else super(...(given as [number]))
    }

    static override now(): number {
      return Right.now() + milliseconds
    }
  }
  globalThis.Date = Wrong as DateConstructor
  return () => {
    globalThis.Date = Right
  }
}
