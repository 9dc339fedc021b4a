import { badUserInput, conflict, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { ActivityRow } from '../domain/activity.ts'
import { type Crop, cropWithin, farthestSecond, isSameCrop, wholeOf } from '../domain/crop.ts'
import { cropInput } from '../domain/inputs.ts'
import type { CropInput } from '../generated/resolvers.ts'
import { ownActivity } from './change-activity.ts'
import { openOriginalMeasurer } from './measure-original.ts'
import { remeasureActivity } from './remeasure-activity.ts'

const readOwn = (context: Context, id: string): Promise<ActivityRow> =>
  context.database.transact((tx) => ownActivity(context, id, tx), context.origin)

/** Returns the crop of an activity now, and the one that is asked for. Null is the whole recording. */
const findCrops = async (context: Context, id: string, asked: Crop | null) => {
  const recorded = await context.stores.activities.recorded(id)
  const whole = recorded && wholeOf(recorded)
  if (!recorded || !whole) throw badUserInput([{ path: 'id', message: 'must be an activity that was recorded' }])
  const farthest = farthestSecond(whole.recordedSeconds)
  if (asked !== null && asked.toSeconds > farthest)
    throw badUserInput([{ path: 'crop.toSeconds', message: `must be at most ${farthest}, where the recording ends` }])
  return { before: recorded.crop ?? null, after: asked && cropWithin(asked, whole.recordedSeconds) }
}

/**
 * Lets a part of the recording of the caller's activity count, or all of it again. Everything is measured anew before it answers, and
 * changes in one commit: what was cut off is nowhere from then on. The original stays, and so do the samples of the whole, for the owner.
 * The same part again changes nothing. Of several calls at once the last one to commit counts.
 */
export const cropActivity = async (context: Context, id: string, given: CropInput | null): Promise<ActivityRow> => {
  requireAthlete(context.caller)
  const asked = given && validInput(cropInput, given, 'crop')
  await readOwn(context, id)
  const { before, after } = await findCrops(context, id, asked)
  if (!isSameCrop(before, after)) {
    const outcome = await remeasureActivity(context, id, openOriginalMeasurer(context), { crop: after, origin: context.origin })
    if (outcome.kind === 'GONE') throw notFound('This activity')
    if (outcome.kind === 'UNCHANGED' && outcome.isNothingLeft)
      throw badUserInput([{ path: 'crop', message: 'must hold at least two samples of the recording' }])
    if (outcome.kind === 'UNCHANGED') {
      context.runtime.log.warn({ activityId: id, reason: outcome.reason }, 'an activity could not be cropped')
      throw conflict('The recording of this activity cannot be measured again now: it stays as it is.', 'NOT_MEASURED_NOW')
    }
  }
  return readOwn(context, id)
}
