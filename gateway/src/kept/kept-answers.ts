import { counter } from '@gruppetto/runtime'
import { LRUCache } from 'lru-cache'

const lookups = counter({
  name: 'gruppetto_kept_answers_total',
  meaning: 'Operations whose answer the gateway may keep.',
  labels: { outcome: '`hit` (it was there, or on its way) or `miss`' },
})

/** The answer to an operation without errors, as JSON in UTF-8. */
export interface KeptAnswer {
  readonly body: Buffer
  readonly maxAgeSeconds: number
  /** When its execution began, in milliseconds since the epoch. The answer is as old as that. */
  readonly beganAtMs: number
  /** What is made of the body once, by name: its tags and its encodings. */
  readonly made: Map<string, unknown>
}

export interface Wanted<Failed> {
  /** The same for whoever may get the same answer. */
  readonly key: string
  readonly maxAgeSeconds: number
  /** The ids and types on which the answer depends. */
  readonly dependsOn: ReadonlySet<string>
  /** Executes the operation. Returns the answer as JSON, or something else that is not kept. */
  execute(): Promise<{ readonly json: string } | { readonly failed: Failed }>
}

type Outcome<Failed> = { readonly kept: KeptAnswer } | { readonly failed: Failed }

export interface KeptAnswers<Failed> {
  /** Returns what is kept, or what an execution that is under way or begins now finds. */
  of(wanted: Wanted<Failed>): Promise<Outcome<Failed>>
  /** Forgets every answer that depends on one of these ids and types, also those whose execution is under way. */
  forget(changed: readonly string[]): void
  clear(): void
  /** Returns the number of answers that are kept or under way. */
  size(): number
}

interface Entry<Failed> {
  readonly beganAtMs: number
  readonly dependsOn: ReadonlySet<string>
  readonly outcome: Promise<Outcome<Failed>>
  readonly bytes: number
}

/** What an entry costs besides its body. */
const ENTRY_BYTES = 1_024
/** With its encodings, which together are smaller than the body. */
const WITH_ENCODINGS = 2
/** One answer must not push out all others. */
const LARGEST = 1 / 8

/**
 * Keeps answers in the memory of this process, at most `maxBytes` of them; those that nobody has asked for the longest make room. Equal
 * requests at one moment are executed once. An answer is as old as the beginning of its execution: nobody who asks gets one that
 * began more than its `maxAgeSeconds` ago, however long the execution takes. What failed is not kept: all who have waited for it learn it,
 * and the next who asks begins anew.
 */
export const openKeptAnswers = <Failed>({
  now,
  maxBytes,
}: {
  readonly now: () => number
  readonly maxBytes: number
}): KeptAnswers<Failed> => {
  const byDependency = new Map<string, Set<string>>()
  const unlink = ({ dependsOn }: Entry<Failed>, key: string): void => {
    for (const dependency of dependsOn) {
      const keys = byDependency.get(dependency)
      keys?.delete(key)
      if (keys?.size === 0) byDependency.delete(dependency)
    }
  }
  const entries = new LRUCache<string, Entry<Failed>>({
    maxSize: maxBytes,
    maxEntrySize: Math.ceil(maxBytes * LARGEST),
    sizeCalculation: ({ bytes }) => bytes,
    dispose: unlink,
  })
  const put = (key: string, entry: Entry<Failed>): void => {
    // What it replaces is unlinked here.
    entries.set(key, entry)
    // It is too large to be kept.
    if (entries.peek(key) !== entry) return
    for (const dependency of entry.dependsOn) {
      const keys = byDependency.get(dependency) ?? new Set()
      byDependency.set(dependency, keys.add(key))
    }
  }

  const begin = ({ key, maxAgeSeconds, dependsOn, execute }: Wanted<Failed>): Entry<Failed> => {
    const beganAtMs = now()
    const run = async (): Promise<Outcome<Failed>> => {
      const found = await execute()
      if ('failed' in found) return found
      return { kept: { body: Buffer.from(found.json), maxAgeSeconds, beganAtMs, made: new Map() } }
    }
    const entry: Entry<Failed> = { beganAtMs, dependsOn, outcome: run(), bytes: ENTRY_BYTES }
    const end = (kept: KeptAnswer | null): void => {
      // A change has ended it meanwhile, or another execution has taken its place.
      if (entries.peek(key) !== entry) return
      if (kept === null) entries.delete(key)
      else put(key, { ...entry, bytes: ENTRY_BYTES + kept.body.length * WITH_ENCODINGS })
    }
    put(key, entry)
    entry.outcome.then(
      (outcome) => end('kept' in outcome ? outcome.kept : null),
      () => end(null),
    )
    return entry
  }

  return {
    of(wanted) {
      const known = entries.get(wanted.key)
      const ageMs = known === undefined ? 0 : now() - known.beganAtMs
      // A clock that was set back would make it younger than it is.
      const isFresh = known !== undefined && ageMs >= 0 && ageMs < wanted.maxAgeSeconds * 1_000
      lookups.add({ outcome: isFresh ? 'hit' : 'miss' })
      return (isFresh ? known : begin(wanted)).outcome
    },
    forget(changed) {
      for (const each of changed) for (const key of [...(byDependency.get(each) ?? [])]) entries.delete(key)
    },
    clear: () => entries.clear(),
    size: () => entries.size,
  }
}
