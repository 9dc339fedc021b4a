export { type Catalogue, catalogue, type Envelope, type EventData, type EventName, producers } from './catalogue.ts'
export { type EventDefinition, nextVersion, versionsOf } from './define.ts'
export { envelopeSubject, makeEnvelope, type ParsedEnvelope, parseEnvelope, subjectsOf } from './envelope.ts'
