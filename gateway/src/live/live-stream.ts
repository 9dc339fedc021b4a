import type { NumberedHint } from './hints.ts'
import type { LiveAnswer, SharedReading } from './shared-reads.ts'

export interface LiveStreamOptions {
  /** True: each hint is read and sent separately. False: hints that arrive during a read are merged into one. */
  readonly isEvent: boolean
  /** How many hints of an event stream may wait. */
  readonly maxQueued: number
  /** Reads the subject of a hint with the viewer's present rights. Returns null when the viewer's session has ended. */
  read(hint: NumberedHint): Promise<SharedReading | null>
  /** Called when the result of a hint has been written to the socket. */
  onSent?(hint: NumberedHint): void
  /** Called when too many hints wait, because the client is too slow. */
  onOverflow(): void
  onEnd(): void
}

const DONE = { value: undefined, done: true } as const

/**
 * The results of one subscription. The socket pulls them: it reads the next result when the previous one has been sent, so a slow client
 * slows only its own reads. It is a class because an iterator has state; a generator or a timer for each subscription would cost more.
 */
export class LiveStream implements AsyncIterableIterator<LiveAnswer, undefined> {
  readonly #options: LiveStreamOptions
  #waiting: NumberedHint[] = []
  #first: LiveAnswer | null = null
  /** The hint whose result the socket is sending. It asks for the next one when it has been sent. */
  #sending: NumberedHint | null = null
  #isClosed = false
  #failure: { readonly error: unknown } | null = null
  #wake: (() => void) | null = null

  constructor(options: LiveStreamOptions) {
    this.#options = options
  }

  /** Sends this result first, before those that hints lead to. */
  startWith(first: LiveAnswer): void {
    this.#first = first
  }

  /** Ends it with an error for the client. */
  fail(error: unknown): void {
    if (this.#isClosed) return
    this.#failure = { error }
    this.#end()
  }

  /** Adds a hint. For a state only the latest hint is kept: the read happens later and sees all changes. */
  hint(hint: NumberedHint): void {
    if (this.#isClosed) return
    if (!this.#options.isEvent) this.#waiting = [hint]
    else if (this.#waiting.length >= this.#options.maxQueued) {
      this.#overflow()
      return
    } else this.#waiting.push(hint)
    this.#wakeUp()
  }

  async next(): Promise<IteratorResult<LiveAnswer, undefined>> {
    if (this.#sending !== null) this.#options.onSent?.(this.#sending)
    this.#sending = null
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
      if (reading.kind !== 'answer' || this.#isClosed) continue
      this.#sending = hint
      return { value: reading.answer, done: false }
    }
    this.#end()
    const failure = this.#failure
    this.#failure = null
    if (failure !== null) throw failure.error
    return DONE
  }

  async return(): Promise<IteratorResult<LiveAnswer, undefined>> {
    this.#end()
    return DONE
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
