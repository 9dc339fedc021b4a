import { buildSchema, type GraphQLFieldMap, type GraphQLObjectType, graphql } from 'graphql'
import { type Operation, type Row, WHOLE } from './world.ts'

/** Returns the data that an operation has to be answered with, by graphql-js over one schema. */
export const rightAnswer = async ({ query, variables }: Operation): Promise<unknown> => {
  const schema = buildSchema(WHOLE.sdl)
  for (const [type, fields] of Object.entries(WHOLE.resolvers)) {
    const known: GraphQLFieldMap<unknown, unknown> = (schema.getType(type) as GraphQLObjectType).getFields()
    for (const [name, resolve] of Object.entries(fields)) {
      const field = known[name]
      // graphql-js hands a field of the data its arguments alone.
      if (field !== undefined) field.resolve = (source, args) => resolve(source as Row, args)
    }
  }
  const { data } = await graphql({ schema, source: query, variableValues: variables ?? {} })
  return JSON.parse(JSON.stringify(data))
}
