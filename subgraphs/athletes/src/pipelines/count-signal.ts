import { addDays, instantOfHour, localDayOf, mondayOf } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Signal } from '../domain/persona-signals.ts'
import type { Services } from '../services.ts'

const REVIEW_HOUR = 3

/**
 * Counts one use of the product in the week of its event. The first of a week sees to it that the athlete's persona is looked at again; until
 * that week is forgotten, the look is not given up.
 */
export const countSignal = async (
  { stores }: Services,
  { athleteId, signal }: { readonly athleteId: string; readonly signal: Signal },
  atMs: number,
  tx: Tx,
): Promise<void> => {
  const monday = mondayOf(localDayOf(atMs, 'UTC'))
  const isFirst = await stores.personaSignals.count(athleteId, signal, monday, tx)
  if (isFirst)
    await stores.personaSignals.schedule(athleteId, new Date(instantOfHour(addDays(monday, 7), REVIEW_HOUR, 'UTC')), tx)
}
