import type { LiveHint } from '@gruppetto/events'
import type { FormattedExecutionResult } from 'graphql'
import type { Reading } from './twin.ts'

export interface LiveStreamOptions {
  /** True: every hint is read and sent by itself. False: hints that come while one is read are one. */
  readonly isEvent: boolean
  /** Hints of an event stream that may wait. */
  readonly maxQueued: number
  /** Reads what a hint is about, for the viewer as they are now; null when the viewer's session has ended. */
  read(hint: LiveHint): Promise<Reading | null>
  /** More waited than may: the client is too slow. */
  onOverflow(): void
  onEnd(): void
}

const DONE = { value: undefined, done: true } as const

/**
 * One subscription's results, pulled by the socket: the next is read when the one before has been sent, so a slow client slows its own
 * reads and nobody else's. A class because it is an iterator with a life: one object for each subscription, no generator, no timer.
 */
export class LiveStream implements AsyncGenerator<FormattedExecutionResult, undefined> {
  readonly #options: LiveStreamOptions
  #waiting: LiveHint[] = []
  #first: FormattedExecutionResult | null = null
  #isClosed = false
  #wake: (() => void) | null = null

  constructor(options: LiveStreamOptions) {
    this.#options = options
  }

  /** Sends this before anything a hint leads to. */
  startWith(first: FormattedExecutionResult): void {
    this.#first = first
  }

  /** A hint came. The latest of a state stands for all before it: the read comes after, so it sees them all. */
  hint(hint: LiveHint): void {
    if (this.#isClosed) return
    if (!this.#options.isEvent) this.#waiting = [hint]
    else if (this.#waiting.length >= this.#options.maxQueued) {
      this.#overflow()
      return
    } else this.#waiting.push(hint)
    this.#wakeUp()
  }

  async next(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    while (!this.#isClosed) {
      if (this.#first !== null) {
        const value = this.#first
        this.#first = null
        return { value, done: false }
      }
      const hint = this.#waiting.shift()
      if (hint === undefined) {
        await new Promise<void>((resolve) => {
          this.#wake = resolve
        })
        continue
      }
      const reading = await this.#options.read(hint)
      if (reading === null) break
      if (reading.kind === 'result' && !this.#isClosed) return { value: reading.result, done: false }
    }
    this.#end()
    return DONE
  }

  async return(): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    this.#end()
    return DONE
  }

  async throw(error: unknown): Promise<IteratorResult<FormattedExecutionResult, undefined>> {
    this.#end()
    throw error
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#end()
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  #overflow(): void {
    this.#end()
    this.#options.onOverflow()
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#waiting = []
    this.#options.onEnd()
    this.#wakeUp()
  }

  #wakeUp(): void {
    const wake = this.#wake
    this.#wake = null
    wake?.()
  }
}
