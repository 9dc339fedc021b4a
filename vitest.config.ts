import { availableParallelism, totalmem } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

// Files of one worker share what they import: reading the graph of modules anew costs each file seconds. So nothing outside a test's own world may
// be left changed, process.env neither.
// No time is asserted: limits end what hangs, and are long enough for a machine that has much else to do.
const shared = {
  pool: 'forks',
  isolate: false,
  // Tests make much that is short-lived; with more room for it, half as much time goes into collecting it.
  execArgv: ['--max-semi-space-size=32'],
  testTimeout: 180_000,
  hookTimeout: 300_000,
  // A poll mostly asks servers, which have other work meanwhile.
  expect: { poll: { timeout: 30_000, interval: 100 } },
} as const
// V8 of Node 20 spends a fifth of a worker's CPU on optimizing code that units soon need no more: it now waits nine times as long. Later Nodes have other compilers, and refuse the option.
const optimizesLater = process.versions.node.startsWith('20.') ? ['--interrupt-budget=600000'] : []
// Vite would take graphql's ES module where Node takes its CommonJS one, as Apollo's packages do: two copies, and schemas of one are strangers to the other.
const graphqlOfNode = fileURLToPath(new URL('./node_modules/graphql/index.js', import.meta.url))
const resolve = { alias: [{ find: /^graphql$/, replacement: graphqlOfNode }] }
const ignored = ['**/node_modules/**', '**/generated/**']

// The longest first, as measured: a file of minutes that starts last keeps the other cores idle to the end.
const longest = [
  /e2e\/tests\/(one-process|ruin)/,
  /scripts\/tests\/bench/,
  /e2e\/tests\/many-processes/,
  /clubs\/tests\/clubs/,
  /e2e\/tests\/(kill|books|web)/,
  /clubs\/tests\/(leaderboards|scoring)/,
  /(gateway\/tests\/(sockets|event-streams|registered)|lake\/tests\/writer)/,
  /activities\/tests\/(crash|replay)/,
  /social\/tests\/(taken-back|deliveries|moderation|notifications|reactions|own-things|unread-counts|club-posts|feed)/,
  /runtime\/tests\/(servers|sudden-end|outage)/,
  /activities\/tests\//,
  /\/tests\//,
  /(fuzz\/(differential|mangled)|write\/write|population\/population|capacity\/weekend|recordings\/src\/parse\/hostile)/,
]
const placeOf = ({ moduleId }: TestSpecification): number => {
  const place = longest.findIndex((pattern) => pattern.test(moduleId))
  return place === -1 ? longest.length : place
}
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}

// Two projects in one run: units need nothing; integration and end-to-end tests share servers started once, and only when there is one to run.
export default defineConfig({
  test: {
    // Both projects, and the next run, take a module from there when its text and the lockfile are the same.
    experimental: { fsModuleCache: true },
    // A worker with its database waits for a third of its time, so three keep two cores busy. They and what they start need at most 2 GB.
    maxWorkers: Math.max(2, Math.min(Math.ceil(1.5 * availableParallelism()), Math.floor(totalmem() / 2e9))),
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        resolve,
        test: {
          ...shared,
          name: 'unit',
          execArgv: [...shared.execArgv, ...optimizesLater],
          include: ['**/src/**/*.test.ts'],
          exclude: [...ignored, '**/tests/**'],
        },
      },
      {
        resolve,
        test: {
          ...shared,
          name: 'integration',
          include: ['**/tests/**/*.test.ts'],
          exclude: ignored,
          globalSetup: ['./libs/testing/src/global-setup.ts', './scripts/bundle-test-programs.mjs'],
          // Real servers on a shared machine: a second try tells an unlucky moment from a fault, and the report shows who needed it.
          retry: 1,
        },
      },
    ],
  },
})
