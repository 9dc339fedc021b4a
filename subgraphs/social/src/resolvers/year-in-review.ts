import type { YearInReviewResolvers } from '../generated/resolvers.ts'

/** Activities says which activities of the year the viewer may see; here their kudos are counted, as `kudosCount` does. */
export const YearInReview: YearInReviewResolvers = {
  ref: ({ ref }) => ref,
  mostKudos: async ({ activityIds }, _args, { loaders }) => {
    const counts = await Promise.all(activityIds.map((id) => loaders.kudosCount.load(id)))
    const best = Math.max(0, ...counts)
    const id = best === 0 ? undefined : activityIds[counts.indexOf(best)]
    const subject = id === undefined ? null : await loaders.subject(id)
    return subject?.kind === 'ACTIVITY' ? subject.activity : null
  },
}
