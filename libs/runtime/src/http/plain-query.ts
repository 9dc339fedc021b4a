import type { FastifyRequest } from 'fastify'

/** A request's query with the first value of each name: Fastify makes a list of a name that comes twice. */
export const plainQuery = ({ query }: FastifyRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String([value].flat()[0])]))
