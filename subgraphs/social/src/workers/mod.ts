import { leavingWorkers, projectAccounts, projectEntitlements, projectPhotos } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { leavingOf } from '../pipelines/leave.ts'
import type { Services } from '../services.ts'
import { acceptRequests } from './accept-requests.ts'
import { announceChallengeEntries } from './announce-challenge-entries.ts'
import { announceClubPosts } from './announce-club-posts.ts'
import { announceLiveSessions } from './announce-live-sessions.ts'
import { clearSubjects } from './clear-subjects.ts'
import { fanOut } from './fan-out.ts'
import { forgetBlocked } from './forget-blocked.ts'
import { forgetClubs } from './forget-clubs.ts'
import { forgetDevices } from './forget-devices.ts'
import { forgetLiveStarts } from './forget-live-starts.ts'
import { forgetPictures } from './forget-pictures.ts'
import { notifyWorkers } from './notify.ts'
import { offerNudges } from './offer-nudges.ts'
import { projectActivityPairs } from './project-activity-pairs.ts'
import { projectChallenges } from './project-challenges.ts'
import { projectClubEventDates, projectClubEvents } from './project-club-events.ts'
import { projectLiveSessions } from './project-live-sessions.ts'
import { projectParticipations } from './project-participations.ts'
import { projectPhotoCarriers } from './project-photo-carriers.ts'
import { projectSegments } from './project-segments.ts'
import { recordAchievements } from './record-achievements.ts'
import { recordFeedItem } from './record-feed-item.ts'
import { recordSuspensions } from './record-suspensions.ts'
import { takeBackComments } from './take-back-comments.ts'
import { takeBackMentions } from './take-back-mentions.ts'
import { takeBackNudges } from './take-back-nudges.ts'
import { takeBackRecords } from './take-back-records.ts'
import { writeDigests } from './write-digests.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  projectAccounts('social', services.stores.accounts),
  projectEntitlements('social', services.stores.entitlements),
  projectPhotos('social', services.stores.photos),
  projectPhotoCarriers(services),
  projectChallenges(services),
  projectSegments(services),
  projectLiveSessions(services),
  projectClubEvents(services),
  projectClubEventDates(services),
  ...projectParticipations(services),
  announceClubPosts(services),
  announceChallengeEntries(services),
  writeDigests(services),
  offerNudges(services),
  recordFeedItem(services),
  projectActivityPairs(services),
  recordAchievements(services),
  acceptRequests(services),
  fanOut(services),
  ...notifyWorkers(services),
  takeBackComments(services),
  takeBackMentions(services),
  takeBackNudges(services),
  takeBackRecords(services),
  recordSuspensions(services),
  forgetBlocked(services),
  forgetDevices(services),
  announceLiveSessions(services),
  forgetLiveStarts(services),
  forgetClubs(services),
  forgetPictures(services),
  clearSubjects(services),
  ...leavingWorkers('social', services.database, leavingOf(services)),
]
