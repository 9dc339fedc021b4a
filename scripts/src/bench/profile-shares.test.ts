import type { Profiler } from 'node:inspector'
import { expect, it } from 'vitest'
import { sharesOf } from './profile-shares.ts'

const node = (id: number, functionName: string, url: string, children: number[] = []): Profiler.ProfileNode => ({
  id,
  children,
  callFrame: { functionName, url, scriptId: '', lineNumber: 0, columnNumber: 0 },
})

it('gives each sample to whose file it is in, and what nobody owns to its caller', () => {
  const nodes = [
    node(1, '(root)', '', [2, 3, 9, 10, 11, 13]),
    node(2, '(idle)', ''),
    node(3, 'resolve', 'file:///p/subgraphs/social/src/resolvers/query.ts', [4, 6]),
    node(4, 'find', '/p/node_modules/mongodb/lib/collection.js', [5]),
    node(5, 'writev', 'node:net'),
    node(6, 'get', '/p/node_modules/lru-cache/dist/index.js', [7, 8]),
    node(7, 'serialize', '/p/node_modules/graphql/type/scalars.js'),
    node(8, '(garbage collector)', ''),
    node(9, 'completeValue', '/p/node_modules/graphql/execution/execute.js'),
    node(10, 'onread', 'node:internal/stream_base_commons'),
    node(11, 'post', 'node:inspector', [12]),
    node(12, 'dispatch', ''),
    node(13, 'execute', 'file:///p/scripts/src/bench/platform-process.ts', [14]),
    node(14, 'cpuUsage', 'node:internal/process/per_thread'),
  ]
  const samples = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14]
  const shares = sharesOf({
    nodes,
    startTime: 0,
    endTime: 0,
    samples,
    timeDeltas: [1000, 10, 10, 10, 10, 10, 10, 20, 20, 50, 500, 50, 50],
  })
  expect(shares).toMatchObject({
    'loaders, stores and own code of subgraphs': 0.3,
    'database driver and BSON': 0.2,
    'garbage collection': 0.1,
    'running documents in subgraphs': 0.2,
    'node itself': 0.2,
    gateway: 0,
  })
})

it('has no shares of a thread that was idle', () => {
  const nodes = [node(1, '(root)', '', [2]), node(2, '(idle)', '')]
  const shares = sharesOf({ nodes, startTime: 0, endTime: 0, samples: [2], timeDeltas: [5] })
  expect(Object.values(shares).every((share) => share === 0)).toBe(true)
})
