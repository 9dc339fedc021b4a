import { activityOf } from '../domain/subjects.ts'
import type { YearInReviewResolvers } from '../generated/resolvers.ts'

/** Activities says which activities of the year the viewer may see; here their kudos are counted, as `kudosCount` does. */
export const YearInReview: YearInReviewResolvers = {
  ref: ({ ref }) => ref,
  mostKudos: async ({ activityIds }, _args, { loaders }) => {
    const counts = await Promise.all(activityIds.map((id) => loaders.kudosCount.load(id)))
    const best = Math.max(0, ...counts)
    const id = best === 0 ? undefined : activityIds[counts.indexOf(best)]
    return id === undefined ? null : activityOf(await loaders.subject(id))
  },
}
