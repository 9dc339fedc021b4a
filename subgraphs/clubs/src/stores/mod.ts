import { openPhotos, openRelations } from '@gruppetto/relations'
import { type Database, openBoardRanks, type Runtime } from '@gruppetto/runtime'
import { openActivityDetails } from './activity-details.ts'
import { openActivityFacts } from './activity-facts.ts'
import { openAthleteLocks } from './athlete-locks.ts'
import { openAttendances } from './attendances.ts'
import { openAuditEntries } from './audit-entries.ts'
import { openCalendarLinks } from './calendar-links.ts'
import { openChallengeSteps } from './challenge-steps.ts'
import { openChallenges } from './challenges.ts'
import { openCheerDays } from './cheer-days.ts'
import { openClubEvents } from './club-events.ts'
import { openClubGoals } from './club-goals.ts'
import { openClubs } from './clubs.ts'
import { openContributions } from './contributions.ts'
import { openDateEdits } from './date-edits.ts'
import { openDigests } from './digests.ts'
import { openDisputes } from './disputes.ts'
import { openEntries } from './entries.ts'
import { openEventDates } from './event-dates.ts'
import { openEventNotices } from './event-notices.ts'
import { openEventRoutes } from './event-routes.ts'
import { openGoalParts } from './goal-parts.ts'
import { openInvites } from './invites.ts'
import { openMemberships } from './memberships.ts'
import { openOccurrences } from './occurrences.ts'
import { openOvertakes } from './overtakes.ts'
import { openPeriodSums } from './period-sums.ts'
import { openPersonalGoals } from './personal-goals.ts'
import { openRsvps } from './rsvps.ts'
import { openSegments } from './segments.ts'
import { openSeriesAnswers } from './series-answers.ts'
import { openStandings } from './standings.ts'
import { openTrackClaims } from './track-claims.ts'

/** All stores of this subgraph. */
export const openStores = (database: Database, runtime: Runtime) => ({
  clubs: openClubs(database),
  memberships: openMemberships(database),
  invites: openInvites(database),
  auditEntries: openAuditEntries(database),
  clubEvents: openClubEvents(database),
  occurrences: openOccurrences(database),
  dateEdits: openDateEdits(database),
  rsvps: openRsvps(database),
  attendances: openAttendances(database),
  seriesAnswers: openSeriesAnswers(database),
  calendarLinks: openCalendarLinks(database),
  challenges: openChallenges(database),
  challengeSteps: openChallengeSteps(database),
  eventDates: openEventDates(database),
  eventNotices: openEventNotices(database),
  eventRoutes: openEventRoutes(database),
  entries: openEntries(database),
  contributions: openContributions(database),
  activityFacts: openActivityFacts(database),
  activityDetails: openActivityDetails(database),
  cheerDays: openCheerDays(database),
  segments: openSegments(database),
  overtakes: openOvertakes(database),
  digests: openDigests(database),
  periodSums: openPeriodSums(database),
  personalGoals: openPersonalGoals(database),
  athleteLocks: openAthleteLocks(database),
  trackClaims: openTrackClaims(database),
  disputes: openDisputes(database),
  standings: openStandings(database),
  clubGoals: openClubGoals(database),
  goalParts: openGoalParts(database),
  boardRanks: openBoardRanks(runtime, 'clubs'),
  relations: openRelations(database),
  photos: openPhotos(database),
})

export type Stores = ReturnType<typeof openStores>
