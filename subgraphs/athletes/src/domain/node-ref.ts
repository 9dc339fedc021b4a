import { type EntityType, typeOfId } from '@gruppetto/graph'

/** The entities of other subgraphs that `node` can return. */
const REFERRED = [
  'Activity',
  'Upload',
  'LiveSession',
  'Gear',
  'Segment',
  'SegmentEffort',
  'Post',
  'Comment',
  'Notification',
  'Club',
  'ClubEvent',
  'Challenge',
  'Brand',
  'Product',
] as const
type ReferredType = (typeof REFERRED)[number]

/** A reference to an entity of another subgraph, which decides whether it exists and whether the viewer may see it. */
export interface NodeRef {
  readonly __typename: ReferredType
  readonly ref: string
}

const isReferred = (type: EntityType | null): type is ReferredType => REFERRED.some((name) => name === type)

/** Returns the reference for an id; null for the id of an athlete and for an id that is no node. */
export const nodeRefOf = (id: string): NodeRef | null => {
  const type = typeOfId(id)
  return isReferred(type) ? { __typename: type, ref: id } : null
}
