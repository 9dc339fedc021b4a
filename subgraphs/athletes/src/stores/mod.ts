import { openEntitlements, openRelations } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import { openAccountTokens } from './account-tokens.ts'
import { openAccounts } from './accounts.ts'
import { openAuditLog } from './audit-log.ts'
import { openAwards } from './awards.ts'
import { openBadgeChallenges } from './badge-challenges.ts'
import { openBadgeClubs } from './badge-clubs.ts'
import { openBadgeContributions } from './badge-contributions.ts'
import { openBadgeCounts } from './badge-counts.ts'
import { openCredentials } from './credentials.ts'
import { openDataExports } from './data-exports.ts'
import { openErasures } from './erasures.ts'
import { openHandles } from './handles.ts'
import { openPasswordResets } from './password-resets.ts'
import { openPersonaSignals } from './persona-signals.ts'
import { openPhotoCarriers } from './photo-carriers.ts'
import { openPhotos } from './photos.ts'
import { openQuietHours } from './quiet-hours.ts'
import { openRecordingPrivacy } from './recording-privacy.ts'
import { openRevocations } from './revocations.ts'
import { openSearchNames } from './search-names.ts'
import { openSessions } from './sessions.ts'
import { openSignInAttempts } from './sign-in-attempts.ts'
import { openSigningKeys } from './signing-keys.ts'
import { openStreaks } from './streaks.ts'
import { openTrainingHistories } from './training-histories.ts'

/** Opens the stores. Relations take an owner's privacy from the accounts of this subgraph instead of a projection of them. */
export const openStores = (database: Database, runtime: Runtime) => {
  const accounts = openAccounts(database)
  return {
    accounts,
    handles: openHandles(database),
    credentials: openCredentials(database),
    accountTokens: openAccountTokens(database),
    passwordResets: openPasswordResets(database, runtime),
    auditLog: openAuditLog(database),
    searchNames: openSearchNames(database),
    sessions: openSessions(database),
    dataExports: openDataExports(database),
    erasures: openErasures(database),
    signingKeys: openSigningKeys(database),
    photos: openPhotos(database),
    photoCarriers: openPhotoCarriers(database),
    recordingPrivacy: openRecordingPrivacy(database),
    trainingHistories: openTrainingHistories(database),
    revocations: openRevocations(runtime),
    signInAttempts: openSignInAttempts(runtime),
    awards: openAwards(database),
    badgeChallenges: openBadgeChallenges(database),
    badgeClubs: openBadgeClubs(database),
    badgeContributions: openBadgeContributions(database),
    badgeCounts: openBadgeCounts(database),
    streaks: openStreaks(database),
    quietHours: openQuietHours(database),
    entitlements: openEntitlements(database),
    personaSignals: openPersonaSignals(database),
    relations: openRelations(database, accounts.privacy),
  }
}

export type Stores = ReturnType<typeof openStores>
