import { fileURLToPath } from 'node:url'
import { type BenchProgram, bundled } from '../bundled.ts'
import type { Sheet } from '../figures.ts'
import { openComparison, type Peer } from '../gateways/gateways.ts'
import { OPERATIONS } from '../gateways/world.ts'
import type { BenchOptions } from '../options.ts'
import { percentile } from '../statistics.ts'

const file = (path: string): string => fileURLToPath(new URL(path, import.meta.url))
const script = (source: BenchProgram) => (supergraph: string, port: number) => [
  process.execPath,
  bundled(source),
  supergraph,
  String(port),
]

/** The gateway that the others are compared with. */
const OURS = 'ours'

/** Hive Router is written in Rust and is no package of npm: HIVE_ROUTER names its binary. */
const peersOf = (hiveRouter: string | undefined): readonly Peer[] => [
  {
    name: OURS,
    command: (supergraph, port) => [
      process.execPath,
      // As `npm run federation` has it.
      '--max-semi-space-size=64',
      bundled('libs/federation/src/main.ts'),
      '--supergraph',
      supergraph,
      '--port',
      String(port),
    ],
  },
  { name: 'by hand with undici', command: script('scripts/src/bench/gateways/by-hand-process.ts') },
  { name: '@apollo/gateway', command: script('scripts/src/bench/gateways/apollo-process.ts') },
  ...(hiveRouter === undefined
    ? []
    : [
        {
          name: 'hive-router',
          command: () => [hiveRouter],
          env: (supergraph: string, port: number) => ({
            ROUTER_CONFIG_FILE_PATH: file('../gateways/hive-router.yaml'),
            SUPERGRAPH_FILE_PATH: supergraph,
            PORT: String(port),
            HOST: '127.0.0.1',
            LOG_LEVEL: 'error',
          }),
        },
      ]),
]

/** Compares gateways on the operations of the public benchmark, in rounds in which they take turns. */
export const gateway = async (
  sheet: Sheet,
  { quick, full }: Pick<BenchOptions, 'quick' | 'full'>,
  hiveRouter: string | undefined,
  say: (line: string) => void,
): Promise<void> => {
  const [rounds, seconds, warmUpSeconds] = quick ? [1, 0.1, 0.02] : full ? [5, 4, 10] : [3, 2, 5]
  const { compare, close } = await openComparison(peersOf(hiveRouter), warmUpSeconds, say)
  try {
    for (const operation of OPERATIONS) {
      const measured = await compare(operation, rounds, seconds)
      const ours = measured.get(OURS)
      for (const [name, own] of measured) {
        const median = (values: readonly number[]): number => percentile(values, 0.5)
        sheet.put(operation.name, `${name}, answers per CPU second`, median(own.map((round) => round.answersPerCpuSecond)), '/s')
        if (ours !== undefined && name !== OURS) {
          const ratios = own.map((round, index) => (ours[index]?.answersPerCpuSecond ?? Number.NaN) / round.answersPerCpuSecond)
          sheet.put(operation.name, `${OURS} to ${name}`, median(ratios), 'times')
        }
        sheet.put(operation.name, `${name}, requests to subgraphs`, median(own.map((round) => round.subgraphRequests)), 'times')
        sheet.put(operation.name, `${name}, memory`, Math.max(...own.map((round) => round.megabytes)), 'MB')
        sheet.put(
          operation.name,
          `${name}, p99`,
          percentile(
            own.flatMap((round) => round.waits),
            0.99,
          ),
          'ms',
        )
      }
    }
  } finally {
    await close()
  }
}
