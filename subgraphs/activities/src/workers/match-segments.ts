import { setImmediate } from 'node:timers/promises'
import { newId } from '@gruppetto/graph'
import { type AnyWorker, defineWorker, RetryEvent, type Tx } from '@gruppetto/runtime'
import type { ActivityRow } from '../domain/activity.ts'
import { planEfforts } from '../domain/segments/changes.ts'
import { type EffortAthlete, type Passage, passageOf } from '../domain/segments/effort.ts'
import { type MatchKind, matchKind, type SegmentWithLine } from '../domain/segments/segment.ts'
import { finishMatching } from '../domain/upload.ts'
import { saveMatched } from '../pipelines/change-upload.ts'
import { effortAthlete } from '../pipelines/segments/effort-athlete.ts'
import { cellsOf, passagesOver, readMatchables } from '../pipelines/segments/find-passages.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import type { Services } from '../services.ts'

/** A track that comes near more starts than these is matched with those that the most athletes have been on. */
const MOST_SEGMENTS = 2_000
const AT_ONCE = 20

type Found =
  /** It is gone, or was entered by hand. */
  | { readonly kind: 'NOTHING' }
  /** Matched as it is: what is said of it may have changed. */
  | { readonly kind: 'MATCHED'; readonly trackKind: MatchKind }
  | Passed

interface Passed {
  readonly kind: 'PASSED'
  readonly trackKind: MatchKind
  readonly samplesRevision: number
  readonly cells: readonly number[]
  readonly candidates: readonly SegmentWithLine[]
  readonly passages: readonly Passage[]
  readonly freshIds: readonly string[]
}

/** Of whom nothing needs to be known, where there are no efforts. */
const NOBODY: EffortAthlete = { open: false, rules: null, profiles: [] }

/**
 * Keeps an activity's efforts as the activity is: matches its track with the segments that start on its way, once for each revision of its
 * samples and each kind of sport, follows its visibility, and takes them away with it. The last activity of an upload completes that.
 */
export const matchSegments = (services: Services): AnyWorker => {
  const { stores } = services

  const find = async (activityId: string, isNew: boolean): Promise<Found> => {
    const [[activity], track] = await Promise.all([
      stores.activities.many([activityId]),
      isNew ? null : stores.activityTracks.get(activityId),
    ])
    if (activity === undefined || activity.samplesRevision === null) return { kind: 'NOTHING' }
    const { samplesRevision, sport } = activity
    const trackKind = matchKind(sport)
    if (track?.samplesRevision === samplesRevision && track.kind === trackKind) return { kind: 'MATCHED', trackKind }
    const [matchable] = await readMatchables(stores, [{ activityId, revision: samplesRevision }])
    if (matchable === undefined) return { kind: 'NOTHING' }
    const cells = cellsOf(matchable)
    const candidates = await stores.segments.startingIn(cells, trackKind, MOST_SEGMENTS)
    const passages: Passage[] = []
    for (const [index, segment] of candidates.entries()) {
      passages.push(...passagesOver(matchable, segment))
      // Half a millisecond each where they are ridden: others have their turn between them.
      if (index % AT_ONCE === AT_ONCE - 1) await setImmediate()
    }
    const freshIds = passages.map(() => newId('SegmentEffort'))
    return { kind: 'PASSED', trackKind, samplesRevision, cells, candidates, passages, freshIds }
  }

  const mustBeAsFound = async ({ _id, samplesRevision, sport }: ActivityRow, found: Found, tx: Tx): Promise<void> => {
    if (found.kind === 'NOTHING') return
    if (matchKind(sport) !== found.trackKind) throw new RetryEvent(`the sport of the activity ${_id} was corrected meanwhile`)
    if (found.kind === 'MATCHED') return
    if (samplesRevision !== found.samplesRevision) throw new RetryEvent(`the activity ${_id} was measured again meanwhile`)
    const count = await stores.segments.countStartingIn(found.cells, found.trackKind, tx)
    if (Math.min(count, MOST_SEGMENTS) !== found.candidates.length) throw new RetryEvent('a segment was made meanwhile')
  }

  return defineWorker({
    name: 'activities-match-segments',
    on: ['activity.measured', 'activity.changed'],
    prepare: ({ name, data }) => find(data.activityId, name === 'activity.measured'),
    load: async ({ data: { activityId, athleteId, uploadId } }, tx, found) => {
      // First of all: whatever else changes this athlete's efforts waits, or sees what is made here.
      await stores.athleteLocks.take(athleteId, tx)
      const living = found.kind === 'NOTHING' ? null : await stores.activities.get(activityId, tx)
      const existing = await stores.efforts.ofActivities([activityId], null, tx)
      const upload = uploadId === null ? null : await stores.uploads.get(uploadId, tx)
      if (living !== null) await mustBeAsFound(living, found, tx)
      const passed = living !== null && found.kind === 'PASSED' ? found : null
      const isAnythingFound = existing.length > 0 || (passed !== null && passed.passages.length > 0)
      // Also of what is gone: the athlete's other efforts on the segment stay where they were.
      const athlete = isAnythingFound ? await effortAthlete(services, athleteId, tx) : NOBODY
      if (living === null) return { existing, upload, athlete, facts: null }
      const ids = [...new Set(existing.map(({ segmentId }) => segmentId))]
      const segments = !isAnythingFound ? [] : (passed?.candidates ?? (await stores.segments.withLines(ids, tx)))
      return { existing, upload, athlete, facts: { activity: living, athlete, segments } }
    },
    decide: ({ data: { activityId, athleteId } }, { existing, upload, athlete, facts }, found, { nowMs }) => {
      const passages = found.kind === 'PASSED' ? found.passages : existing.map(passageOf)
      const freshIds = found.kind === 'PASSED' ? found.freshIds : []
      const gone = existing.map((before) => ({ before, after: null }))
      const changes = facts === null ? gone : planEfforts(existing, passages, facts, freshIds)
      const names = new Map(facts?.segments.map(({ _id, name }) => [_id, name]))
      const options = { athleteId, open: athlete.open, names, cause: 'ACTIVITY' as const, nowMs }
      const track =
        facts !== null && found.kind === 'PASSED'
          ? {
              _id: activityId,
              athleteId,
              kind: found.trackKind,
              samplesRevision: found.samplesRevision,
              cells: found.cells,
            }
          : null
      return { activityId, changes, options, track, isGone: facts === null, upload: upload && finishMatching(upload, activityId) }
    },
    save: async ({ activityId, changes, options, track, isGone, upload }, tx) => {
      await writeEfforts(services, changes, options, tx)
      if (isGone) await stores.activityTracks.remove(activityId, tx)
      if (track !== null) await stores.activityTracks.put(track, tx)
      if (upload !== null) await saveMatched(services, upload, tx)
    },
    // What cannot be matched is an activity all the same.
    onDeadLetter: async ({ data: { activityId, uploadId } }, _reason, tx) => {
      const upload = uploadId === null ? null : await stores.uploads.get(uploadId, tx)
      const next = upload && finishMatching(upload, activityId)
      if (next !== null) await saveMatched(services, next, tx)
    },
    concurrency: 4,
  })
}
