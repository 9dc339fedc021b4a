import { TypeID, typeidUnboxed } from 'typeid-js'

/** The prefix of each entity's TypeID; the name is the GraphQL type where there is one. */
export const ID_PREFIXES = {
  Athlete: 'ath',
  Session: 'ses',
  Activity: 'act',
  Upload: 'upl',
  Segment: 'seg',
  SegmentEffort: 'eff',
  Gear: 'gear',
  LiveSession: 'live',
  PrivacyZone: 'zone',
  Post: 'post',
  Comment: 'cmt',
  Notification: 'ntf',
  FeedItem: 'feed',
  Club: 'club',
  ClubEvent: 'evt',
  Challenge: 'chl',
  Brand: 'brand',
  Product: 'prod',
  ApiKey: 'key',
} as const
export type EntityType = keyof typeof ID_PREFIXES

const typeByPrefix = new Map<string, EntityType>(
  (Object.entries(ID_PREFIXES) as [EntityType, string][]).map(([type, prefix]) => [prefix, type]),
)

/** A new id: the type's prefix and a UUIDv7 in base32, so that ids of one type sort by when they were made. */
export const newId = (type: EntityType): string => typeidUnboxed(ID_PREFIXES[type])

/**
 * The id of an athlete's own root (`Viewer`). It is not the athlete's: a client's cache files what it reads by id, and would put the one
 * over the other. The same in every subgraph, so that each knows the root of the others, and no node.
 */
export const viewerRootId = (athleteId: string): string => `vwr_${athleteId.slice(ID_PREFIXES.Athlete.length + 1)}`

/** Before every id of a type that was made from an instant on, and behind those made before it. */
export const firstIdAt = (type: EntityType, atMs: number): string => {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0')
  return TypeID.fromUUID(ID_PREFIXES[type], `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`).toString()
}

/** The type an id names, or null when it is no id of this platform. Says nothing about whether the entity exists. */
export const typeOfId = (id: string): EntityType | null => {
  if (id.length > 64) return null
  try {
    return typeByPrefix.get(TypeID.fromString(id).getType()) ?? null
  } catch {
    return null
  }
}

export const isIdOf = (type: EntityType, id: string): boolean => typeOfId(id) === type

/** When an id was made, in epoch milliseconds (the first 48 bits of its UUIDv7), or null for what is no id. */
export const madeAtMs = (id: string): number | null => {
  if (typeOfId(id) === null) return null
  return Number.parseInt(TypeID.fromString(id).toUUID().replaceAll('-', '').slice(0, 12), 16)
}
