import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql'
import { z } from 'zod'

const directives = z.object({
  listSize: z.object({ assumedSize: z.number() }).optional(),
  rangeSize: z.object({ arguments: z.tuple([z.string(), z.string()]), daysPerItem: z.number().positive() }).optional(),
  pointsCost: z.object({ argument: z.string(), pointsPerCost: z.number().positive(), all: z.number() }).optional(),
})

/** What the contract says of a field's cost; see schema/activities.graphql. */
export type DeclaredCost = z.infer<typeof directives>

/** By type and field. */
export type DeclaredCosts = ReadonlyMap<string, ReadonlyMap<string, DeclaredCost>>

const declaredOf = (nodes: readonly ConstDirectiveNode[]): DeclaredCost =>
  directives.parse(
    Object.fromEntries(
      nodes.map((node) => [
        node.name.value,
        Object.fromEntries((node.arguments ?? []).map(({ name, value }) => [name.value, valueFromASTUntyped(value)])),
      ]),
    ),
  )

/** Reads the directives of cost from the supergraph, since the schema that clients see has none; throws where one has wrong arguments. */
export const declaredCostsOf = (supergraphSdl: string): DeclaredCosts => {
  const types = parse(supergraphSdl, { noLocation: true }).definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return []
    const fields = (type.fields ?? []).map((field) => [field.name.value, declaredOf(field.directives ?? [])] as const)
    return [[type.name.value, new Map(fields.filter(([, declared]) => Object.keys(declared).length > 0))] as const]
  })
  return new Map(types.filter(([, fields]) => fields.size > 0))
}
