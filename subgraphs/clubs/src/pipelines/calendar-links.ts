import { notFound, requireAthlete } from '@gruppetto/graph'
import type { Context } from '../context.ts'
import { calendarLinkId } from '../domain/calendar/link.ts'
import { type ClubRow, isActive } from '../domain/club.ts'
import { signCalendarLink } from './sign-calendar-link.ts'

const urlOf = async ({ loaders, runtime }: Context, athleteId: string, clubId: string | null): Promise<string> => {
  const scope = { athleteId, clubId }
  const link = await loaders.calendarLinks.load(calendarLinkId(scope))
  return `${runtime.config.publicUrl}${signCalendarLink(scope, link?.renewals ?? 0, runtime.config.identitySecret)}`
}

/** Returns Club.calendarUrl: the viewer's own link, or null when the viewer is not a member. */
export const showClubCalendarUrl = async (context: Context, clubId: string): Promise<string | null> => {
  const { loaders, viewerId } = context
  if (viewerId === null || !isActive(await loaders.viewerMemberships.load(clubId))) return null
  return urlOf(context, viewerId, clubId)
}

/** Returns Viewer.calendarUrl. */
export const showOwnCalendarUrl = (context: Context): Promise<string> =>
  urlOf(context, requireAthlete(context.caller).athleteId, null)

/** Ends the caller's link to the calendar of a club, or of all their clubs, and makes another. Returns the club. */
export const renewCalendarUrl = async (context: Context, clubId: string | null): Promise<ClubRow | null> => {
  const { athleteId } = requireAthlete(context.caller)
  const { loaders, stores, database, origin } = context
  const club = clubId === null ? null : await loaders.clubs.load(clubId)
  if (clubId !== null && (club === null || !isActive(await loaders.viewerMemberships.load(clubId)))) throw notFound('This club')
  await database.transact((tx) => stores.calendarLinks.renew({ athleteId, clubId }, tx), origin)
  return club
}
