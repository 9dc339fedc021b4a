import { z } from 'zod'
import { type Catalogue, catalogue, type Envelope, type EventData, type EventName } from './catalogue.ts'
import { readData } from './define.ts'

/** The name and version of an event. The rest of the envelope may have any shape. */
const headSchema = z.object({ name: z.string().regex(/^[\w-]+\.[\w-]+$/), version: z.number().int().min(1) })

const envelopeSchema = headSchema.extend({
  id: z.string(),
  at: z.number().int(),
  actor: z.string().nullable(),
  traceparent: z.string().nullable(),
  data: z.unknown(),
})

/**
 * Returns the subject of an envelope, without the namespace: `evt.activity.measured.v1`. It follows from the envelope's own
 * version, not from the newest one.
 */
export const envelopeSubject = (text: string): string => {
  const { name, version } = headSchema.parse(JSON.parse(text))
  return `evt.${name}.v${version}`
}

/** Returns a subject filter for all versions of an event, including future ones. */
export const subjectsOf = (name: EventName): string => `evt.${name}.*`

/**
 * Wraps data in an envelope of the newest version. Throws when the data does not match the event's schema, which is a bug in the
 * producer.
 */
export const makeEnvelope = <Name extends EventName>(
  name: Name,
  data: EventData<Name>,
  meta: { id: string; at: number; actor: string | null; traceparent: string | null },
  known: Catalogue = catalogue,
): Envelope<Name> => {
  const definition = known.get(name)
  if (definition === undefined) throw new Error(`no event is called ${name}`)
  return { ...meta, name, version: definition.version, data: definition.schema.parse(data) as EventData<Name> }
}

export type ParsedEnvelope =
  /** The event, converted to its newest version. */
  | { readonly kind: 'EVENT'; readonly envelope: Envelope }
  /** This process does not know the event's name or version, but another process may. */
  | { readonly kind: 'UNKNOWN'; readonly id: string; readonly name: string; readonly version: number }
  | { readonly kind: 'UNREADABLE'; readonly reason: string }

/** Parses an envelope of any version. Never throws. */
export const parseEnvelope = (bytes: Uint8Array, known: Catalogue = catalogue): ParsedEnvelope => {
  try {
    const outer = envelopeSchema.parse(JSON.parse(new TextDecoder().decode(bytes)))
    const { id, name, version } = outer
    const definition = known.get(name)
    if (definition === undefined || version > definition.version) return { kind: 'UNKNOWN', id, name, version }
    const data = readData(definition, version, outer.data)
    return { kind: 'EVENT', envelope: { ...outer, version: definition.version, data } as Envelope }
  } catch (error) {
    return { kind: 'UNREADABLE', reason: error instanceof Error ? error.message : String(error) }
  }
}
