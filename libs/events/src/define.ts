import { z } from 'zod'

/** An event: its newest version, and through `previous` every version ever released. Producers emit the newest, workers see the newest. */
export interface EventDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly version: number
  readonly schema: Schema
  readonly previous: PreviousVersion | null
}

interface PreviousVersion {
  readonly definition: EventDefinition
  /** Turns data of the previous version into data of this one. */
  readonly upcast: (data: unknown) => unknown
}

/** Declares the first version of an event. `name` is `<domain>.<past-tense>`, its subject `evt.<domain>.<past-tense>.v1`. */
export const defineEvent = <const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  shape: Shape,
): EventDefinition<Name, z.ZodObject<Shape>> => ({ name, version: 1, schema: z.object(shape), previous: null })

/**
 * Declares the version after `definition`. `upcast` turns stored data of the version before into data of this one: it is pure, and total, since
 * every event that was ever valid must be readable.
 */
export const nextVersion = <const Name extends string, Before extends z.ZodType, Shape extends z.ZodRawShape>(
  definition: EventDefinition<Name, Before>,
  shape: Shape,
  upcast: (data: z.output<Before>) => z.input<z.ZodObject<Shape>>,
): EventDefinition<Name, z.ZodObject<Shape>> => ({
  name: definition.name,
  version: definition.version + 1,
  schema: z.object(shape),
  // The data come from the schema of the version before: `readData` sees to it.
  previous: { definition, upcast: (data) => upcast(data as z.output<Before>) },
})

/** Every version of an event, the newest first. */
export const versionsOf = (definition: EventDefinition): readonly EventDefinition[] =>
  definition.previous === null ? [definition] : [definition, ...versionsOf(definition.previous.definition)]

/** Data of `version`, 1 to the newest, as data of the newest version. Throws where they do not fit the schema of their own version. */
export const readData = ({ version: newest, schema, previous }: EventDefinition, version: number, data: unknown): unknown =>
  version === newest || previous === null
    ? schema.parse(data)
    : schema.parse(previous.upcast(readData(previous.definition, version, data)))

export const id = z.string().min(1).max(64)
/** Milliseconds since the epoch, UTC. */
export const instantMs = z.number().int()
/** Rises with every change of the entity; a consumer drops what is not newer than what it has. */
export const revision = z.number().int().min(0)
export const visibility = z.enum(['EVERYONE', 'FOLLOWERS', 'ONLY_ME'])
