import { z } from 'zod'

/**
 * An event in its newest version; `previous` leads to every version ever released. Producers emit the newest version, and workers
 * receive it.
 */
export interface EventDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly version: number
  readonly schema: Schema
  readonly previous: PreviousVersion | null
}

interface PreviousVersion {
  readonly definition: EventDefinition
  /** Converts data of the previous version to this version. */
  readonly upcast: (data: unknown) => unknown
}

/** Defines the first version of an event. `name` is `<domain>.<past-tense>`; its subject is `evt.<domain>.<past-tense>.v1`. */
export const defineEvent = <const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  shape: Shape,
): EventDefinition<Name, z.ZodObject<Shape>> => ({ name, version: 1, schema: z.object(shape), previous: null })

/**
 * Defines the version after `definition`, whose fields that stay `shape` takes from `definition.schema.shape`. `upcast` converts
 * stored data of the previous version. It must be pure and must not throw, since every event that was ever valid has to stay readable.
 */
export const nextVersion = <const Name extends string, Before extends z.ZodType, Shape extends z.ZodRawShape>(
  definition: EventDefinition<Name, Before>,
  shape: Shape,
  upcast: (data: z.output<Before>) => z.input<z.ZodObject<Shape>>,
): EventDefinition<Name, z.ZodObject<Shape>> => ({
  name: definition.name,
  version: definition.version + 1,
  schema: z.object(shape),
  // `readData` has validated the data with the schema of the previous version.
  previous: { definition, upcast: (data) => upcast(data as z.output<Before>) },
})

/** Returns every version of an event, newest first. */
export const versionsOf = (definition: EventDefinition): readonly EventDefinition[] =>
  definition.previous === null ? [definition] : [definition, ...versionsOf(definition.previous.definition)]

/**
 * Converts data of `version` (1 to the newest) to the newest version. Throws when the data does not match the schema of its own
 * version.
 */
export const readData = ({ version: newest, schema, previous }: EventDefinition, version: number, data: unknown): unknown =>
  version === newest || previous === null
    ? schema.parse(data)
    : schema.parse(previous.upcast(readData(previous.definition, version, data)))

export const id = z.string().min(1).max(64)
/** Milliseconds since the epoch, UTC. */
export const instantMs = z.number().int()
/** Increases with every change of the entity. A consumer ignores data that is not newer than its own. */
export const revision = z.number().int().min(0)
export const visibility = z.enum(['EVERYONE', 'FOLLOWERS', 'ONLY_ME'])
