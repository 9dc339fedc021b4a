import type { PageArguments } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import type { OccurrenceRow } from '../domain/occurrence.ts'
import { answersCloseAt } from '../domain/rsvp.ts'
import { listAttendance, listResults } from '../pipelines/show-attendance.ts'
import { findViewerRsvp, listResponses, type ResponsesArguments } from '../pipelines/show-rsvps.ts'

/** Finds the date that the answers of a parent are about. */
type DateOf<Parent> = (parent: Parent, context: Context) => Promise<OccurrenceRow | null>

/** Resolves what events and their dates have in common: the answers, and who took part. */
export const answersOf = <Parent>(dateOf: DateOf<Parent>) => ({
  responses: async (parent: Parent, args: ResponsesArguments, context: Context) =>
    listResponses(context, await dateOf(parent, context), args),
  goingCount: async (parent: Parent, _args: object, context: Context) => (await dateOf(parent, context))?.goingCount ?? 0,
  waitlistedCount: async (parent: Parent, _args: object, context: Context) =>
    (await dateOf(parent, context))?.waitlistedCount ?? 0,
  answersCloseAt: async (parent: Parent, _args: object, context: Context) => {
    const date = await dateOf(parent, context)
    return date === null ? null : answersCloseAt(date)
  },
  viewerRsvp: async (parent: Parent, _args: object, context: Context) =>
    (await findViewerRsvp(context, await dateOf(parent, context)))?.answer ?? null,
  attendance: async (parent: Parent, args: PageArguments, context: Context) =>
    listAttendance(context, await dateOf(parent, context), args),
  results: async (parent: Parent, args: PageArguments, context: Context) =>
    listResults(context, await dateOf(parent, context), args),
})
