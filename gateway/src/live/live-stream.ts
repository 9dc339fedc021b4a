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

/** Who is given what a stream yields, each time it pulls: one of the three, at once or later. */
export interface Puller {
  answered(answer: LiveAnswer): void
  ended(): void
  failed(error: unknown): void
}

/**
 * The results of one subscription. The socket pulls them: it reads the next result when the previous one has been sent, so a slow client
 * slows only its own reads. It is a class of few fields, of which one says who waits: a promise, a generator or a timer for each idle subscription
 * would cost more than all the rest of it.
 */
export class LiveStream implements AsyncIterableIterator<LiveAnswer, undefined> {
  readonly #options: LiveStreamOptions
  /** Null where none waits. */
  #waiting: NumberedHint[] | null = null
  #first: LiveAnswer | null = null
  /** The hint whose result the socket is sending. It asks for the next one when it has been sent. */
  #sending: NumberedHint | null = null
  #isClosed = false
  #failure: { readonly error: unknown } | null = null
  #puller: Puller | null = null
  #isReading = false

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
    if (!this.#options.isEvent || this.#waiting === null) this.#waiting = [hint]
    else if (this.#waiting.length >= this.#options.maxQueued) {
      this.#overflow()
      return
    } else this.#waiting.push(hint)
    this.#step()
  }

  /** Gives the next result to `puller` as soon as there is one. What was pulled before is sent. */
  pull(puller: Puller): void {
    if (this.#sending !== null) this.#options.onSent?.(this.#sending)
    this.#sending = null
    this.#puller = puller
    this.#step()
  }

  next(): Promise<IteratorResult<LiveAnswer, undefined>> {
    return new Promise((resolve, reject) => {
      this.pull({ answered: (value) => resolve({ value, done: false }), ended: () => resolve(DONE), failed: reject })
    })
  }

  async return(): Promise<IteratorResult<LiveAnswer, undefined>> {
    this.#end()
    return DONE
  }

  [Symbol.asyncIterator](): this {
    return this
  }

  /** Does what can be done now for who pulls: gives what there is, reads what a hint tells, or leaves it waiting. */
  #step(): void {
    if (this.#puller === null || this.#isReading) return
    if (this.#isClosed) {
      this.#tellEnd()
      return
    }
    if (this.#first !== null) {
      const first = this.#first
      this.#first = null
      this.#taken().answered(first)
      return
    }
    const hint = this.#waiting?.shift()
    if (this.#waiting?.length === 0) this.#waiting = null
    if (hint !== undefined) void this.#read(hint)
  }

  async #read(hint: NumberedHint): Promise<void> {
    this.#isReading = true
    let reading: SharedReading | null
    try {
      reading = await this.#options.read(hint)
    } catch (error) {
      this.#isReading = false
      this.fail(error)
      return
    }
    this.#isReading = false
    if (reading === null) this.#end()
    else if (reading.kind === 'answer' && !this.#isClosed && this.#puller !== null) {
      this.#sending = hint
      this.#taken().answered(reading.answer)
      return
    }
    this.#step()
  }

  #taken(): Puller {
    const puller = this.#puller
    if (puller === null) throw new Error('nobody pulls')
    this.#puller = null
    return puller
  }

  #tellEnd(): void {
    const puller = this.#taken()
    const failure = this.#failure
    this.#failure = null
    if (failure === null) puller.ended()
    else puller.failed(failure.error)
  }

  #overflow(): void {
    this.#end()
    this.#options.onOverflow()
  }

  #end(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#waiting = null
    this.#options.onEnd()
    this.#step()
  }
}
