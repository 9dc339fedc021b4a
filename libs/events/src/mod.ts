export { type Catalogue, catalogue, type Envelope, type EventData, type EventName, producers } from './catalogue.ts'
export { type EventDefinition, nextVersion, versionsOf } from './define.ts'
export { envelopeSubject, makeEnvelope, type ParsedEnvelope, parseEnvelope, subjectsOf } from './envelope.ts'
export type { Cell, LakeColumn, Scalar } from './lake/columns.ts'
export { type LakeTable, lakeTables } from './lake/mod.ts'
export { PACKED_MAX, packSamples, type SharedSamples } from './lake/samples.ts'
export {
  API_KEY_CHANGED_KEY,
  type EventTopic,
  type LiveHint,
  type LiveTopic,
  SESSION_ENDED_KEY,
  SHOWN_CHANGED_KEY,
  type StateTopic,
} from './live.ts'
export { LAKE_WRITER, revocationKey, TAKEN_SECONDS, takenKey } from './shared-keys.ts'
