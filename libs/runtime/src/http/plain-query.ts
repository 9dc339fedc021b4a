import type { FastifyRequest } from 'fastify'

/** Returns the query of a request with the first value of each name. (Fastify makes an array of a name that occurs twice.) */
export const plainQuery = ({ query }: FastifyRequest): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(query ?? {}).map(([name, value]) => [name, String([value].flat()[0])]))
