import type { EventData } from '@gruppetto/events'
import { keepLatest } from '@gruppetto/relations'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { judgesOf } from '../domain/club-moderation.ts'
import type { Services } from '../services.ts'
import type { ClubRow } from '../stores/clubs.ts'
import { type ParticipationRow, participationId } from '../stores/participations.ts'

const EFFORTS_KEPT_MS = 365 * 24 * 3600 * 1000

export const clubOf = (data: EventData<'club.changed'>): ClubRow => ({
  _id: data.clubId,
  name: data.name,
  isOpen: data.access === 'OPEN' && !data.dissolved,
  isSecret: data.access === 'SECRET',
  dissolved: data.dissolved,
  slowModeSeconds: data.slowModeSeconds ?? 0,
  heldWords: data.heldWords ?? [],
  revision: data.revision,
})

const membershipOf = (data: EventData<'club.membership-changed'>): ParticipationRow => ({
  _id: participationId(data.clubId, data.athleteId),
  kind: 'CLUB',
  groupId: data.clubId,
  athleteId: data.athleteId,
  present: data.status === 'ACTIVE',
  isNamed: true,
  isInvited: data.status === 'INVITED',
  role: data.role,
  mutedUntil: data.mutedUntilMs === null ? null : new Date(data.mutedUntilMs),
  revision: data.revision,
  changedAt: new Date(data.at),
  expiresAt: null,
})

const challengeEntryOf = (data: EventData<'challenge.participation-changed'>): ParticipationRow => ({
  _id: participationId(data.challengeId, data.athleteId),
  kind: 'CHALLENGE',
  groupId: data.challengeId,
  athleteId: data.athleteId,
  present: data.participating,
  isNamed: data.sharesWithBrand,
  revision: data.revision,
  changedAt: new Date(data.at),
  expiresAt: null,
})

const effortsOf = ({ athleteId, visibility, efforts }: EventData<'effort.recorded'>): readonly ParticipationRow[] =>
  efforts.map(({ effortId, segmentId, revision, deleted, hidden, startedAtMs }) => ({
    _id: effortId,
    kind: 'SEGMENT',
    groupId: segmentId,
    athleteId,
    present: !deleted && !hidden && visibility === 'EVERYONE',
    isNamed: true,
    revision,
    changedAt: new Date(startedAtMs),
    expiresAt: new Date(startedAtMs + EFFORTS_KEPT_MS),
  }))

/** Projects the efforts that everybody may see. */
const projectEfforts = ({ stores }: Services): AnyWorker =>
  defineWorker({
    name: 'social-project-efforts',
    on: ['effort.recorded'],
    load: ({ data }, tx) =>
      stores.participations.many(
        data.efforts.map(({ effortId }) => effortId),
        tx,
      ),
    decide: ({ data }, known) => effortsOf(data).filter((row) => (known.get(row._id)?.revision ?? -1) < row.revision),
    save: async (rows, tx) => stores.participations.putAllAtCommit(rows, tx),
  })

/** Keeps who takes part in which clubs, challenges and segments, for suggestions. Members see and cheer at the events of their club. */
export const projectParticipations = (services: Services): readonly AnyWorker[] => {
  const { stores } = services
  return [
    keepLatest('social-project-clubs', 'club.changed', stores.clubs, clubOf),
    keepLatest('social-project-memberships', 'club.membership-changed', stores.participations, membershipOf, ({ row }, tx) =>
      stores.moderation.setJudges(row.groupId, row.athleteId, judgesOf(row.present ? (row.role ?? null) : null), tx),
    ),
    keepLatest('social-project-challenge-entries', 'challenge.participation-changed', stores.participations, challengeEntryOf),
    projectEfforts(services),
    defineWorker({
      name: 'social-note-sponsorships',
      on: ['sponsorship.agreed'],
      save: async (_loaded, tx, { data }) => stores.sponsoredChallenges.put(data.challengeId, tx),
    }),
  ]
}
