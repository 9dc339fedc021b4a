import { badUserInput, broken, conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { awaitProjection } from '@gruppetto/relations'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import {
  concernsOthers,
  editGear,
  type GearRow,
  gearState,
  MAX_GEAR,
  type MeasuredGear,
  measureEdited,
  measureGear,
  newGear,
} from '../domain/gear.ts'
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
    throw badUserInput([{ path: 'input.gearId', ...broken('UNUSABLE', 'is no gear of yours') }])
  if (gear.retired)
    throw badUserInput([{ path: 'input.gearId', ...broken('UNUSABLE', 'is retired: take it back into use first') }])
}

/** Throws when there is no such product. One that was made a moment ago is waited for. Products are never deleted, so one that is known stays. */
const requireProduct = async ({ stores, runtime }: Services, productId: string | null | undefined): Promise<void> => {
  if (productId === null || productId === undefined) return
  const product = await awaitProjection(productId, runtime.now(), () => stores.products.get(productId))
  if (product === null)
    throw badUserInput([{ path: 'input.productId', ...broken('UNUSABLE', 'is no product of the marketplace') }])
}

export const addGear = async (context: Context, input: GearInput): Promise<GearRow> => {
  const { caller, database, stores, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const added = newGear(newId('Gear'), athleteId, validInput(gearInput, input), runtime.now())
  const row = concernsOthers(added) ? { ...added, announcedMeters: 0 } : added
  await requireProduct(context, row.productId)
  await database.transact(async (tx) => {
    // The lock keeps two calls at the same time from both taking the last free place.
    await stores.athleteLocks.take(athleteId, tx)
    if ((await stores.gear.count(athleteId, tx)) >= MAX_GEAR)
      throw conflict(`You have ${MAX_GEAR} pieces of gear: no more fit.`, 'TOO_MUCH_GEAR', { max: MAX_GEAR })
    await stores.gear.insert(row, tx)
    if (concernsOthers(row)) tx.emit('gear.changed', gearState(row, 0, runtime.now()))
  }, origin)
  return row
}

/** Changes the caller's own gear. When its distance has already reached the new limit, the owner is notified, as after an activity. */
export const updateGear = async (context: Context, id: string, input: GearInput): Promise<GearRow> => {
  const { caller, database, stores, origin } = context
  const { athleteId } = requireAthlete(caller)
  const edit = validInput(gearInput, input)
  await requireProduct(context, edit.productId)
  return database.transact(async (tx) => {
    // The worker that counts activities takes it too: no distance is announced that is older than the one before.
    await stores.athleteLocks.takeTraining(athleteId, tx)
    const row = await stores.gear.get(id, tx)
    if (row?.athleteId !== athleteId) throw notFound('This gear')
    const edited = editGear(row, edit)
    const distanceMeters = (await distancesOnGear(context, [row, edited].filter(concernsOthers), tx)).get(id) ?? 0
    const measured = measureEdited(row, edited, distanceMeters)
    await saveMeasuredGear(context, measured, distanceMeters, tx)
    return measured.row
  }, origin)
}

/** Returns the distances in meters of all activities on gear, by its id, including those that only the owner sees. */
export const distancesOnGear = async (
  { stores }: Services,
  gear: readonly GearRow[],
  tx: Tx,
): Promise<ReadonlyMap<string, number>> => {
  const distances = new Map(gear.map(({ _id }) => [_id, 0]))
  if (gear.length === 0) return distances
  for (const { gearId, distanceMeters } of await stores.activities.onGear([...distances.keys()], tx))
    distances.set(gearId, (distances.get(gearId) ?? 0) + distanceMeters)
  return distances
}

/** Saves gear, and emits what follows from its distance. */
export const saveMeasuredGear = async (
  { stores, runtime }: Services,
  { row, isWorn, isAnnounced }: MeasuredGear,
  distanceMeters: number,
  tx: Tx,
): Promise<void> => {
  await stores.gear.replace(row, tx)
  const { _id: gearId, athleteId, revision, name, toldAtMeters } = row
  if (isAnnounced) tx.emit('gear.changed', gearState(row, distanceMeters, runtime.now()))
  if (isWorn && toldAtMeters !== null)
    tx.emit('gear.worn', { gearId, athleteId, revision, name, distanceMeters, limitMeters: toldAtMeters, at: runtime.now() })
}

/** Announces gear with its present distance, if that is not known yet. */
export const announceGear = async (
  services: Services,
  { _id, athleteId }: Pick<GearRow, '_id' | 'athleteId'>,
  tx: Tx,
): Promise<void> => {
  await services.stores.athleteLocks.takeTraining(athleteId, tx)
  const row = await services.stores.gear.get(_id, tx)
  if (row === null) return
  const distanceMeters = (await distancesOnGear(services, [row], tx)).get(_id) ?? 0
  const measured = measureGear(row, distanceMeters)
  if (measured !== null) await saveMeasuredGear(services, measured, distanceMeters, tx)
}
