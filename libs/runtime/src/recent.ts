import { LRUCache } from 'lru-cache'

/** Loads the value. `before` is what was loaded last for the key, so that whoever loads may keep it when nothing has changed. */
type Load<Value> = (before: Value | null) => Promise<Value>

export interface Recent<Value> {
  /** Returns what was loaded for the key not long ago, or what `load` finds. */
  of(key: string, load: Load<Value>): Promise<Value>
}

interface RecentOptions {
  readonly now: () => number
  readonly keptMs: number
  /** The number of keys. The one that nobody has asked for the longest makes room. */
  readonly most: number
}

interface Entry<Value> {
  /** What was loaded last, and when that loading began. */
  loaded: { readonly value: Value; readonly atMs: number } | null
  loading: Promise<Value> | null
}

/**
 * Keeps, in the memory of this process, what was loaded last by key. However many ask, a key is loaded once at a time; who asks
 * meanwhile gets what this loading finds. A value is as old as the beginning of its loading, so nobody gets one that is older than
 * `keptMs` and a loading. When a loading fails, all who wait for it learn it, and nobody gets the old value instead.
 */
export const openRecent = <Value>({ now, keptMs, most }: RecentOptions): Recent<Value> => {
  const entries = new LRUCache<string, Entry<Value>>({ max: most })
  const begin = async (entry: Entry<Value>, load: Load<Value>): Promise<Value> => {
    const atMs = now()
    const value = await load(entry.loaded?.value ?? null)
    entry.loaded = { value, atMs }
    return value
  }
  return {
    async of(key, load) {
      const entry: Entry<Value> = entries.get(key) ?? { loaded: null, loading: null }
      if (entry.loading !== null) return entry.loading
      if (entry.loaded !== null && now() - entry.loaded.atMs < keptMs) return entry.loaded.value
      entries.set(key, entry)
      entry.loading = begin(entry, load).finally(() => {
        entry.loading = null
      })
      return entry.loading
    },
  }
}
