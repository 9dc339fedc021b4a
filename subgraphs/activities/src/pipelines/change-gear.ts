import { badUserInput, conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { editGear, type GearRow, MAX_GEAR, markWorn, newGear, type WornGear } from '../domain/gear.ts'
import { gearInput } from '../domain/inputs.ts'
import type { GearInput } from '../generated/resolvers.ts'
import type { Services } from '../services.ts'

/** Throws when the gear is not the caller's, or is retired. The gear that is `present`, on the activity already, may be retired. */
export const requireUsableGear = async (
  { caller, stores }: Context,
  gearId: string,
  present: string | null,
  tx?: Tx,
): Promise<void> => {
  if (gearId === present) return
  const gear = await stores.gear.get(gearId, tx)
  if (gear?.athleteId !== requireAthlete(caller).athleteId)
    throw badUserInput([{ path: 'input.gearId', message: 'is no gear of yours' }])
  if (gear.retired) throw badUserInput([{ path: 'input.gearId', message: 'is retired: take it back into use first' }])
}

export const addGear = async ({ caller, database, stores, runtime, origin }: Context, input: GearInput): Promise<GearRow> => {
  const { athleteId } = requireAthlete(caller)
  const row = newGear(newId('Gear'), athleteId, validInput(gearInput, input), runtime.now())
  await database.transact(async (tx) => {
    // The lock keeps two calls at the same time from both taking the last free place.
    await stores.athleteLocks.take(athleteId, tx)
    if ((await stores.gear.count(athleteId, tx)) >= MAX_GEAR) throw conflict(`You have ${MAX_GEAR} pieces of gear: no more fit.`)
    await stores.gear.insert(row, tx)
  }, origin)
  return row
}

/** Changes the caller's own gear. When its distance has already reached the new limit, the owner is notified, as after an activity. */
export const updateGear = async (context: Context, id: string, input: GearInput): Promise<GearRow> => {
  const { caller, database, stores, origin } = context
  const { athleteId } = requireAthlete(caller)
  const edit = validInput(gearInput, input)
  return database.transact(async (tx) => {
    const row = await stores.gear.get(id, tx)
    if (row?.athleteId !== athleteId) throw notFound('This gear')
    const next = editGear(row, edit)
    await stores.gear.replace(next, tx)
    const distanceMeters = next.retireAtMeters === null ? 0 : await distanceOnGear(context, id, tx)
    const wornGear = markWorn(next, distanceMeters)
    if (wornGear !== null) await saveWornGear(context, wornGear, distanceMeters, tx)
    return wornGear ?? next
  }, origin)
}

/** Returns the distance in meters of all activities on a piece of gear, including those that only the owner sees. */
export const distanceOnGear = async ({ stores }: Services, gearId: string, tx: Tx): Promise<number> =>
  (await stores.activities.onGear([gearId], tx)).reduce((sum, { distanceMeters }) => sum + distanceMeters, 0)

/** Saves that the gear has reached its limit, and emits the event that notifies its owner. */
export const saveWornGear = async (
  { stores, runtime }: Services,
  gear: WornGear,
  distanceMeters: number,
  tx: Tx,
): Promise<void> => {
  await stores.gear.replace(gear, tx)
  const { _id: gearId, athleteId, revision, name, toldAtMeters } = gear
  tx.emit('gear.worn', { gearId, athleteId, revision, name, distanceMeters, limitMeters: toldAtMeters, at: runtime.now() })
}
