// A global setup of Vitest: bundles the programs that tests start as processes, anew for each run.
import { bundle } from './bundle.mjs'
import { BENCH_PROGRAMS } from './src/bench/bundled.ts'

const programs = [
  ...BENCH_PROGRAMS,
  'scripts/src/main.ts',
  'scripts/src/ruin/main.ts',
  'lake/tests/compacting-process.ts',
  'lake/tests/writing-process.ts',
  'libs/runtime/tests/support/crash-child.ts',
  'libs/runtime/tests/support/keep-servers.ts',
  'libs/runtime/tests/support/release-process.ts',
  'subgraphs/activities/tests/crashing-process.ts',
  'subgraphs/activities/tests/replaying-process.ts',
  'subgraphs/clubs/tests/answering-process.ts',
  'subgraphs/clubs/tests/job-process.ts',
  'tests/e2e/src/kill/monday-process.ts',
]

export default async (project) => {
  await bundle(programs)
  project.onTestsRerun(() => bundle(programs))
}
