import { leavingWorkers, projectAccounts, projectPhotos, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { leavingOf } from '../pipelines/leave.ts'
import { scheduleDigest } from '../pipelines/prepare-digest.ts'
import type { Services } from '../services.ts'
import { announceEvents } from './announce-events.ts'
import { answerSeries } from './answer-series.ts'
import { applyModeration } from './apply-moderation.ts'
import { countCheers } from './count-cheers.ts'
import { countGoals } from './count-goals.ts'
import { endMemberships } from './end-memberships.ts'
import { endRsvps } from './end-rsvps.ts'
import { fillNewPlaces } from './fill-places.ts'
import { followEventDates } from './follow-event-dates.ts'
import { followRecordings } from './follow-recordings.ts'
import { markSponsored } from './mark-sponsored.ts'
import { nameMembers } from './name-members.ts'
import { noteResults } from './note-results.ts'
import { placeMembers } from './place-members.ts'
import { projectSegments } from './project-segments.ts'
import { scoreActivities } from './score-activities.ts'
import { scoreDetails } from './score-details.ts'
import { suggestAttendance } from './suggest-attendance.ts'
import { tellMovedUp } from './tell-moved-up.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  scoreActivities(services),
  scoreDetails(services),
  projectSegments(services),
  placeMembers(services),
  countGoals(services),
  countCheers(services),
  markSponsored(services),
  endMemberships(services),
  nameMembers(services),
  answerSeries(services),
  endRsvps(services),
  ...applyModeration(services),
  fillNewPlaces(services),
  noteResults(services),
  suggestAttendance(services),
  followRecordings(services),
  projectPhotos('clubs', services.stores.photos),
  announceEvents(services),
  followEventDates(services),
  tellMovedUp(services),
  projectAccounts('clubs', services.stores.relations.accounts, ({ row }, tx) => scheduleDigest(services, row, tx)),
  ...projectRelations('clubs', services.stores.relations),
  ...leavingWorkers('clubs', services.database, leavingOf(services)),
]
