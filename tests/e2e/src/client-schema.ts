import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import { nobody } from './people.ts'

/** Reads the public schema of the gateway by introspection. */
export const clientSchema = async (url: string): Promise<GraphQLSchema> =>
  buildClientSchema(await nobody(url).get<IntrospectionQuery>(getIntrospectionQuery()))
