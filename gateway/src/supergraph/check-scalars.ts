import { scalarResolvers } from '@gruppetto/graph'
import { type GraphQLSchema, isScalarType } from 'graphql'

/** Adds the checks of scalars, which composition drops. With them a wrong variable is refused before any subgraph is asked. */
export const checkScalars = (schema: GraphQLSchema): void => {
  for (const type of Object.values(schema.getTypeMap())) {
    const scalar = scalarResolvers[type.name]
    if (scalar !== undefined && isScalarType(type)) {
      type.parseValue = scalar.parseValue
      type.parseLiteral = scalar.parseLiteral
    }
  }
}
