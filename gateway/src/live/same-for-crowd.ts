import {
  type FieldNode,
  type GraphQLField,
  type GraphQLSchema,
  getArgumentValues,
  isObjectType,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { z } from 'zod'
import type { DirectivesOfType } from '../schema/directives.ts'
import type { Graph } from '../schema/graph.ts'
import type { EventQuery } from './event-query.ts'

/** What a field declares: that it is the same for the crowd, perhaps only where an argument has one of some values. */
const declared = z.object({ argument: z.string().optional(), values: z.array(z.string()).optional() })
type Declared = z.infer<typeof declared>

/** The fields that declare themselves the same for the crowd, by type and field; see schema/common.graphql. */
export type SameForCrowd = ReadonlyMap<string, ReadonlyMap<string, Declared>>

/** Reads the directive. Throws when one has wrong arguments. */
export const sameForCrowdOf = (directives: ReadonlyMap<string, DirectivesOfType>): SameForCrowd => {
  const types = [...directives].map(([type, { ofFields }]) => {
    const fields = [...ofFields].flatMap(([field, { sameForCrowd }]) =>
      sameForCrowd === undefined ? [] : [[field, declared.parse(sameForCrowd)] as const],
    )
    return [type, new Map(fields)] as const
  })
  return new Map(types.filter(([, fields]) => fields.size > 0))
}

/** Whether a selection is the same for the crowd, with these variables. */
type IsSame = (variables: Record<string, unknown>) => boolean

const never: IsSame = () => false

const at = (value: unknown, path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, name) => (typeof inner === 'object' && inner !== null ? Object(inner)[name] : undefined), value)

/**
 * Returns whether the whole selection of an event query below its root field declares itself the same for the crowd. A field of an
 * interface or a union is not known to: each of its types would have to.
 */
export const isSameForCrowd = (schema: GraphQLSchema, same: SameForCrowd, { document }: EventQuery): IsSame => {
  const conditions: IsSame[] = []
  let isSame = true
  const condition = (field: GraphQLField<unknown, unknown>, node: FieldNode, { argument, values }: Declared): void => {
    if (argument === undefined) return
    const path = argument.split('.')
    conditions.push((variables) => values?.includes(String(at(getArgumentValues(field, node, variables), path))) === true)
  }
  const typeInfo = new TypeInfo(schema)
  visit(
    document,
    visitWithTypeInfo(typeInfo, {
      Field(node) {
        const parent = typeInfo.getParentType()
        const field = typeInfo.getFieldDef()
        // The root field finds the subject, of which the subgraph says who is in its crowd.
        if (parent === schema.getQueryType() || node.name.value === '__typename') return
        const found = isObjectType(parent) ? same.get(parent.name)?.get(node.name.value) : undefined
        if (found === undefined || field === null || field === undefined) isSame = false
        else condition(field, node, found)
      },
    }),
  )
  return isSame ? (variables) => conditions.every((holds) => holds(variables)) : never
}

/** Returns whether the selection of an event query is the same for the crowd, as the schema of a graph declares it. */
export const openSameForCrowd = (): ((graph: Graph, eventQuery: EventQuery, variables: Record<string, unknown>) => boolean) => {
  const known = new WeakMap<EventQuery, { readonly graph: Graph; readonly isSame: IsSame }>()
  const look = (graph: Graph, eventQuery: EventQuery): IsSame => {
    const before = known.get(eventQuery)
    if (before?.graph === graph) return before.isSame
    const isSame = isSameForCrowd(graph.supergraph.schema, graph.sameForCrowd, eventQuery)
    known.set(eventQuery, { graph, isSame })
    return isSame
  }
  return (graph, eventQuery, variables) => look(graph, eventQuery)(variables)
}
