/**
 * What Node does with the plan of another gateway written out by hand: `by-hand-process.ts <supergraph file> <port>`. It sends the requests
 * that Hive Router's plans have, with undici, parses the answers, and writes the client's answer from an object that it has from
 * the start. So it merges nothing, and is a measure that has no gateway in it.
 */
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { json } from 'node:stream/consumers'
import { Pool } from 'undici'
import { rightAnswer } from './right-answer.ts'
import { OPERATIONS, type SubgraphName } from './world.ts'

const [file = '', port] = process.argv.slice(2)
const supergraph = readFileSync(file, 'utf8')
const pools = new Map(
  [...supergraph.matchAll(/@join__graph\(name: "(\w+)", url: "([^"]+)"/g)].map(([, name, url = '']) => [
    name,
    new Pool(new URL(url).origin),
  ]),
)

type Request = readonly [subgraph: SubgraphName, body: string]

const bodyOf = (query: string, variables: object = {}): string => JSON.stringify({ query, variables })
const keys = (type: string, key: string, count: number) =>
  Array.from({ length: count }, (_, index) => ({ __typename: type, [key]: String(index + 1) }))
const PRICES = [899, 1_299, 15, 499, 1_299]
const WEIGHTS = [1_000, 1_500, 200, 210, 9_000]
const goods = (count: number) =>
  keys('Product', 'upc', count).map((product, index) => ({ ...product, price: PRICES[index], weight: WEIGHTS[index] }))
const entities = (selection: string): string =>
  `query($representations:[_Any!]!){_entities(representations: $representations){${selection}}}`
const STOCK = entities('...on Product{shippingEstimate inStock}')

/** The requests of each operation: those of a step are sent at once. */
const STEPS: Readonly<Record<string, readonly (readonly Request[])[]>> = {
  small: [[['accounts', bodyOf('{me{id name}}')]]],
  page: [
    [['products', bodyOf('query($first:Int){topProducts(first: $first){__typename upc name price weight}}', { first: 3 })]],
    [
      ['inventory', bodyOf(STOCK, { representations: goods(3) })],
      [
        'reviews',
        bodyOf(entities('...on Product{reviews{id body author{__typename id}}}'), { representations: keys('Product', 'upc', 3) }),
      ],
    ],
    [['accounts', bodyOf(entities('...on User{name}'), { representations: keys('User', 'id', 1) })]],
  ],
  big: [
    [
      ['products', bodyOf('{topProducts{__typename upc name price weight}}')],
      ['accounts', bodyOf('{users{__typename id username name}}')],
    ],
    [
      ['inventory', bodyOf(STOCK, { representations: goods(5) })],
      [
        'reviews',
        bodyOf(
          'query($a:[_Any!]!, $b:[_Any!]!){_e0: _entities(representations: $a){...on Product{reviews{...r}}} _e1: _entities(representations: $b){...on User{reviews{id body product{__typename upc reviews{...r}}}}}} fragment r on Review {id body author{__typename id reviews{id body product{__typename upc}} username}}',
          { a: keys('Product', 'upc', 5), b: keys('User', 'id', 6) },
        ),
      ],
    ],
    [
      ['products', bodyOf(entities('...on Product{price weight name}'), { representations: keys('Product', 'upc', 2) })],
      ['accounts', bodyOf(entities('...on User{name}'), { representations: keys('User', 'id', 1) })],
    ],
    [['inventory', bodyOf(STOCK, { representations: goods(2) })]],
  ],
}

const ask = async ([subgraph, body]: Request, authorization: string): Promise<unknown> => {
  const answer = await pools.get(subgraph)?.request({
    method: 'POST',
    path: '/graphql',
    headers: { 'content-type': 'application/json', accept: 'application/json', authorization },
    body,
  })
  return answer?.body.json()
}

const answers = new Map<string, unknown>()
for (const operation of OPERATIONS) answers.set(operation.query, { name: operation.name, data: await rightAnswer(operation) })

createServer(async (request, response) => {
  const { query } = (await json(request)) as { query: string }
  const { name, data } = (answers.get(query) ?? { name: '', data: {} }) as { name: string; data: unknown }
  for (const step of STEPS[name] ?? []) await Promise.all(step.map((one) => ask(one, request.headers.authorization ?? '')))
  const text = JSON.stringify({ data })
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) })
  response.end(text)
}).listen(Number(port), '127.0.0.1')
