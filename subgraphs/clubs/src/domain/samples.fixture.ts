import type { ChallengeRow } from './challenge.ts'
import { type EntryRow, entryId } from './entry.ts'
import type { ActivityFact } from './scoring.ts'

/** Valid rows for tests, which change what they need. */

export const aChallenge = (change: Partial<ChallengeRow> = {}): ChallengeRow => ({
  _id: 'chl_1',
  title: 'March on',
  description: null,
  kind: 'TOTAL',
  metric: 'DISTANCE',
  sports: ['RUN'],
  target: 100_000,
  startsAtMs: 0,
  endsAtMs: 1_000_000,
  cancelledAtMs: null,
  clubId: null,
  isPublic: true,
  createdById: 'ath_maker',
  createdAtMs: 0,
  participantCount: 0,
  sponsored: false,
  revision: 1,
  ...change,
})

export const aFact = (change: Partial<ActivityFact> = {}): ActivityFact => ({
  _id: 'act_1',
  athleteId: 'ath_a',
  revision: 1,
  deleted: false,
  visibility: 'EVERYONE',
  sport: 'RUN',
  startedAtMs: 10,
  endedAtMs: 20,
  distanceMeters: 5000,
  movingSeconds: 1500,
  elevationGainMeters: 50,
  ...change,
})

export const anEntry = (challenge: ChallengeRow, athleteId: string, change: Partial<EntryRow> = {}): EntryRow => ({
  _id: entryId(challenge._id, athleteId),
  challengeId: challenge._id,
  athleteId,
  participating: true,
  sharesWithBrand: false,
  joinedAtMs: 5,
  startsAtMs: challenge.startsAtMs,
  endsAtMs: challenge.endsAtMs,
  clubId: challenge.clubId,
  units: 0,
  reachedAtMs: 5,
  completedAtMs: null,
  completionTold: false,
  lastActivityId: null,
  revision: 1,
  updatedAtMs: 5,
  ...change,
})
