import { leavingWorkers, projectEntitlements, projectRelations } from '@gruppetto/relations'
import type { AnyWorker } from '@gruppetto/runtime'
import { leavingOf } from '../pipelines/leave.ts'
import type { Services } from '../services.ts'
import { answerPasswordResets } from './answer-password-resets.ts'
import { assembleExports } from './assemble-exports.ts'
import { collectExports } from './collect-exports.ts'
import { countActivities } from './count-activities.ts'
import { countAreas } from './count-areas.ts'
import { countChallenges } from './count-challenges.ts'
import { countCheers } from './count-cheers.ts'
import { countClubMates } from './count-club-mates.ts'
import { countEfforts } from './count-efforts.ts'
import { countPeople } from './count-people.ts'
import { countSignals } from './count-signals.ts'
import { followTimeZone } from './follow-time-zone.ts'
import { hideSecretClubs } from './hide-secret-clubs.ts'
import { keepPhotos } from './keep-photos.ts'
import { mailPartners } from './mail-partners.ts'
import { mailGifts, mailSubscriptions } from './mail-purchases.ts'
import { noteErasures } from './note-erasures.ts'
import { preparePhotos } from './prepare-photos.ts'
import { projectQuietHours } from './project-quiet-hours.ts'
import { removePhotos } from './remove-photos.ts'
import { reviewBadgesAgain } from './review-badges.ts'
import { reviewChallenges } from './review-challenges.ts'
import { sendMail } from './send-mail.ts'

export const makeWorkers = (services: Services): readonly AnyWorker[] => [
  ...projectRelations('athletes', services.stores.relations),
  projectEntitlements('athletes', services.stores.entitlements),
  preparePhotos(services),
  keepPhotos(services),
  removePhotos(services),
  answerPasswordResets(services),
  sendMail(services),
  mailPartners(services),
  mailSubscriptions(),
  mailGifts(),
  countActivities(services),
  countAreas(services),
  countEfforts(services),
  countPeople(services),
  countSignals(services),
  countCheers(services),
  countClubMates(services),
  hideSecretClubs(services),
  countChallenges(services),
  reviewChallenges(services),
  reviewBadgesAgain(services),
  followTimeZone(services),
  projectQuietHours(services),
  ...leavingWorkers('athletes', services.database, leavingOf(services)),
  noteErasures(services),
  collectExports(services),
  assembleExports(services),
]
