import { z } from 'zod'
import type { DirectivesOfType } from '../schema/directives.ts'

const directives = z.object({
  listSize: z.object({ assumedSize: z.number() }).optional(),
  rangeSize: z.object({ arguments: z.tuple([z.string(), z.string()]), daysPerItem: z.number().positive() }).optional(),
  pointsCost: z.object({ argument: z.string(), pointsPerCost: z.number().positive(), all: z.number() }).optional(),
})

/** The cost of a field as the contract declares it; see schema/activities.graphql. */
export type DeclaredCost = z.infer<typeof directives>

/** The declared costs by type and field. */
export type DeclaredCosts = ReadonlyMap<string, ReadonlyMap<string, DeclaredCost>>

/** Reads the cost directives. Throws when one has wrong arguments. */
export const declaredCostsOf = (declared: ReadonlyMap<string, DirectivesOfType>): DeclaredCosts => {
  const types = [...declared].map(([type, { ofFields }]) => {
    const fields = [...ofFields].map(([field, found]) => [field, directives.parse(found)] as const)
    return [type, new Map(fields.filter(([, costs]) => Object.keys(costs).length > 0))] as const
  })
  return new Map(types.filter(([, fields]) => fields.size > 0))
}
