import { createServer, type RequestListener, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { gzipSync } from 'node:zlib'
import { parse, validate } from 'graphql'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type Engine, openEngine } from '../engine.ts'
import { type HttpCaller, httpCaller } from '../http/http-caller.ts'
import { RAW } from '../notation.ts'
import type { SubgraphAnswer } from '../subgraph.ts'
import { openWorld } from './world.ts'

/** Rides of one subgraph, and a shop that knows what each of them costs and is the hostile one. */
const world = openWorld({
  rides: {
    sdl: 'type Query { rides: [Ride] } type Ride @key(fields: "id") { id: ID! title: String }',
    resolvers: { Query: { rides: () => [1, 2, 3].map((id) => ({ id: `r${id}`, title: `ride ${id}` })) } },
  },
  shop: {
    sdl: `scalar Anything type Query { isOpen: Boolean } type Maker { name: String! }
      type Ride @key(fields: "id") { id: ID! price: Int tags: [String] maker: Maker more: Anything }`,
    resolvers: { Query: { isOpen: () => true } },
  },
})
const QUERY = '{ rides { id title price tags maker { name } } isOpen }'
const UNAVAILABLE = 'SERVICE_UNAVAILABLE'

/** What the shop answers about the three rides, as the bytes of a body, and what becomes of it. */
interface Hostility {
  readonly body: string | Buffer
  /** What the rides get besides what their own subgraph knows. Null for all where it is left out. */
  readonly rides?: readonly Readonly<Record<string, unknown>>[]
  /** The path and the code of each error. Each field of each ride, where it is left out. */
  readonly errors?: readonly string[]
}
const FIELDS = ['price', 'tags', 'maker']
const NOTHING = { price: null, tags: null, maker: null }
const ALL_LOST = [0, 1, 2].flatMap((ride) => FIELDS.map((field) => `rides.${ride}.${field} ${UNAVAILABLE}`))
const right = (price: number) => ({ price, tags: ['a'], maker: { name: 'm' } })
const RIGHT = [right(1), right(2), right(3)]
const answer = (entities: unknown, more: object = {}): string => JSON.stringify({ data: { _entities: entities }, ...more })
const ofOne = (entity: string): string =>
  `{"data":{"_entities":[${JSON.stringify(right(1))},${entity},${JSON.stringify(right(3))}]}}`
const nested = (depth: number): string => `${'['.repeat(depth)}${']'.repeat(depth)}`
const error = (path?: unknown, code?: unknown) => ({ message: 'no', path, extensions: { code } })
const second = (ride: Readonly<Record<string, unknown>>, errors: readonly string[]) => ({
  rides: [right(1), ride, right(3)],
  errors,
})

/** Nothing here is an answer: all of the shop's fields are lost. */
const noAnswers: Readonly<Record<string, string | Buffer>> = {
  nothing: '',
  'a text': '"rides"',
  null: 'null',
  'an empty object': '{}',
  'data that are null, without an error': '{"data":null}',
  'data that are a list': '{"data":[]}',
  'data that are a text': '{"data":"rides"}',
  'data without entities': '{"data":{}}',
  'entities that are null, without an error': '{"data":{"_entities":null}}',
  'entities that are an object': '{"data":{"_entities":{"0":{},"1":{},"2":{},"length":3}}}',
  'too few entities': answer(RIGHT.slice(1)),
  'too many entities': answer([...RIGHT, right(4)]),
  'no entities': answer([]),
  'entities that are lists': answer(RIGHT.map((entity) => [entity])),
  'entities that are texts and numbers': answer(['r1', 2, true]),
  'a list around the answer': `[${answer(RIGHT)}]`,
  'two answers': answer(RIGHT) + answer(RIGHT),
  'half an answer': answer(RIGHT).slice(0, -9),
  'a page with status 200': '<!doctype html><html><body>We are back soon.</body></html>',
  'bytes that are no UTF-8': Buffer.concat([
    Buffer.from('{"data":{"_entities":['),
    Buffer.from([0x22, 0xc3, 0x28, 0x22]),
    Buffer.from(']}}'),
  ]),
  'lists that are nested a thousand times too deep': `{"data":{"_entities":${nested(100_000)}}}`,
  'a text of ten million bytes': `{"data":{"_entities":"${'x'.repeat(10_000_000)}"}}`,
  'a million entities': `{"data":{"_entities":[${'{},'.repeat(999_999)}{}]}}`,
  'errors that are no list, without data': '{"errors":"no"}',
  'an empty list of errors': '{"errors":[]}',
}

const hostilities: Readonly<Record<string, Hostility>> = {
  ...Object.fromEntries(Object.entries(noAnswers).map(([name, body]) => [name, { body }])),
  'values of other types': {
    body: ofOne('{"price":"seven","tags":{"0":"a"},"maker":["m"]}'),
    ...second(
      NOTHING,
      FIELDS.map((field) => `rides.1.${field} ${UNAVAILABLE}`),
    ),
  },
  'values of other types in a list': {
    body: ofOne('{"price":7,"tags":["a",1,null,["b"],{}],"maker":{"name":{}}}'),
    ...second({ price: 7, tags: ['a', null, null, null, null], maker: null }, [
      ...[1, 3, 4].map((index) => `rides.1.tags.${index} ${UNAVAILABLE}`),
      `rides.1.maker.name ${UNAVAILABLE}`,
    ]),
  },
  'numbers that are too large': {
    body: ofOne('{"price":1e400,"tags":["a"],"maker":{"name":"m"}}'),
    ...second({ ...right(0), price: null }, [`rides.1.price ${UNAVAILABLE}`]),
  },
  'an integer of forty digits': {
    body: ofOne(`{"price":${'9'.repeat(40)},"tags":["a"],"maker":{"name":"m"}}`),
    ...second({ ...right(0), price: null }, [`rides.1.price ${UNAVAILABLE}`]),
  },
  'an entity of another type': {
    body: ofOne('{"__typename":"Maker","price":2,"tags":[],"maker":null}'),
    ...second(
      NOTHING,
      FIELDS.map((field) => `rides.1.${field} ${UNAVAILABLE}`),
    ),
  },
  'an object in which fields are missing': {
    body: ofOne('{}'),
    ...second(NOTHING, []),
  },
  'keys that every object has': {
    body: ofOne(
      '{"__proto__":{"price":9,"polluted":1},"constructor":{"prototype":{"polluted":1}},"price":2,"tags":["a"],"maker":{"name":"m","__proto__":null}}',
    ),
    rides: RIGHT,
    errors: [],
  },
  'a key twice: the last one counts, as JSON.parse has it': {
    body: ofOne('{"price":"x","price":2,"tags":null,"tags":["a"],"maker":{"name":1},"maker":{"name":"m"}}'),
    rides: RIGHT,
    errors: [],
  },
  'keys that nobody has asked for': {
    body: ofOne('{"id":"r1","title":"stolen","price":2,"tags":["a"],"maker":{"name":"m","more":{}}}'),
    rides: RIGHT,
    errors: [],
  },
  'an error of one field': {
    body: answer([right(1), { ...right(0), price: null }, right(3)], { errors: [error(['_entities', 1, 'price'], 'NO')] }),
    ...second({ ...right(0), price: null }, ['rides.1.price NO']),
  },
  'an error without a path': {
    body: answer(null, { errors: [error(undefined, 'NO')] }),
    errors: ['rides NO'],
  },
  'data that are null, and why': {
    body: '{"data":null,"errors":[{"message":"no","extensions":{"code":"NO"}}]}',
    errors: ['rides NO'],
  },
  'errors whose paths lead nowhere': {
    body: answer(RIGHT, {
      errors: [['_entities', 99, 'price'], ['_entities', -1], ['_entities', 'x'], ['nobody'], [], [{}], 'price', { 0: 'a' }].map(
        (path) => error(path, 'NO'),
      ),
    }),
    rides: RIGHT,
    errors: Array.from({ length: 8 }, () => 'rides NO'),
  },
  'errors that are texts, numbers and null': {
    body: answer(RIGHT, { errors: ['no', 7, null, { message: 5, extensions: 'x' }] }),
    rides: RIGHT,
    errors: Array.from({ length: 4 }, () => 'rides DOWNSTREAM_SERVICE_ERROR'),
  },
  'errors that are no list, beside data': {
    body: answer(RIGHT, { errors: { message: 'no' } }),
    rides: RIGHT,
    errors: ['rides DOWNSTREAM_SERVICE_ERROR'],
  },
  'an error whose path is a hundred thousand keys long': {
    body: answer([right(1), { ...right(0), price: null }, right(3)], {
      errors: [error(['_entities', 1, 'price', ...Array.from({ length: 100_000 }, () => 0)], 'NO')],
    }),
    ...second({ ...right(0), price: null }, ['rides NO']),
  },
  'an error about a place that is a hundred thousand keys deep': {
    body: answer(RIGHT, {
      errors: [
        error(
          Array.from({ length: 100_000 }, () => 'price'),
          'NO',
        ),
      ],
    }),
    rides: RIGHT,
    errors: ['rides NO'],
  },
  'an error whose path is as long as one may be': {
    body: answer(RIGHT, { errors: [error(['_entities', 1, ...Array.from({ length: 98 }, () => 0)], 'NO')] }),
    rides: RIGHT,
    errors: ['rides.1 NO'],
  },
  'an error whose path has a key as long as a book': {
    body: answer([right(1), { ...right(0), maker: null }, right(3)], {
      errors: [error(['_entities', 1, 'maker', 'x'.repeat(100_000)], 'NO')],
    }),
    ...second({ ...right(0), maker: null }, ['rides NO']),
  },
  'an error whose code is as long as a book': {
    body: answer(RIGHT, { errors: [error(['_entities', 1], 'x'.repeat(100_000))] }),
    rides: RIGHT,
    errors: ['rides.1 DOWNSTREAM_SERVICE_ERROR'],
  },
  'an error as long as a book': {
    body: answer(RIGHT, {
      errors: [{ message: 'x'.repeat(300_000), path: ['_entities', 1], extensions: { code: 'NO', more: 'x'.repeat(300_000) } }],
    }),
    rides: RIGHT,
    errors: ['rides.1 NO'],
  },
  'an error that says more than can be written': {
    body: `{"data":{"_entities":${JSON.stringify(RIGHT)}},"errors":[{"message":"no","extensions":{"code":"NO","more":${nested(100_000)}}}]}`,
    rides: RIGHT,
    errors: ['rides NO'],
  },
  'an error whose path has the keys that every object has': {
    body: answer(RIGHT, { errors: [error(['_entities', 1, '__proto__', 'toString'], 'NO')] }),
    rides: RIGHT,
    errors: ['rides.1 NO'],
  },
}

type Ask = (query: string) => Promise<{
  readonly data?: unknown
  readonly errors?: readonly { path?: unknown; extensions?: unknown; message?: unknown }[]
}>
const shownErrors = (errors: Awaited<ReturnType<Ask>>['errors']): string[] =>
  (errors ?? [])
    .map(({ path = [], extensions }) => `${(path as string[]).join('.')} ${(extensions as { code?: string } | undefined)?.code}`)
    .sort()

const tellsOf = async (ask: Ask, { rides, errors = ALL_LOST }: Hostility): Promise<void> => {
  const { data, errors: told } = await ask(QUERY)
  expect(data).toEqual({
    rides: [0, 1, 2].map((index) => ({ id: `r${index + 1}`, title: `ride ${index + 1}`, ...(rides?.[index] ?? NOTHING) })),
    isOpen: true,
  })
  expect(shownErrors(told)).toEqual([...errors].sort())
  for (const one of told ?? []) {
    expect(one.message).toEqual(expect.stringMatching(/./))
    // One error may stand at a thousand places.
    expect(JSON.stringify(one).length).toBeLessThan(31_000)
  }
  expect(({} as { polluted?: number }).polluted).toBeUndefined()
}

/** Asks both ways out of the engine, and checks that they say the same. */
const askOf =
  <Context>(engine: Engine<Context>, context: Context): Ask =>
  async (query) => {
    const document = parse(query)
    expect(validate(engine.schema, document)).toEqual([])
    const prepared = engine.prepare(document)
    const text = await prepared.write({ context })
    // A hostile subgraph must not break the JSON of the answer.
    const written = JSON.parse(Buffer.from(text, 'latin1').toString())
    expect(JSON.parse(JSON.stringify(await prepared.execute({ context })))).toEqual(written)
    return written
  }

const bytes = (body: string | Buffer): string => (typeof body === 'string' ? body : body.toString())
const isJson = (body: string | Buffer): boolean => {
  try {
    JSON.parse(bytes(body))
    return true
  } catch {
    return false
  }
}

describe('a hostile subgraph in this process', () => {
  let answerNow: () => unknown = () => null
  const engine = openEngine<null>({
    planTimeoutMs: 600_000,
    supergraphSdl: world.supergraphSdl,
    subgraphs: (subgraph) => ({
      call: async ({ operation, variables }) => {
        const isAsked = subgraph === 'shop' && operation.document.includes('_entities')
        return (isAsked ? answerNow() : await world.answer({ subgraph, query: operation.document, variables })) as SubgraphAnswer
      },
    }),
  })
  afterAll(() => engine.close())
  const ask = askOf(engine, null)

  it.each(Object.entries(hostilities).filter(([, { body }]) => isJson(body)))(
    'costs its own fields with %s',
    async (_name, hostility) => {
      answerNow = () => JSON.parse(bytes(hostility.body))
      await tellsOf(ask, hostility)
    },
  )

  it.each<[string, () => unknown]>([
    ['a rejection', () => Promise.reject(new Error('down'))],
    ['undefined', () => undefined],
    ['a function', () => () => {}],
    ['a list of entities with holes', () => ({ data: { _entities: new Array(3) } })],
    ['one object for all of its entities, frozen', () => ({ data: { _entities: [1, 2, 3].map(() => Object.freeze(1)) } })],
  ])('costs its own fields with %s', async (_name, hostile) => {
    answerNow = hostile
    await tellsOf(ask, { body: '' })
  })
})

/** Opens a server that answers about entities as `hostile` does, and everything else as the world does. */
const serve = async (subgraph: string, hostile: RequestListener): Promise<{ server: Server; url: string }> => {
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = []
    for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk)
    const { query, variables = {} } = JSON.parse(Buffer.concat(chunks).toString())
    if (subgraph === 'shop' && query.includes('_entities')) hostile(request, response)
    else response.end(JSON.stringify(await world.answer({ subgraph, query, variables })))
  }).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  return { server, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/` }
}

describe('a hostile subgraph over HTTP', () => {
  const MOST_BYTES = 1_000_000
  const servers: Server[] = []
  const callers: HttpCaller<null>[] = []
  let hostile: RequestListener = (_request, response) => response.end()
  let engine: Engine<null>
  let ask: Ask
  beforeAll(async () => {
    const urls = new Map<string, string>()
    for (const subgraph of world.subgraphs) {
      const { server, url } = await serve(subgraph, (request, response) => hostile(request, response))
      servers.push(server)
      urls.set(subgraph, url)
    }
    engine = openEngine<null>({
      planTimeoutMs: 600_000,
      supergraphSdl: world.supergraphSdl,
      subgraphs: (name) => {
        const caller = httpCaller<null>({
          url: urls.get(name) ?? '',
          headers: () => '',
          timeoutMs: 1_000,
          maxAnswerBytes: MOST_BYTES,
          connections: 4,
        })
        callers.push(caller)
        return caller
      },
      timeoutMs: null,
      notation: RAW,
    })
    ask = askOf(engine, null)
  })
  afterEach(() => {
    for (const server of servers) server.closeAllConnections()
  })
  afterAll(() => {
    engine.close()
    for (const caller of callers) caller.close()
    for (const server of servers) server.close()
  })

  it.each(Object.entries(hostilities))('costs its own fields with %s', async (_name, hostility) => {
    hostile = (_request, response) => response.end(hostility.body)
    await tellsOf(ask, hostility)
  })

  const ofHttp: Readonly<Record<string, RequestListener>> = {
    'a status of its own and no answer': (_request, response) => response.writeHead(599, 'whatever').end('no'),
    'another place to ask': (_request, response) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
    'an answer that is compressed, which nobody has asked for': (_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(Buffer.from([0x1f, 0x8b, 8, 0])),
    'ten million bytes that are ten thousand when they are compressed': (_request, response) => {
      const body = gzipSync(answer(RIGHT) + ' '.repeat(10_000_000))
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': body.length }).end(body)
    },
    'half an answer in chunks': (_request, response) => {
      response.write(answer(RIGHT).slice(0, 40), () => response.destroy())
    },
    'half an answer, and silence': (_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write(answer(RIGHT).slice(0, 40))
    },
    'fewer bytes than it has said': (_request, response) => {
      response.writeHead(200, { 'content-length': '500' }).write('{"data":')
      response.destroy()
    },
    'bytes that are no answer of HTTP': (request) => request.socket.end('NONSENSE\r\n\r\n'),
    'a closed connection': (request) => request.socket.destroy(),
    'no answer at all': () => {},
    'a byte now and then': (_request, response) => {
      const drip = setInterval(() => response.write(' '), 20)
      response.once('close', () => clearInterval(drip))
    },
  }
  it.each(Object.entries(ofHttp))('costs its own fields with %s', async (_name, listener) => {
    hostile = listener
    await tellsOf(ask, { body: '' })
  })

  it('costs its own fields with a body that never ends, of which no more is taken than an answer may have', async () => {
    let taken = 0
    hostile = (_request, response) => {
      response.write('{"data":{"_entities":[')
      const more = (): void => {
        if (response.destroyed) return
        taken += 10_000
        response.write('{},'.repeat(3_333), () => setImmediate(more))
      }
      more()
    }
    await tellsOf(ask, { body: '' })
    // Both ways out have asked, each perhaps once more, and what is in the buffers of the two sockets counts too.
    expect(taken).toBeLessThan(40 * MOST_BYTES)
  })
})
