import { type EntityType, typeOfId } from '@gruppetto/graph'

/** The entities of other subgraphs that `node` can name. */
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

/** A reference to another subgraph's entity: its owner says whether it exists and whether the viewer may see it. */
export interface NodeRef {
  readonly __typename: ReferredType
  readonly ref: string
}

const isReferred = (type: EntityType | null): type is ReferredType => REFERRED.some((name) => name === type)

/** The reference an id makes, or null for an athlete's id and for what names no node. */
export const nodeRefOf = (id: string): NodeRef | null => {
  const type = typeOfId(id)
  return isReferred(type) ? { __typename: type, ref: id } : null
}
