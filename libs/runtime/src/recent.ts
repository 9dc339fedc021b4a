export interface Recent<Value> {
  /** Returns what was loaded for the key not long ago, or what `load` finds. Two readers at the same moment share one loading. */
  of(key: string, load: () => Promise<Value>): Promise<Value>
}

interface RecentOptions {
  readonly now: () => number
  readonly keptMs: number
  /** The number of keys. The one that was loaded longest ago makes room. */
  readonly most: number
}

/** Keeps, in the memory of this process, what was loaded last by key. What fails to load is not kept. */
export const openRecent = <Value>({ now, keptMs, most }: RecentOptions): Recent<Value> => {
  const kept = new Map<string, { readonly value: Promise<Value>; readonly untilMs: number }>()
  return {
    of(key, load) {
      const known = kept.get(key)
      if (known !== undefined && known.untilMs > now()) return known.value
      const value = load()
      // Set anew, so that the first key is the oldest.
      kept.delete(key)
      kept.set(key, { value, untilMs: now() + keptMs })
      const [oldest] = kept.keys()
      if (kept.size > most && oldest !== undefined) kept.delete(oldest)
      value.catch(() => kept.delete(key))
      return value
    },
  }
}
