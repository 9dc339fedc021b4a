import { setImmediate } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { areasOf } from '@gruppetto/recordings'
import { type AnyWorker, defineWorker, RetryEvent, type Tx } from '@gruppetto/runtime'
import { type ActivityRow, dayOf } from '../domain/activity.ts'
import { isOldImport } from '../domain/archives/archive.ts'
import { yearOf } from '../domain/days.ts'
import { planEfforts } from '../domain/segments/changes.ts'
import { type EffortAthlete, type Passage, passageOf } from '../domain/segments/effort.ts'
import { type MatchKind, matchKind, type SegmentWithLine } from '../domain/segments/segment.ts'
import { finishMatching } from '../domain/upload.ts'
import { saveMatched } from '../pipelines/change-upload.ts'
import { loadExplored, saveExplored } from '../pipelines/count-explored.ts'
import { cellsOf, findPassages, readMatchables } from '../pipelines/segments/find-passages.ts'
import { readEffortAthlete } from '../pipelines/segments/read-effort-athlete.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import type { Services } from '../services.ts'

/** The highest number of segments that a track is matched with. Those with the most athletes come first. */
const MAX_SEGMENTS = 2_000
const BATCH_SIZE = 20

type Matching =
  /** The activity is deleted, or was entered by hand. */
  | { readonly kind: 'NOTHING' }
  /** The track has been matched already. Only the efforts may have to change. */
  | { readonly kind: 'MATCHED'; readonly trackKind: MatchKind }
  | NewMatching

interface NewMatching {
  readonly kind: 'NEW'
  readonly trackKind: MatchKind
  readonly samplesRevision: number
  readonly cells: readonly number[]
  readonly candidates: readonly SegmentWithLine[]
  readonly passages: readonly Passage[]
  readonly freshIds: readonly string[]
}

const trackOf = (activity: ActivityRow, { trackKind: kind, samplesRevision, cells }: NewMatching) => ({
  _id: activity._id,
  athleteId: activity.athleteId,
  kind,
  samplesRevision,
  year: yearOf(dayOf(activity)),
  cells,
})

/** Used when there are no efforts, so that nothing about the athlete is needed. */
const UNKNOWN_ATHLETE: EffortAthlete = { open: false, rules: null, profiles: [] }

/**
 * Keeps the efforts of an activity up to date, and what its athlete has explored. It matches the track with the segments that start along
 * it, once for each revision of its samples and each kind of sport. The efforts follow the visibility of the activity, and are deleted with
 * it. After the last activity of an upload the upload is complete.
 */
export const matchSegments = (services: Services): AnyWorker => {
  const { stores } = services

  const matchTrack = async (activityId: string, isNew: boolean): Promise<Matching> => {
    const [[activity], track] = await Promise.all([
      stores.activities.many([activityId]),
      isNew ? null : stores.activityTracks.get(activityId),
    ])
    if (activity === undefined || activity.samplesRevision === null) return { kind: 'NOTHING' }
    const { samplesRevision, sport } = activity
    const trackKind = matchKind(sport)
    if (track?.samplesRevision === samplesRevision && track.kind === trackKind) return { kind: 'MATCHED', trackKind }
    const [matchable] = await readMatchables(services, [{ activityId, revision: samplesRevision }])
    if (matchable === undefined) return { kind: 'NOTHING' }
    const cells = cellsOf(matchable)
    const candidates = await stores.segments.startingIn(cells, trackKind, MAX_SEGMENTS)
    const passages: Passage[] = []
    for (const [index, segment] of candidates.entries()) {
      passages.push(...findPassages(matchable, segment))
      // A segment on the track takes half a millisecond, so other work gets its turn between batches.
      if (index % BATCH_SIZE === BATCH_SIZE - 1) await setImmediate()
    }
    const freshIds = passages.map(() => newId('SegmentEffort'))
    return { kind: 'NEW', trackKind, samplesRevision, cells, candidates, passages, freshIds }
  }

  const requireUnchanged = async ({ _id, samplesRevision, sport }: ActivityRow, matching: Matching, tx: Tx): Promise<void> => {
    if (matching.kind === 'NOTHING') return
    if (matchKind(sport) !== matching.trackKind) throw new RetryEvent(`the sport of the activity ${_id} was corrected meanwhile`)
    if (matching.kind === 'MATCHED') return
    if (samplesRevision !== matching.samplesRevision) throw new RetryEvent(`the activity ${_id} was measured again meanwhile`)
    const count = await stores.segments.countStartingIn(matching.cells, matching.trackKind, tx)
    if (Math.min(count, MAX_SEGMENTS) !== matching.candidates.length) throw new RetryEvent('a segment was made meanwhile')
  }

  return defineWorker({
    name: 'activities-match-segments',
    on: ['activity.measured', 'activity.changed'],
    lane: ({ data }) => data.athleteId,
    prepare: ({ name, data }) => matchTrack(data.activityId, name === 'activity.measured'),
    load: async ({ data: { activityId, athleteId, uploadId } }, tx, matching) => {
      // The lock comes first: anything else that changes this athlete's efforts waits, or sees what is written here.
      await stores.athleteLocks.take(athleteId, tx)
      const living = matching.kind === 'NOTHING' ? null : await stores.activities.get(activityId, tx)
      const existing = await stores.efforts.ofActivities([activityId], null, tx)
      const upload = uploadId === null ? null : await stores.uploads.get(uploadId, tx)
      if (living !== null) await requireUnchanged(living, matching, tx)
      const newMatching = living !== null && matching.kind === 'NEW' ? matching : null
      const track = living === null || newMatching === null ? null : trackOf(living, newMatching)
      const isTrackChanged = living === null || track !== null
      const explored = isTrackChanged ? await loadExplored(services, { activityId, athleteId }, track, tx) : null
      const hasEfforts = existing.length > 0 || (newMatching !== null && newMatching.passages.length > 0)
      // The athlete is needed for a deleted activity too, since the athlete's other efforts on the segment stay.
      const athlete = hasEfforts ? await readEffortAthlete(services, athleteId, tx) : UNKNOWN_ATHLETE
      const loaded = { existing, upload, athlete, track, explored }
      if (living === null) return { ...loaded, facts: null }
      const ids = [...new Set(existing.map(({ segmentId }) => segmentId))]
      const segments = !hasEfforts ? [] : (newMatching?.candidates ?? (await stores.segments.withLines(ids, tx)))
      return { ...loaded, facts: { activity: living, athlete, segments } }
    },
    decide: ({ data: { activityId, athleteId } }, { existing, upload, athlete, facts, track, explored }, matching, { nowMs }) => {
      const passages = matching.kind === 'NEW' ? matching.passages : existing.map(passageOf)
      const freshIds = matching.kind === 'NEW' ? matching.freshIds : []
      const removed = existing.map((before) => ({ before, after: null }))
      const changes = facts === null ? removed : planEfforts(existing, passages, facts, freshIds)
      const segmentNames = new Map(facts?.segments.map(({ _id, name }) => [_id, name]))
      const cause = facts !== null && isOldImport(facts.activity, nowMs) ? ('IMPORT' as const) : ('ACTIVITY' as const)
      const options = { athleteId, open: athlete.open, segmentNames, cause, nowMs }
      return {
        activityId,
        changes,
        options,
        track,
        explored,
        isDeleted: facts === null,
        upload: upload && finishMatching(upload, activityId),
      }
    },
    save: async ({ activityId, changes, options, track, explored, isDeleted, upload }, tx, _event, { now }) => {
      await writeEfforts(services, changes, options, tx)
      if (isDeleted) await stores.activityTracks.remove(activityId, tx)
      if (track !== null) {
        const { samplesRevision: revision, cells } = track
        stores.activityTracks.putAtCommit(track, tx)
        tx.emit('activity.explored', { activityId, athleteId: track.athleteId, revision, areas: [...areasOf(cells)], at: now() })
      }
      if (explored !== null) await saveExplored(services, explored, tx)
      if (upload !== null) await saveMatched(services, upload, tx)
    },
    // An activity that cannot be matched is still an activity, so the upload goes on.
    onDeadLetter: async ({ data: { activityId, uploadId } }, _reason, tx) => {
      const upload = uploadId === null ? null : await stores.uploads.get(uploadId, tx)
      const next = upload && finishMatching(upload, activityId)
      if (next !== null) await saveMatched(services, next, tx)
    },
    concurrency: 4,
  })
}
