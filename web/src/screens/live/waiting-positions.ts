/** What `recordPositions` takes; metres and degrees. */
export interface Position {
  readonly at: string
  readonly latitude: number
  readonly longitude: number
  readonly altitudeMeters: number | null
}

/** So many are taken by one call. */
export const MOST_AT_ONCE = 500

/** Where positions wait: localStorage, or what a test has in its place. */
export type Storage = Pick<globalThis.Storage, 'getItem' | 'setItem' | 'removeItem'>

const KEYS = 'live-positions '

/** Forgets the positions of all sessions: where an athlete was is not for who uses the device next. */
export const forgetPositions = (storage: globalThis.Storage): void => {
  for (const key of Object.keys(storage).filter((each) => each.startsWith(KEYS))) storage.removeItem(key)
}

const read = (storage: Storage, key: string): readonly Position[] => {
  try {
    const kept: unknown = JSON.parse(storage.getItem(key) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/**
 * The positions of a live session that the platform has not acknowledged. They outlive the page, so that nothing is lost between two villages without a
 * network; where there is no room for them they are in memory alone.
 */
export const openWaiting = (storage: Storage, sessionId: string) => {
  const key = `${KEYS}${sessionId}`
  let waiting = read(storage, key)
  const keep = (next: readonly Position[]) => {
    waiting = next
    try {
      if (next.length === 0) storage.removeItem(key)
      else storage.setItem(key, JSON.stringify(next))
    } catch {
      storage.removeItem(key)
    }
  }
  return {
    count: () => waiting.length,
    add: (position: Position) => keep([...waiting, position]),
    /** The oldest, as many as one call takes. */
    next: () => waiting.slice(0, MOST_AT_ONCE),
    /** These have arrived, or were refused for good. */
    done: (positions: readonly Position[]) => keep(waiting.filter((position) => !positions.includes(position))),
  }
}

export type Waiting = ReturnType<typeof openWaiting>
