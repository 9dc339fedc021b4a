import { collection, type Database, eventId, type Tx } from '@gruppetto/runtime'
import {
  type AthleteHeatRow,
  athleteHeatId,
  changeTile,
  type HeatChange,
  type HeatTileRow,
  type HeatTrackRow,
  isEmptyHeat,
  sumHeatChanges,
} from '../domain/heat.ts'

interface HeatChangeRow extends HeatChange {
  readonly _id: string
}

/** Those that count or do not, or that were drawn by other rules of privacy. */
export type TrackChoice = { readonly isCounted: boolean } | { readonly rules: { readonly $ne: string | null } }

/** Where public routes go: what each activity adds, what each athlete passes, and how many athletes pass each cell. */
export const openHeat = (database: Database) => {
  const tracks = collection<HeatTrackRow>(database, {
    name: 'heat_tracks',
    fields: {
      _id: 'string',
      athleteId: 'string',
      samplesRevision: 'number',
      rules: 'string | null',
      isCounted: 'boolean',
      cells: 'array',
    },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'found from the recordings' } },
    indexes: [
      // follow-athletes-on-heat: those of an athlete.
      { keys: { athleteId: 1, _id: 1 } },
    ],
  })
  const ofAthletes = collection<AthleteHeatRow>(database, {
    name: 'heat_of_athletes',
    fields: { _id: 'string', athleteId: 'string', activities: 'number', areas: 'object', cells: 'object' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'counted from the recordings' } },
    shardKey: { athleteId: 'hashed' },
  })
  // A commit inserts a row of its own, so that nobody waits for the tile of a popular road.
  const changes = collection<HeatChangeRow>(database, {
    name: 'heat_changes',
    fields: { _id: 'string', gained: 'object', lost: 'object' },
    athletes: { none: 'changes of counts that wait for a job' },
  })
  const tiles = collection<HeatTileRow>(database, {
    name: 'heat_tiles',
    fields: { _id: 'string', athletes: 'object' },
    athletes: { none: 'how many have passed' },
  })

  return {
    async track(activityId: string, tx?: Tx): Promise<HeatTrackRow | null> {
      return tracks.one({ _id: activityId }, { tx })
    },
    /** Returns the ids of an athlete's chosen tracks after an id. */
    async trackIds(athleteId: string, choice: TrackChoice, afterId: string, limit: number): Promise<readonly string[]> {
      const where = { athleteId, _id: { $gt: afterId }, ...choice }
      const rows = await tracks.many<Pick<HeatTrackRow, '_id'>>(where, { fields: { _id: 1 }, sort: { _id: 1 }, limit })
      return rows.map(({ _id }) => _id)
    },
    async ofAthlete(athleteId: string, regions: readonly number[], tx: Tx): Promise<ReadonlyMap<string, AthleteHeatRow>> {
      const ids = regions.map((region) => athleteHeatId(athleteId, region))
      return ofAthletes.byId(ids, { where: { athleteId }, tx })
    },
    putTrackAtCommit(track: HeatTrackRow, tx: Tx): void {
      tracks.putAtCommit([track], tx)
    },
    removeTrackAtCommit({ _id }: HeatTrackRow, tx: Tx): void {
      tracks.deleteAtCommit([_id], {}, tx, () => new Error(`what ${_id} adds to the heat map was removed by somebody else`))
    },
    /** Stores an athlete's rows, and removes those that count nothing any more. */
    putOfAthleteAtCommit(athleteId: string, rows: readonly AthleteHeatRow[], tx: Tx): void {
      const emptyIds = rows.filter(({ activities }) => activities === 0).map(({ _id }) => _id)
      const missing = () => new Error(`what ${athleteId} has passed was removed by somebody else`)
      ofAthletes.deleteAtCommit(emptyIds, { athleteId }, tx, missing)
      ofAthletes.putAtCommit(
        rows.filter(({ activities }) => activities > 0),
        tx,
      )
    },
    noteAtCommit(change: HeatChange, tx: Tx): void {
      if (!isEmptyHeat(change.gained) || !isEmptyHeat(change.lost)) changes.insertAtCommit([{ _id: eventId(), ...change }], tx)
    },
    async hasChanges(): Promise<boolean> {
      return changes.exists({})
    },
    /** Adds the oldest noted changes to the tiles, at most `limit`, and forgets them. Only the job count-heat calls this. */
    async count(limit: number, tx: Tx): Promise<void> {
      const noted = await changes.many({}, { sort: { _id: 1 }, limit, tx })
      if (noted.length === 0) return
      await changes.deleteMany({ _id: { $in: noted.map(({ _id }) => _id) } }, tx)
      const sums = sumHeatChanges(noted)
      const known = await tiles.byId([...sums.keys()], { tx })
      const next = [...sums].map(([_id, sum]) => changeTile(known.get(_id) ?? { _id, athletes: {} }, sum))
      const isEmpty = ({ athletes }: HeatTileRow): boolean => Object.keys(athletes).length === 0
      const emptyIds = next.filter(isEmpty).map(({ _id }) => _id)
      if (emptyIds.length > 0) await tiles.deleteMany({ _id: { $in: emptyIds } }, tx)
      await tiles.put(
        next.filter((tile) => !isEmpty(tile)),
        tx,
      )
    },
    async tiles(ids: readonly string[]): Promise<readonly HeatTileRow[]> {
      return [...(await tiles.byId(ids)).values()]
    },
  }
}

export type Heat = ReturnType<typeof openHeat>
