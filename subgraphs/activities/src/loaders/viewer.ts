import { type Audience, maySeeActivity, maySeeProfile, type Relation } from '@gruppetto/graph'
import { type Relations, relationLoader } from '@gruppetto/relations'
import DataLoader from 'dataloader'
import { HIDES_NOTHING, type ViewerPrivacy } from '../domain/viewer-privacy.ts'
import type { Services } from '../services.ts'
import type { EffortReader } from '../stores/segment-efforts.ts'

const AUDIENCES: readonly Audience[] = ['EVERYONE', 'FOLLOWERS', 'ONLY_ME']

/** Returns which of an owner's activities a viewer may see, or null when the list itself is hidden. */
const visibilitiesFor = (relation: Relation): readonly Audience[] | null =>
  maySeeProfile(relation) ? AUDIENCES.filter((audience) => maySeeActivity(audience, relation)) : null

/** Athletes follow few others; the limit keeps a hostile account from costing everyone. */
const MAX_FOLLOWS = 10_000

/** Reads whom a viewer follows, and between whom and the viewer a block exists. */
const readReader = async (relations: Relations, viewerId: string | null): Promise<EffortReader> => {
  if (viewerId === null) return { viewerId, followedIds: [], blockedIds: [] }
  const [followed, blocked] = await Promise.all([
    relations.follows.from(viewerId, MAX_FOLLOWS),
    relations.blockedEitherWay(viewerId),
  ])
  return { viewerId, followedIds: followed.filter((id) => !blocked.has(id)), blockedIds: [...blocked] }
}

/** Loads the relations of the viewer to others. All other loaders ask these first. */
export const makeViewerLoaders = ({ stores, relations }: Services, viewerId: string | null) => {
  const relation = relationLoader(relations, viewerId)
  const visibilities = async (athleteId: string): Promise<readonly Audience[] | null> =>
    visibilitiesFor(await relation.load(athleteId))

  /** What of an athlete's recordings is hidden from this viewer; nothing is hidden from the athlete. */
  const privacy = new DataLoader<string, ViewerPrivacy>(async (athleteIds) => {
    const rows = await stores.athletePrivacy.many(athleteIds.filter((athleteId) => athleteId !== viewerId))
    return athleteIds.map((athleteId) => rows.get(athleteId) ?? HIDES_NOTHING)
  })

  /** Whom the viewer follows, and between whom and the viewer a block exists: read once for all boards of a request. */
  const reader = new DataLoader<'viewer', EffortReader>(async (keys) => {
    const read = await readReader(relations, viewerId)
    return keys.map(() => read)
  })

  return { relation, visibilities, privacy, reader }
}

export type ViewerLoaders = ReturnType<typeof makeViewerLoaders>
