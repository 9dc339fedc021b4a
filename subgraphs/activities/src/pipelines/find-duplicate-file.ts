import type { Services } from '../services.ts'

/**
 * Returns the activity that an earlier file of the athlete with the same bytes became; null when there is none. When one of the
 * activities of that file has been deleted, the file counts as new. Measuring then finds which of its recordings still exist.
 */
export const findDuplicateFile = async (
  { stores: { uploads, activities } }: Services,
  athleteId: string,
  sha256: string,
): Promise<string | null> => {
  const earlier = await uploads.doneWithBytes(athleteId, sha256)
  if (earlier.length === 0) return null
  const living = new Set((await activities.many(earlier.flatMap((upload) => upload.activityIds))).map((row) => row._id))
  const whole = earlier.find((upload) => upload.activityIds.every((id) => living.has(id)))
  return whole?.activityIds[0] ?? null
}
