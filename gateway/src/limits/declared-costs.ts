import { type ConstDirectiveNode, Kind, parse, valueFromASTUntyped } from 'graphql'
import { z } from 'zod'

const directives = z.object({
  listSize: z.object({ assumedSize: z.number() }).optional(),
  rangeSize: z.object({ arguments: z.tuple([z.string(), z.string()]), daysPerItem: z.number().positive() }).optional(),
  pointsCost: z.object({ argument: z.string(), pointsPerCost: z.number().positive(), all: z.number() }).optional(),
})

/** The cost of a field as the contract declares it; see schema/activities.graphql. */
export type DeclaredCost = z.infer<typeof directives>

/** The declared costs by type and field. */
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

/** Reads the cost directives from the supergraph, because the API schema has none. Throws when one has wrong arguments. */
export const declaredCostsOf = (supergraphSdl: string): DeclaredCosts => {
  const types = parse(supergraphSdl, { noLocation: true }).definitions.flatMap((type) => {
    if (type.kind !== Kind.OBJECT_TYPE_DEFINITION && type.kind !== Kind.INTERFACE_TYPE_DEFINITION) return []
    const fields = (type.fields ?? []).map((field) => [field.name.value, declaredOf(field.directives ?? [])] as const)
    return [[type.name.value, new Map(fields.filter(([, declared]) => Object.keys(declared).length > 0))] as const]
  })
  return new Map(types.filter(([, fields]) => fields.size > 0))
}
