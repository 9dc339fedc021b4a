import type { FastifyInstance } from 'fastify'

interface Known {
  readonly pattern: RegExp
  readonly methods: Set<string>
}

const escaped = (text: string): string => text.replace(/[.+?^${}()|[\]\\]/g, '\\$&')

/** Converts a path of Fastify to a regular expression: `:name` matches one segment, `*` matches the rest. */
const patternOf = (url: string): RegExp =>
  new RegExp(
    `^${url
      .split('/')
      .map((part) => (part.startsWith(':') ? '[^/]+' : escaped(part).replaceAll('*', '.*')))
      .join('/')}$`,
  )

/** Answers 405 with the allowed methods when only the method is wrong, and 404 otherwise. Call it before any route is mounted. */
export const answerUnknownRoutes = (app: FastifyInstance): void => {
  const known = new Map<string, Known>()
  app.addHook('onRoute', ({ url, method }) => {
    const route = known.get(url) ?? { pattern: patternOf(url), methods: new Set() }
    for (const each of [method].flat()) route.methods.add(each)
    known.set(url, route)
  })
  app.setNotFoundHandler((request, reply) => {
    const path = request.url.split('?')[0] ?? ''
    const allowed = [...known.values()].filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => [...methods])
    if (allowed.length === 0) return reply.code(404).send({ error: 'not found' })
    return reply
      .code(405)
      .header('allow', [...new Set(allowed)].join(', '))
      .send({ error: 'this path does not take that method' })
  })
}
