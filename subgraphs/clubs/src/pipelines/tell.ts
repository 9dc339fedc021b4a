import type { Tx } from '@gruppetto/runtime'
import type { ChallengeRow } from '../domain/challenge.ts'
import type { ClubRow, MembershipRow } from '../domain/club.ts'
import type { ClubEventRow } from '../domain/club-event.ts'
import type { EntryRow } from '../domain/entry.ts'
import { scoreOfUnits } from '../domain/scoring.ts'

/** The events of this subgraph, each made of the row it tells of. */

export const tellMembership = (tx: Tx, row: MembershipRow, nowMs: number): void =>
  tx.emit('club.membership-changed', {
    clubId: row.clubId,
    athleteId: row.athleteId,
    revision: row.revision,
    status: row.status,
    role: row.role,
    at: nowMs,
  })

export const tellClubEvent = (tx: Tx, row: ClubEventRow, club: Pick<ClubRow, 'access'>, nowMs: number): void =>
  tx.emit('club-event.changed', {
    clubEventId: row._id,
    clubId: row.clubId,
    revision: row.revision,
    createdById: row.createdById,
    isPublic: club.access === 'OPEN',
    title: row.title,
    sport: row.sport,
    startsAtMs: row.startsAtMs,
    endsAtMs: row.endsAtMs,
    overAtMs: row.overAtMs,
    timeZone: row.timeZone,
    place: row.place,
    isVirtual: row.isVirtual,
    cancelled: row.cancelledAtMs !== null,
    cancelReason: row.cancelReason,
    at: nowMs,
  })

export const tellChallenge = (tx: Tx, row: ChallengeRow, nowMs: number): void =>
  tx.emit('challenge.changed', {
    challengeId: row._id,
    revision: row.revision,
    createdById: row.createdById,
    clubId: row.clubId,
    isPublic: row.isPublic,
    title: row.title,
    metric: row.metric,
    sports: [...row.sports],
    target: row.target,
    startsAtMs: row.startsAtMs,
    endsAtMs: row.endsAtMs,
    cancelled: row.cancelledAtMs !== null,
    at: nowMs,
  })

export const tellParticipation = (tx: Tx, entry: EntryRow, nowMs: number): void =>
  tx.emit('challenge.participation-changed', {
    challengeId: entry.challengeId,
    athleteId: entry.athleteId,
    revision: entry.revision,
    participating: entry.participating,
    sharesWithBrand: entry.sharesWithBrand,
    at: nowMs,
  })

export const tellScore = (tx: Tx, challenge: ChallengeRow, entry: EntryRow, nowMs: number): void =>
  tx.emit('challenge.scored', {
    challengeId: entry.challengeId,
    athleteId: entry.athleteId,
    revision: entry.revision,
    score: scoreOfUnits(challenge.metric, entry.units),
    reachedAtMs: entry.reachedAtMs,
    completedAtMs: entry.completedAtMs,
    at: nowMs,
  })

export const tellCompleted = (tx: Tx, entry: EntryRow, nowMs: number): void =>
  tx.emit('challenge.completed', { challengeId: entry.challengeId, athleteId: entry.athleteId, at: nowMs })
