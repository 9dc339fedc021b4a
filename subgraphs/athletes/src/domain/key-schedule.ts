const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

/** How long one key signs. */
export const KEY_LIFE_MS = 30 * DAY_MS
/** How long a key is published before it signs, so that whoever keeps the key set for a while knows it in time. */
export const KEY_LEAD_MS = HOUR_MS
/** Clocks a little apart, and key sets read a little ago. */
export const KEY_SLACK_MS = 5 * 60_000

/** Keys follow each other by `slot`; a slot is taken once, so that two processes can't both make the next key. */
export interface ScheduledKey {
  readonly slot: number
  readonly signsFromMs: number
}

/** The key that signs at `nowMs`: the newest whose time has come. */
export const signingKeyAt = <Key extends ScheduledKey>(keys: readonly Key[], nowMs: number): Key | null =>
  keys.filter((key) => key.signsFromMs <= nowMs).toSorted((a, b) => b.slot - a.slot)[0] ?? null

const successorOf = <Key extends ScheduledKey>(keys: readonly Key[], key: Key): Key | null =>
  keys.filter((other) => other.slot > key.slot).toSorted((a, b) => a.slot - b.slot)[0] ?? null

/** True when no token that a key signed can still hold. */
export const isSpent = <Key extends ScheduledKey>(
  keys: readonly Key[],
  key: Key,
  nowMs: number,
  tokenLifeMs: number,
): boolean => {
  const successor = successorOf(keys, key)
  return successor !== null && nowMs > successor.signsFromMs + tokenLifeMs + KEY_SLACK_MS
}

/** The keys a verifier must know: those to come, the one that signs, and those whose last tokens have not ended. */
export const publishedKeys = <Key extends ScheduledKey>(
  keys: readonly Key[],
  nowMs: number,
  tokenLifeMs: number,
): readonly Key[] => keys.filter((key) => !isSpent(keys, key, nowMs, tokenLifeMs))

/** The next key to make, or null while there is one for long enough. The very first signs at once. */
export const nextKey = (keys: readonly ScheduledKey[], nowMs: number): ScheduledKey | null => {
  const newest = keys.toSorted((a, b) => b.slot - a.slot)[0]
  if (newest === undefined) return { slot: 1, signsFromMs: nowMs }
  if (nowMs < newest.signsFromMs + KEY_LIFE_MS - KEY_LEAD_MS) return null
  return { slot: newest.slot + 1, signsFromMs: nowMs + KEY_LEAD_MS }
}
