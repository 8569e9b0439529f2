/**
 * The provider's own clock. `advance` makes time go by for tokens that are out; the machine's clock stays, so
 * libraries that read it still take new tokens.
 */
export class ProviderClock {
  private readonly skew: () => number
  private ahead = 0

  /** @param skew in seconds: how wrong the clock is. */
  constructor(skew: () => number = () => 0) {
    this.skew = skew
  }

  /** Milliseconds since 1970. */
  now(): number {
    return Date.now() + this.ahead + this.skew() * 1000
  }

  advance(seconds: number): void {
    this.ahead += seconds * 1000
  }

  /**
   * When a token of now begins, in milliseconds: never after the machine's time, unless the clock is meant to be
   * wrong.
   */
  beginning(): number {
    return Date.now() + Math.min(this.ahead, 0) + this.skew() * 1000
  }
}
