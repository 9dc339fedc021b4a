import { buildClientSchema, type GraphQLSchema, getIntrospectionQuery, type IntrospectionQuery } from 'graphql'
import { nobody } from './people.ts'

/** The schema as the gateway tells it to anyone who asks. */
export const clientSchema = async (url: string): Promise<GraphQLSchema> =>
  buildClientSchema(await nobody(url).get<IntrospectionQuery>(getIntrospectionQuery()))
