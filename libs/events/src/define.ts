import { z } from 'zod'

/** One version of one event: its name, its version and the schema of its data. */
export interface EventDefinition<Name extends string = string, Schema extends z.ZodType = z.ZodType> {
  readonly name: Name
  readonly version: number
  readonly schema: Schema
}

/** Declares an event; `name` is `<domain>.<past-tense>`, its subject `evt.<domain>.<past-tense>.v<version>`. */
export const defineEvent = <const Name extends string, Shape extends z.ZodRawShape>(
  name: Name,
  version: number,
  shape: Shape,
): EventDefinition<Name, z.ZodObject<Shape>> => ({ name, version, schema: z.object(shape) })

export const id = z.string().min(1).max(64)
/** Milliseconds since the epoch, UTC. */
export const instantMs = z.number().int()
/** Rises with every change of the entity; a consumer drops what is not newer than what it has. */
export const revision = z.number().int().min(0)
export const visibility = z.enum(['EVERYONE', 'FOLLOWERS', 'ONLY_ME'])
