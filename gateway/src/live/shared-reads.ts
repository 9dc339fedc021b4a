import type { FormattedExecutionResult } from 'graphql'
import type { Reading } from './event-query.ts'

/** A result for a client. Its text is written once for all clients that get it. */
export interface LiveAnswer {
  readonly result: FormattedExecutionResult
  /** The result as JSON. */
  text(): string
}

export type SharedReading = { readonly kind: 'answer'; readonly answer: LiveAnswer } | { readonly kind: 'nothing' }

export interface SharedReads {
  /**
   * Returns what `read` yields, or what an equal read yields that has begun when hint number `since` was known and is at most
   * KEPT_MS over. `key` says all that the answer depends on, and so for whom it is.
   */
  read(key: string, since: number, read: () => Promise<Reading>): Promise<SharedReading>
  /** The number of reads made so far, less those that were shared. */
  made(): number
}

/**
 * Sockets whose sessions are looked up do not all ask at the same instant, and a slow one asks when it has written what came before. An
 * answer is kept so long for them; rights are as old as it, which is less than what a session may take to be refused everywhere.
 */
const KEPT_MS = 250

interface Kept {
  readonly number: number
  readonly reading: Promise<SharedReading>
}

/** Makes an answer whose text is written when it is first asked for. */
export const liveAnswer = (result: FormattedExecutionResult): LiveAnswer => {
  let written: string | null = null
  return {
    result,
    text() {
      written ??= JSON.stringify(result)
      return written
    },
  }
}

const shared = (reading: Reading): SharedReading =>
  reading.kind === 'nothing' ? reading : { kind: 'answer', answer: liveAnswer(reading.result) }

/** Opens the reads of a process. `number` returns the number of the newest hint; see HintHub. */
export const openSharedReads = (number: () => number): SharedReads => {
  const kept = new Map<string, Kept>()
  let made = 0

  const begin = (key: string, read: () => Promise<Reading>): Kept => {
    made += 1
    const entry: Kept = { number: number(), reading: read().then(shared) }
    const forget = (): void => {
      if (kept.get(key) === entry) kept.delete(key)
    }
    entry.reading.then(
      () => setTimeout(forget, KEPT_MS).unref(),
      // A read that failed is not shared with those who come later.
      forget,
    )
    kept.set(key, entry)
    return entry
  }

  return {
    read(key, since, read) {
      const known = kept.get(key)
      return (known !== undefined && known.number >= since ? known : begin(key, read)).reading
    },
    made: () => made,
  }
}
