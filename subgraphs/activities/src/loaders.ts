import { type Audience, maySeeActivity, maySeeProfile, type Relation } from '@gruppetto/graph'
import {
  type ChunkSummary,
  type ColumnName,
  PLACE_COLUMNS,
  type SampleColumns,
  SPLIT_COLUMNS,
  visibleColumns,
} from '@gruppetto/recordings'
import { type Relations, relationLoader } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import type { ActivityRow, RouteRow } from './domain/activity.ts'
import type { GearRow } from './domain/gear.ts'
import type { LiveSessionRow } from './domain/live-session.ts'
import type { LiveViewFields } from './domain/live-view.ts'
import { periodStartMs } from './domain/local-time.ts'
import { recordsShown, type ShownRecord } from './domain/personal-records.ts'
import type { BestsRow } from './domain/segments/bests.ts'
import type { EffortRow } from './domain/segments/effort.ts'
import type { SegmentRow, SegmentWithLine } from './domain/segments/segment.ts'
import { type ShownActivity, shownActivity, shownSum } from './domain/shown-activity.ts'
import { isCut, type KeptDetails, shownDetails, shownRoute } from './domain/shown-details.ts'
import type { UploadRow } from './domain/upload.ts'
import { HIDES_NOTHING, type ViewerPrivacy } from './domain/viewer-privacy.ts'
import type { TotalsPeriod } from './generated/resolvers.ts'
import { makePerformanceLoaders } from './performance-loaders.ts'
import type { Services } from './services.ts'
import type { ActivityFilter, SportSum } from './stores/activities.ts'
import type { SampleOwner } from './stores/samples.ts'
import type { EffortReader } from './stores/segment-efforts.ts'

interface SamplesKey extends SampleOwner {
  readonly names: readonly ColumnName[]
}

const samplesKey = ({ activityId, revision, names }: SamplesKey): string => `${activityId}:${revision}:${names.join()}`

const byId = <Row extends { readonly _id: string }>(ids: readonly string[], rows: readonly Row[]): (Row | null)[] => {
  const found = new Map(rows.map((row) => [row._id, row]))
  return ids.map((id) => found.get(id) ?? null)
}

const AUDIENCES: readonly Audience[] = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME']

/** What of an owner's activities a viewer may see, or null when their list itself is hidden. */
const visibilitiesFor = (relation: Relation): readonly Audience[] | null =>
  maySeeProfile(relation) ? AUDIENCES.filter((audience) => maySeeActivity(audience, relation)) : null

/** An athlete follows few; the bound keeps a hostile account from costing everyone. */
const FOLLOWS_READ = 10_000

/** Whom a viewer follows, and whom a block stands between. */
const readReader = async (relations: Relations, viewerId: string | null): Promise<EffortReader> => {
  if (viewerId === null) return { viewerId, followedIds: [], blockedIds: [] }
  const [followed, blocked] = await Promise.all([
    relations.follows.from(viewerId, FOLLOWS_READ),
    relations.blockedEitherWay(viewerId),
  ])
  return { viewerId, followedIds: followed.filter((id) => !blocked.has(id)), blockedIds: [...blocked] }
}

/** The loaders of one request: whatever is asked in one tick is read at once, and the rules are applied before anything leaves. */
export const makeLoaders = (services: Services, viewerId: string | null) => {
  const { stores, relations, runtime, liveViews } = services
  const relation = relationLoader(relations, viewerId)
  const visibilities = async (athleteId: string): Promise<readonly Audience[] | null> =>
    visibilitiesFor(await relation.load(athleteId))

  /** What of an athlete's recordings is hidden from this viewer: nothing from the athlete. */
  const privacy = new DataLoader<string, ViewerPrivacy>(async (athleteIds) => {
    const rows = await stores.athletePrivacy.many(athleteIds.filter((athleteId) => athleteId !== viewerId))
    return athleteIds.map((athleteId) => rows.get(athleteId) ?? HIDES_NOTHING)
  })

  /** Activities the viewer may see; null for the others and for those that do not exist. */
  const activity = new DataLoader<string, ShownActivity | null>(async (ids) => {
    const rows = byId(ids, await stores.activities.many(ids))
    return Promise.all(
      rows.map(async (row) => {
        if (row === null) return null
        const [between, rules] = await Promise.all([relation.load(row.athleteId), privacy.load(row.athleteId)])
        return maySeeActivity(row.visibility, between) ? shownActivity(row, viewerId, rules) : null
      }),
    )
  })
  /** The viewer's own uploads; null for anyone else's. */
  const upload = new DataLoader<string, UploadRow | null>(async (ids) =>
    viewerId === null
      ? ids.map(() => null)
      : byId(ids, await stores.uploads.many(ids)).map((row) => (row?.athleteId === viewerId ? row : null)),
  )
  const gearRow = new DataLoader<string, GearRow | null>(async (ids) => byId(ids, await stores.gear.many(ids)))
  /** What the activities that the viewer may see have put on gear; null where there is none, or where the owner's profile is hidden. */
  const gearDistance = new DataLoader<GearRow, number | null, string>(
    async (rows) => {
      const sums = await stores.activities.onGear(rows.map(({ _id }) => _id))
      return Promise.all(
        rows.map(async ({ _id, athleteId }) => {
          const visible = (await visibilities(athleteId)) ?? []
          const seen = sums.filter(({ gearId, visibility }) => gearId === _id && visible.includes(visibility))
          if (seen.length === 0) return null
          const distanceMeters = seen.reduce((sum, { distanceMeters }) => sum + distanceMeters, 0)
          return shownSum({ distanceMeters }, await privacy.load(athleteId)).distanceMeters
        }),
      )
    },
    { cacheKeyFn: ({ _id }) => _id },
  )
  /** Gear the viewer may see; null for the others and for what does not exist. */
  const gear = async (id: string): Promise<GearRow | null> => {
    const row = await gearRow.load(id)
    return row && (row.athleteId === viewerId || (await gearDistance.load(row)) !== null) ? row : null
  }
  /** The gear of an activity that the viewer has been found to see. */
  const gearOf = async ({ gearId, athleteId }: ActivityRow): Promise<GearRow | null> =>
    gearId && (await visibilities(athleteId)) !== null ? gearRow.load(gearId) : null
  const keptRoute = new DataLoader<string, RouteRow | null>(async (ids) =>
    byId(ids, await stores.details.routes(ids)).map((row) => row?.route ?? null),
  )
  /** The route of an activity, as far as the viewer may see it. */
  const route = async ({ _id, privacy: rules }: ShownActivity): Promise<RouteRow | null> =>
    shownRoute(await keptRoute.load(_id), rules)

  /** Live sessions the viewer may see; null for the others. What has become an activity shows to nobody from whom that is kept. */
  const liveSession = new DataLoader<string, LiveSessionRow | null>(async (ids) => {
    const maySee = async ({ athleteId, visibility, activityId }: LiveSessionRow): Promise<boolean> => {
      if (athleteId === viewerId) return true
      if (!maySeeActivity(visibility, await relation.load(athleteId))) return false
      return activityId === null || (await activity.load(activityId)) !== null
    }
    const rows = byId(ids, await stores.liveSessions.many(ids))
    return Promise.all(rows.map(async (row) => (row && (await maySee(row)) ? row : null)))
  })
  /** What the viewer sees of sessions that they have been found to see. */
  const liveView = new DataLoader<LiveSessionRow, LiveViewFields, string>(
    async (rows) => {
      const others = rows.filter((row) => row.athleteId !== viewerId).map((row) => row.athleteId)
      const privacy = await stores.athletePrivacy.many([...new Set(others)])
      return Promise.all(rows.map((row) => liveViews.view(row, row.athleteId === viewerId, privacy.get(row.athleteId))))
    },
    { cacheKeyFn: ({ _id, revision }) => `${_id}:${revision}` },
  )

  /** Segments without their lines; everyone sees every one. */
  const segment = new DataLoader<string, SegmentRow | null>(async (ids) => byId(ids, await stores.segments.many(ids)))
  const segmentLine = new DataLoader<string, SegmentWithLine | null>(async (ids) =>
    byId(ids, await stores.segments.withLines(ids)),
  )
  const isStarred = new DataLoader<string, boolean>(async (ids) => {
    const starred = viewerId === null ? new Set() : await stores.segmentStars.starredAmong(viewerId, ids)
    return ids.map((id) => starred.has(id))
  })
  const mayShow = async (row: EffortRow): Promise<boolean> =>
    (row.athleteId === viewerId || !row.hidden) && (await activity.load(row.activityId)) !== null
  /** Efforts the viewer may see: of activities the viewer may see, and for others than the athlete not where places are hidden. */
  const effort = new DataLoader<string, EffortRow | null>(async (ids) =>
    Promise.all(byId(ids, await stores.efforts.many(ids)).map(async (row) => (row && (await mayShow(row)) ? row : null))),
  )
  const activityEfforts = new DataLoader<string, readonly EffortRow[]>(async (ids) => {
    const rows = await stores.efforts.ofActivities(ids, null)
    const shown = await Promise.all(rows.map(mayShow))
    return ids.map((id) => rows.filter((row, index) => row.activityId === id && shown[index] === true))
  })
  /** Whom the viewer follows and whom a block stands between: read once for all boards of a request. */
  const reader = new DataLoader<'viewer', EffortReader>(async (keys) => {
    const read = await readReader(relations, viewerId)
    return keys.map(() => read)
  })
  const bests = new DataLoader<string, BestsRow | null>(async (ids) => byId(ids, await stores.bests.many(ids)))

  /** Whole columns are held while a batch is read, so a batch is small. */
  const samples = new DataLoader<SamplesKey, SampleColumns, string>(
    async (keys) => {
      const names = [...new Set(keys.flatMap((key) => key.names))]
      const read = await stores.samples.readMany(keys, names)
      return keys.map((key, index) => Object.fromEntries(key.names.map((name) => [name, read[index]?.[name]])))
    },
    { maxBatchSize: 20, cacheKeyFn: samplesKey },
  )

  const summaries = new DataLoader<SamplesKey, readonly ChunkSummary[], string>(
    (keys) => stores.samples.readSummaries(keys, [...new Set(keys.flatMap((key) => key.names))]),
    { cacheKeyFn: samplesKey },
  )

  const keptDetails = new DataLoader<string, KeptDetails | null>(async (ids) => byId(ids, await stores.details.many(ids)))
  /** What the page of an activity shows, as far as the viewer may see it. Only where the recording is cut are its samples read. */
  const details = new DataLoader<ShownActivity, KeptDetails | null, string>(
    (rows) =>
      Promise.all(
        rows.map(async ({ _id: activityId, athleteId, samplesRevision: revision, privacy: rules }) => {
          const kept = await keptDetails.load(activityId)
          if (kept === null || athleteId === viewerId) return kept
          const names = [...new Set([...PLACE_COLUMNS, ...SPLIT_COLUMNS])]
          const isRead = revision !== null && isCut(kept.route, rules)
          const visible = isRead ? visibleColumns(await samples.load({ activityId, revision, names }), rules) : null
          return shownDetails(kept, rules, visible)
        }),
      ),
    { cacheKeyFn: ({ _id }) => _id },
  )

  /** An athlete's records among what the viewer may see; null when the athlete's activities are hidden from them. */
  const personalRecords = new DataLoader<string, readonly ShownRecord[] | null>(async (athleteIds) => {
    const known = await stores.personalRecords.many(athleteIds)
    return Promise.all(
      athleteIds.map(async (athleteId) => {
        const visible = await visibilities(athleteId)
        if (visible === null) return null
        const entries = (known.get(athleteId)?.entries ?? []).filter((entry) => visible.includes(entry.visibility))
        const ids = [...new Set(entries.map((entry) => entry.activityId))]
        const seen = await Promise.all(ids.map((id) => activity.load(id)))
        return recordsShown({ entries }, new Map(seen.flatMap((row) => (row === null ? [] : [[row._id, row]]))))
      }),
    )
  })

  const totals = new DataLoader<{ athleteId: string; period: TotalsPeriod }, readonly SportSum[] | null, string>(
    async (keys) => {
      const nowMs = runtime.now()
      const accounts = await relations.accounts.many(keys.map((key) => key.athleteId))
      const filters = await Promise.all(
        keys.map(async ({ athleteId, period }): Promise<ActivityFilter | null> => {
          const visible = await visibilities(athleteId)
          if (visible === null) return null
          const sinceMs = periodStartMs(period, nowMs, accounts.get(athleteId)?.timeZone ?? 'UTC')
          return { athleteId, visibilities: visible, since: sinceMs === null ? null : new Date(sinceMs) }
        }),
      )
      // One aggregation a period, whatever the number of athletes: sums of two periods of one athlete must not run together.
      const periods = [...new Set(keys.map((key) => key.period))]
      const sums = new Map(
        await Promise.all(
          periods.map(async (period) => {
            const asked = filters.filter(
              (filter, index): filter is ActivityFilter => filter !== null && keys[index]?.period === period,
            )
            return [period, await stores.activities.sums(asked)] as const
          }),
        ),
      )
      return Promise.all(
        keys.map(async ({ athleteId, period }, index) => {
          if (filters[index] === null) return null
          const own = (sums.get(period) ?? []).filter((sum) => sum.athleteId === athleteId)
          const rules = await privacy.load(athleteId)
          return own.map((sum) => shownSum(sum, rules))
        }),
      )
    },
    { cacheKeyFn: ({ athleteId, period }) => `${athleteId}:${period}` },
  )

  const segments = { segment, segmentLine, isStarred, effort, activityEfforts, reader, bests }
  return {
    ...segments,
    relation,
    privacy,
    activity,
    upload,
    gear,
    gearOf,
    gearDistance,
    liveSession,
    liveView,
    route,
    details,
    samples,
    summaries,
    visibilities,
    personalRecords,
    totals,
    performance: makePerformanceLoaders(services),
  }
}

export type Loaders = ReturnType<typeof makeLoaders>
