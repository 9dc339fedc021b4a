export { catalogue, type Envelope, type EventData, type EventName, producers } from './catalogue.ts'
export type { EventDefinition } from './define.ts'
export { eventSubject, makeEnvelope, type ParsedEnvelope, parseEnvelope } from './envelope.ts'
