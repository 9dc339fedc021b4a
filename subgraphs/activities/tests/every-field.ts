import { subgraphTypeDefs } from '@gruppetto/graph'
import { type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql'

/** Entities whose fields are queried by themselves. */
const ENTITIES = new Set(['Activity', 'Athlete', 'Gear', 'Segment', 'SegmentEffort', 'LiveSession', 'Upload', 'Product'])

/** The arguments of fields that need some. */
const ARGUMENTS: Readonly<Record<string, string>> = {
  'Activity.streams':
    '(channels: [TIME, DISTANCE, LATITUDE, LONGITUDE, ALTITUDE, SPEED, HEART_RATE, CADENCE, POWER, TEMPERATURE, GRADE, MOVING], maxPoints: null)',
  'Activity.exportUrl': '(format: GPX)',
}

const typesOf = (): ReadonlyMap<string, readonly FieldDefinitionNode[]> => {
  const types = new Map<string, readonly FieldDefinitionNode[]>()
  for (const node of parse(subgraphTypeDefs('activities')).definitions) {
    if (node.kind !== Kind.OBJECT_TYPE_DEFINITION && node.kind !== Kind.OBJECT_TYPE_EXTENSION) continue
    types.set(node.name.value, [...(types.get(node.name.value) ?? []), ...(node.fields ?? [])])
  }
  return types
}

const nameOf = (type: TypeNode): string => (type.kind === Kind.NAMED_TYPE ? type.name.value : nameOf(type.type))

/** Selects every field of a type in the present schema. Of an entity below it only the id is selected. A field that needs arguments must have them above. */
export const everyFieldOf = (typeName: string): string => {
  const types = typesOf()
  const select = (owner: string): string =>
    (types.get(owner) ?? [])
      .map((field) => {
        const inner = nameOf(field.type)
        const given = ARGUMENTS[`${owner}.${field.name.value}`]
        const needs = field.arguments?.some((argument) => argument.type.kind === Kind.NON_NULL_TYPE && !argument.defaultValue)
        if (needs && given === undefined) throw new Error(`say what ${owner}.${field.name.value} is asked with`)
        const below = ENTITIES.has(inner) ? 'id' : select(inner)
        return `${field.name.value}${given ?? ''}${types.has(inner) ? ` { ${below} }` : ''}`
      })
      .join(' ')
  return select(typeName)
}
