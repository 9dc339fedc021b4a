import { SYSTEM, streamState } from '@gruppetto/runtime'
import type { Services } from '../services.ts'

/**
 * Follows the stream after a backup was restored, which has stored the events again. `placeOf` says where the last event is now that was at a
 * place or before it; 0 when there is none. Otherwise the writer would take the stream for a new one, and bring what the lake has once more.
 */
export const followRestored = async (
  { runtime, database, stores }: Services,
  placeOf: (before: number) => number,
): Promise<void> => {
  const row = await stores.turns.get('writer')
  if (row === null) return
  const { createdAt } = await streamState(runtime.bus)
  const [position, flushedTo] = [placeOf(row.position), placeOf(row.flushedTo)]
  const places = await stores.places.all()
  await database.transact(async (tx) => {
    for (const [event, last] of places) await stores.places.put(event, placeOf(last), tx)
    const restored = { stream: createdAt, generation: row.generation + 1, position, flushedTo, wantedTo: 0, until: new Date(0) }
    await stores.turns.held(row, restored, tx)
  }, SYSTEM)
}
