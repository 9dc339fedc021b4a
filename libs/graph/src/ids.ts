import { TypeID, typeidUnboxed } from 'typeid-js'

/** The TypeID prefix of each entity. The keys are the names of the GraphQL types, where there is one. */
export const ID_PREFIXES = {
  Athlete: 'ath',
  Session: 'ses',
  Activity: 'act',
  Upload: 'upl',
  Segment: 'seg',
  SegmentEffort: 'eff',
  Gear: 'gear',
  Photo: 'photo',
  LiveSession: 'live',
  PrivacyZone: 'zone',
  PersonalGoal: 'goal',
  Post: 'post',
  Comment: 'cmt',
  Cheer: 'cheer',
  ModerationCase: 'case',
  Notification: 'ntf',
  PushDevice: 'push',
  FeedItem: 'feed',
  Club: 'club',
  ClubEvent: 'evt',
  ClubInvite: 'inv',
  Challenge: 'chl',
  ClubGoal: 'cgoal',
  Brand: 'brand',
  Product: 'prod',
  ApiKey: 'key',
  Webhook: 'hook',
  CommissionRule: 'crule',
  WebhookDelivery: 'whd',
  AuditEntry: 'audit',
  DataExport: 'exp',
} as const
export type EntityType = keyof typeof ID_PREFIXES

const typeByPrefix = new Map<string, EntityType>(
  (Object.entries(ID_PREFIXES) as [EntityType, string][]).map(([type, prefix]) => [prefix, type]),
)

/** Makes a new id: the prefix of the type and a UUIDv7 in base32. Ids of one type sort by creation time. */
export const newId = (type: EntityType): string => typeidUnboxed(ID_PREFIXES[type])

/**
 * Returns the id of an athlete's root object (`Viewer`). It must differ from the athlete's id: a client cache stores objects by
 * id and would mix the two up. It is the same in every subgraph, so each can resolve the root of the others. It is not a node.
 */
export const viewerRootId = (athleteId: string): string => `vwr_${athleteId.slice(ID_PREFIXES.Athlete.length + 1)}`

/** Returns the lower bound of the ids of a type that were made at `atMs` or later. */
export const firstIdAt = (type: EntityType, atMs: number): string => {
  const hex = Math.max(0, Math.floor(atMs)).toString(16).padStart(12, '0')
  return TypeID.fromUUID(ID_PREFIXES[type], `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`).toString()
}

/** Returns the type of an id; null when it is not an id of this platform. The entity need not exist. */
export const typeOfId = (id: string): EntityType | null => {
  if (id.length > 64) return null
  try {
    return typeByPrefix.get(TypeID.fromString(id).getType()) ?? null
  } catch {
    return null
  }
}

export const isIdOf = (type: EntityType, id: string): boolean => typeOfId(id) === type

/** Returns the creation time of an id in epoch milliseconds (the first 48 bits of its UUIDv7); null when it is not an id. */
export const createdAtMsOf = (id: string): number | null => {
  if (typeOfId(id) === null) return null
  return Number.parseInt(TypeID.fromString(id).toUUID().replaceAll('-', '').slice(0, 12), 16)
}
