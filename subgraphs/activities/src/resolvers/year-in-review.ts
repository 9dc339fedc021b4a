import type { YearInReviewResolvers } from '../generated/resolvers.ts'
import { readNewCells, readYear } from '../pipelines/read-years.ts'

const ID = /^(.+):(\d{1,4})$/

export const YearInReview: YearInReviewResolvers = {
  __resolveReference: async ({ ref }, context) => {
    const [, athleteId, year] = ID.exec(ref) ?? []
    return athleteId === undefined ? null : readYear(context, athleteId, Number(year))
  },
  ref: ({ athleteId, year }) => `${athleteId}:${year}`,
  longest: ({ longestId }, _args, { loaders }) => (longestId === null ? null : loaders.activity.load(longestId)),
  highest: ({ highestId }, _args, { loaders }) => (highestId === null ? null : loaders.activity.load(highestId)),
  newCells: (review, _args, context) => readNewCells(context, review),
  firsts: ({ athleteId, year }, _args, { loaders }) => loaders.yearFirsts.load({ athleteId, year }),
}
