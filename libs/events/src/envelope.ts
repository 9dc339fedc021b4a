import { z } from 'zod'
import { catalogue, type Envelope, type EventData, type EventName } from './catalogue.ts'

const definitionOf = (name: string) => {
  const definition = catalogue.get(name)
  if (definition === undefined) throw new Error(`no event is called ${name}`)
  return definition
}

/** The subject an event travels on, without the namespace: `evt.activity.measured.v1`. */
export const eventSubject = (name: EventName): string => `evt.${name}.v${definitionOf(name).version}`

/** Wraps data in an envelope; throws when the data does not fit the event's schema, which is a bug of the producer. */
export const makeEnvelope = <Name extends EventName>(
  name: Name,
  data: EventData<Name>,
  meta: { id: string; at: number; actor: string | null; traceparent: string | null },
): Envelope<Name> => {
  const definition = definitionOf(name)
  return { ...meta, name, version: definition.version, data: definition.schema.parse(data) as EventData<Name> }
}

const envelopeSchema = z.object({
  id: z.string(),
  name: z.string(),
  version: z.number().int(),
  at: z.number().int(),
  actor: z.string().nullable(),
  traceparent: z.string().nullable(),
  data: z.unknown(),
})

export type ParsedEnvelope = { ok: true; envelope: Envelope } | { ok: false; reason: string }

/** Reads an envelope off the wire and checks its data against the catalogue; never throws. */
export const parseEnvelope = (bytes: Uint8Array): ParsedEnvelope => {
  try {
    const outer = envelopeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    const definition = catalogue.get(outer.name)
    if (definition === undefined) return { ok: false, reason: `unknown event ${outer.name}` }
    if (definition.version !== outer.version) return { ok: false, reason: `${outer.name} has no version ${outer.version}` }
    const data = definition.schema.parse(outer.data)
    return { ok: true, envelope: { ...outer, name: definition.name, data } as Envelope }
  } catch (error) {
    return { ok: false, reason: error instanceof Error ? error.message : String(error) }
  }
}
