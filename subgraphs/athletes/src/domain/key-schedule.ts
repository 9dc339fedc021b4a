const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How long one key signs. */
export const KEY_LIFE_MS = 30 * DAY_MS
/** How long a key is published before it signs, so that those who cache the key set know it in time. */
export const KEY_LEAD_MS = HOUR_MS
/** Allows for clocks that differ and for cached key sets. */
export const KEY_SLACK_MS = 5 * 60_000

/** The slots number the keys in order. Each is taken only once, so two processes cannot both create the next key. */
export interface ScheduledKey {
  readonly slot: number
  readonly signsFromMs: number
}

/** Returns the keys that have started at `nowMs`, the newest first. That one signs. */
export const startedKeys = <Key extends ScheduledKey>(keys: readonly Key[], nowMs: number): readonly Key[] =>
  keys.filter((key) => key.signsFromMs <= nowMs).toSorted((a, b) => b.slot - a.slot)

const successorOf = <Key extends ScheduledKey>(keys: readonly Key[], key: Key): Key | null =>
  keys.filter((other) => other.slot > key.slot).toSorted((a, b) => a.slot - b.slot)[0] ?? null

/** Whether all tokens that a key has signed have expired. */
export const isSpent = <Key extends ScheduledKey>(
  keys: readonly Key[],
  key: Key,
  nowMs: number,
  tokenLifeMs: number,
): boolean => {
  const successor = successorOf(keys, key)
  return successor !== null && nowMs > successor.signsFromMs + tokenLifeMs + KEY_SLACK_MS
}

/** Returns the keys that a verifier must know: the next one, the one that signs, and those with tokens that have not expired. */
export const publishedKeys = <Key extends ScheduledKey>(
  keys: readonly Key[],
  nowMs: number,
  tokenLifeMs: number,
): readonly Key[] => keys.filter((key) => !isSpent(keys, key, nowMs, tokenLifeMs))

/** Returns the next key to create, or null while it is too early. The first key signs at once. */
export const nextKey = (keys: readonly ScheduledKey[], nowMs: number): ScheduledKey | null => {
  const newest = keys.toSorted((a, b) => b.slot - a.slot)[0]
  if (newest === undefined) return { slot: 1, signsFromMs: nowMs }
  if (nowMs < newest.signsFromMs + KEY_LIFE_MS - KEY_LEAD_MS) return null
  return { slot: newest.slot + 1, signsFromMs: nowMs + KEY_LEAD_MS }
}
