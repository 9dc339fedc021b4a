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
  startsAt: new Date(0),
  endsAt: new Date(1_000_000),
  cancelledAt: null,
  clubId: null,
  isPublic: true,
  createdById: 'ath_maker',
  createdAt: new Date(0),
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
  startedAt: new Date(10),
  endedAt: new Date(20),
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
  joinedAt: new Date(5),
  startsAt: challenge.startsAt,
  endsAt: challenge.endsAt,
  clubId: challenge.clubId,
  units: 0,
  reachedAt: new Date(5),
  completedAt: null,
  completionTold: false,
  lastActivityId: null,
  revision: 1,
  updatedAt: new Date(5),
  ...change,
})
