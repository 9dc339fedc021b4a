import { leavingWorkers, projectAccounts, projectEntitlements, projectPhotos, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { leavingOf } from '../pipelines/leave.ts'
import { showOrHideEfforts } from '../pipelines/segments/show-or-hide-efforts.ts'
import type { Services } from '../services.ts'
import { countActivities } from './count-activities.ts'
import { drawRoutes } from './draw-routes.ts'
import { findActivityCompanions } from './find-companions.ts'
import { followAthletesOnHeat } from './follow-athletes-on-heat.ts'
import { holdBackActivities } from './hold-back-activities.ts'
import { importArchive } from './import-archive.ts'
import { keepAnswers } from './keep-answers.ts'
import { matchPastActivities } from './match-past-activities.ts'
import { matchSegments } from './match-segments.ts'
import { measureLiveSessions } from './measure-live-sessions.ts'
import { measureRaces } from './measure-races.ts'
import { measureQueuedUpload, measureUpload } from './measure-upload.ts'
import { projectClubEvents } from './project-club-events.ts'
import { projectClubMembers } from './project-club-members.ts'
import { projectClubs } from './project-clubs.ts'
import { projectEventDates } from './project-event-dates.ts'
import { projectPrivacy } from './project-privacy.ts'
import { projectProducts } from './project-products.ts'
import { projectTrainingProfiles } from './project-training-profiles.ts'
import { recalculateTraining } from './recalculate-training.ts'
import { recountRaces } from './recount-races.ts'
import { recountTraining } from './recount-training.ts'
import { remeasureCorrectedActivities } from './remeasure-corrected-activities.ts'
import { reopenOutings } from './reopen-outings.ts'
import { reviewEfforts } from './review-efforts.ts'
import { shareRecordings } from './share-recordings.ts'
import { updateShownSummaries } from './update-shown-summaries.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  measureUpload(services),
  measureQueuedUpload(services),
  importArchive(services),
  measureLiveSessions(services),
  measureRaces(services),
  recountRaces(services),
  remeasureCorrectedActivities(services),
  countActivities(services),
  recountTraining(services),
  projectAccounts('activities', services.relations.accounts, (change, tx) => showOrHideEfforts(services, change, tx)),
  ...projectRelations('activities', services.relations),
  projectEntitlements('activities', services.entitlements),
  projectPhotos('activities', services.stores.photos),
  projectTrainingProfiles(services),
  recalculateTraining(services),
  projectPrivacy(services),
  projectProducts(services),
  updateShownSummaries(services),
  matchSegments(services),
  matchPastActivities(services),
  drawRoutes(services),
  followAthletesOnHeat(services),
  findActivityCompanions(services),
  reopenOutings(services),
  shareRecordings(services),
  reviewEfforts(services),
  holdBackActivities(services),
  keepAnswers(services),
  projectClubs(services),
  projectClubEvents(services),
  projectEventDates(services),
  projectClubMembers(services),
  ...leavingWorkers('activities', services.database, leavingOf(services)),
]
