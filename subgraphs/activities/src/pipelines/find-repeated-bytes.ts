import type { Stores } from '../stores/mod.ts'

/**
 * The activity that an athlete's earlier file of these very bytes became, or null. Where one of its activities has been deleted since, the
 * file counts as new: measuring tells which of its recordings are still there.
 */
export const findRepeatedBytes = async (
  { uploads, activities }: Pick<Stores, 'uploads' | 'activities'>,
  athleteId: string,
  sha256: string,
): Promise<string | null> => {
  const earlier = await uploads.doneWithBytes(athleteId, sha256)
  if (earlier.length === 0) return null
  const living = new Set((await activities.many(earlier.flatMap((upload) => upload.activityIds))).map((row) => row._id))
  const whole = earlier.find((upload) => upload.activityIds.every((id) => living.has(id)))
  return whole?.activityIds[0] ?? null
}
