import { type AthleteCaller, badUserInput, conflict, newId, notFound, validInput } from '@gruppetto/graph'
import type { Origin, Tx } from '@gruppetto/runtime'
import { editGear, type GearRow, MAX_GEAR, markWorn, newGear, type WornGear } from '../domain/gear.ts'
import { gearInput } from '../domain/inputs.ts'
import type { GearInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'
import type { Stores } from '../stores/mod.ts'

/** Refuses gear that is not the caller's, and gear that is put away unless it is `present`, on the activity already. */
export const requireUsableGear = async (
  stores: Stores,
  caller: AthleteCaller,
  gearId: string,
  present: string | null,
  tx?: Tx,
): Promise<void> => {
  if (gearId === present) return
  const gear = await stores.gear.get(gearId, tx)
  if (gear?.athleteId !== caller.athleteId) throw badUserInput([{ path: 'input.gearId', message: 'is no gear of yours' }])
  if (gear.retired) throw badUserInput([{ path: 'input.gearId', message: 'is retired: take it back into use first' }])
}

export const addGear = async (
  { database, stores, runtime }: Services,
  caller: AthleteCaller,
  given: GearInput,
  origin: Origin,
): Promise<GearRow> => {
  const { athleteId } = caller
  const row = newGear(newId('Gear'), athleteId, validInput(gearInput, given), runtime.now())
  await database.transact(async (tx) => {
    // Two at once must not both find room for one.
    await stores.athleteLocks.take(athleteId, tx)
    if ((await stores.gear.count(athleteId, tx)) >= MAX_GEAR) throw conflict(`You have ${MAX_GEAR} pieces of gear: no more fit.`)
    await stores.gear.insert(row, tx)
  }, origin)
  return row
}

/** Changes the caller's own gear. A limit that is reached already is told of like one that an activity reaches. */
export const updateGear = async (
  services: Services,
  caller: AthleteCaller,
  id: string,
  given: GearInput,
  origin: Origin,
): Promise<GearRow> => {
  const edit = validInput(gearInput, given)
  const { database, stores, runtime } = services
  return database.transact(async (tx) => {
    const row = await stores.gear.get(id, tx)
    if (row?.athleteId !== caller.athleteId) throw notFound('This gear')
    const next = editGear(row, edit)
    await stores.gear.replace(next, tx)
    const distanceMeters = next.retireAtMeters === null ? 0 : await distanceOnGear(stores, id, tx)
    const told = markWorn(next, distanceMeters)
    if (told !== null) await saveWorn(stores, told, distanceMeters, runtime.now(), tx)
    return told ?? next
  }, origin)
}

/** What all of its activities have put on a piece of gear, those that only the owner sees with it. */
export const distanceOnGear = async (stores: Stores, gearId: string, tx: Tx): Promise<number> =>
  (await stores.activities.onGear([gearId], tx)).reduce((sum, { distanceMeters }) => sum + distanceMeters, 0)

/** Notes that the owner is told, and tells. */
export const saveWorn = async (stores: Stores, gear: WornGear, distanceMeters: number, nowMs: number, tx: Tx): Promise<void> => {
  await stores.gear.replace(gear, tx)
  const { _id: gearId, athleteId, revision, name, toldAtMeters } = gear
  tx.emit('gear.worn', { gearId, athleteId, revision, name, distanceMeters, limitMeters: toldAtMeters, at: nowMs })
}
