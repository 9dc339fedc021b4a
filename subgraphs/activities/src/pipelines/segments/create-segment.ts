import { badUserInput, conflict, newId, notFound, requireAthlete, validInput } from '@gruppetto/graph'
import { type ColumnName, cutSegment, type SampleColumns, visibleRanges } from '@gruppetto/recordings'
import type { Context } from '../../context.ts'
import type { ActivityRow } from '../../domain/activity.ts'
import type { PlaceRules } from '../../domain/segments/hidden.ts'
import { createSegmentInput, LONGEST_METERS, MAX_PER_TILE, MAX_POINTS, SHORTEST_METERS } from '../../domain/segments/inputs.ts'
import { newSegment, type SegmentRow, segmentState } from '../../domain/segments/segment.ts'
import type { CreateSegmentInput } from '../../generated/resolvers.ts'
import { ownActivity } from '../change-activity.ts'

const NAMES: readonly ColumnName[] = ['timeSeconds', 'latitude', 'longitude', 'altitudeMeters', 'distanceMeters']

const refuse = (path: string, message: string) => badUserInput([{ path: `input.${path}`, message }])

const readColumns = async ({ stores }: Context, { _id, samplesRevision }: ActivityRow): Promise<SampleColumns> => {
  const owners = samplesRevision === null ? [] : [{ activityId: _id, revision: samplesRevision }]
  return (await stores.samples.readMany(owners, NAMES))[0] ?? {}
}

/** Returns whether others see all of a recording between two moments. */
const isShown = (columns: SampleColumns, from: number, to: number, rules: PlaceRules | null): boolean => {
  const { timeSeconds, latitude, longitude, distanceMeters } = columns
  if (rules === null || !timeSeconds) return true
  const first = timeSeconds.findIndex((seconds) => seconds >= from)
  const last = timeSeconds.findLastIndex((seconds) => seconds <= to)
  const ranges = visibleRanges({ timeSeconds, latitude, longitude, distanceMeters }, rules)
  return ranges.some((range) => range.first <= first && last <= range.last)
}

/**
 * Cuts a segment out of the caller's own activity. Everyone sees a segment, so it may not pass places that the caller hides. A worker
 * finds the efforts of earlier activities.
 */
export const createSegment = async (context: Context, input: CreateSegmentInput): Promise<SegmentRow> => {
  const { caller, database, stores, runtime, origin } = context
  const { athleteId } = requireAthlete(caller)
  const { activityId, name, startSeconds, endSeconds } = validInput(createSegmentInput, input)
  const activity = await database.transact((tx) => ownActivity(context, activityId, tx), origin)
  const columns = await readColumns(context, activity)
  if (!columns.latitude || !columns.longitude) throw refuse('activityId', 'has no positions to cut a segment from')
  const cut = cutSegment(columns, startSeconds, endSeconds)
  if (cut === null) throw refuse('endSeconds', 'there is no way between the two moments')
  const { distanceMeters } = cut
  if (distanceMeters < SHORTEST_METERS) throw refuse('endSeconds', `must leave at least ${SHORTEST_METERS} m`)
  if (distanceMeters > LONGEST_METERS || cut.points.length > MAX_POINTS)
    throw refuse('endSeconds', `must leave at most ${LONGEST_METERS / 1000} km`)
  const made = { name, sport: activity.sport, createdById: athleteId, activityId }
  const segment = newSegment({ ...made, _id: newId('Segment'), createdAt: new Date(runtime.now()) }, cut)
  await database.transact(async (tx) => {
    const now = await stores.activities.get(activityId, tx)
    if (now === null || now.samplesRevision !== activity.samplesRevision) throw notFound('This activity')
    // The privacy is read inside this transaction, so that a place that was hidden a moment ago is respected.
    if (!isShown(columns, startSeconds, endSeconds, await stores.athletePrivacy.get(athleteId, tx)))
      throw refuse('startSeconds', 'and endSeconds: what lies between them passes a place that your privacy settings hide')
    if ((await stores.segments.countOfCreator(athleteId, segment.tile, tx)) >= MAX_PER_TILE)
      throw conflict(
        `You have made ${MAX_PER_TILE} segments around here already: leave some to others.`,
        'TOO_MANY_SEGMENTS_HERE',
        { max: MAX_PER_TILE },
      )
    await stores.segments.insert(segment, tx)
    tx.emit('segment.created', segmentState(segment, runtime.now()))
  }, origin)
  return segment
}
