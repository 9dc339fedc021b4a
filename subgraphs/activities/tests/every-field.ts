import { subgraphTypeDefs } from '@gruppetto/graph'
import { type FieldDefinitionNode, Kind, parse, type TypeNode } from 'graphql'

/** Entities with fields of their own, which are asked of each by itself. */
const ENTITIES = new Set(['Activity', 'Athlete', 'Gear', 'Segment', 'SegmentEffort', 'LiveSession', 'Upload', 'Product'])

/** What fields that need arguments are asked with. */
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

/** The selection of every field of a type, as the schema has it today: of an entity below it the id alone. A field that needs arguments must have them said above. */
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
