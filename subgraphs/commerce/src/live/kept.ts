import { LRUCache } from 'lru-cache'

/** Loads the value anew. `before` is what was kept until now, so that whoever loads may keep it when nothing has changed. */
type Load<Value> = (before: Value | null) => Promise<Value>

export interface Kept<Value extends object> {
  /** Returns the value if its loading began less than `freshMs` ago, and otherwise what `load` finds. */
  of(key: string, load: Load<Value>): Promise<Value>
}

interface KeptOptions {
  readonly now: () => number
  readonly freshMs: number
  /** The number of keys. The one that nobody has asked for the longest makes room. */
  readonly most: number
}

interface Entry<Value> {
  value: Value | null
  /** When the loading of `value` began. */
  atMs: number
  loading: Promise<Value> | null
}

/**
 * Keeps values in the memory of this process. However many ask, a key is loaded once at a time; who asks meanwhile gets what this
 * loading finds. A value is as old as the beginning of its loading, so nobody gets one that is older than `freshMs` and a loading.
 * When a loading fails, all who wait for it learn it, and nobody gets the old value instead.
 */
export const openKept = <Value extends object>({ now, freshMs, most }: KeptOptions): Kept<Value> => {
  const entries = new LRUCache<string, Entry<Value>>({ max: most })
  const begin = (entry: Entry<Value>, load: Load<Value>): Promise<Value> => {
    const beganMs = now()
    const loading = load(entry.value).then(
      (value) => {
        Object.assign(entry, { value, atMs: beganMs, loading: null })
        return value
      },
      (error: unknown) => {
        entry.loading = null
        throw error
      },
    )
    entry.loading = loading
    return loading
  }
  return {
    of(key, load) {
      const entry: Entry<Value> = entries.get(key) ?? { value: null, atMs: 0, loading: null }
      if (entry.loading !== null) return entry.loading
      if (entry.value !== null && now() - entry.atMs < freshMs) return Promise.resolve(entry.value)
      entries.set(key, entry)
      return begin(entry, load)
    },
  }
}
