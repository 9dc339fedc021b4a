import { parseArgs } from 'node:util'
import { ExpandFirstError, type MigrationState, migrationStates, runMigrations } from '@gruppetto/runtime'
import { openDatabases } from './databases.ts'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run migrate -- list                   how the migrations stand
npm run migrate -- expand [--rate N]      while the release before still runs: what both can read
npm run migrate -- contract [--rate N]    when it is gone: what only it needed
          --rate N                        rows a second at most (2000)`

const line = (database: string, { id, phase, written, doneAt }: MigrationState): string =>
  `${phase.padEnd(8)} ${database} ${id}: ${doneAt === null ? 'not done' : `done ${doneAt.toISOString()}`}, ${written} rows written`

const main = async (words: readonly string[]): Promise<number> => {
  const { positionals, values } = parseArgs({
    args: [...words],
    options: { rate: { type: 'string', default: '2000' } },
    allowPositionals: true,
  })
  const [command, ...more] = positionals
  const rate = Number(values.rate)
  if ((command !== 'list' && command !== 'expand' && command !== 'contract') || more.length > 0 || !(rate > 0)) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  return withRuntime('migrate', async (runtime) => {
    let isDone = true
    for (const database of await openDatabases(runtime)) {
      if (command === 'list') {
        for (const state of await migrationStates(database)) console.log(line(database.name, state))
        continue
      }
      const isThis = await runMigrations(database, {
        phase: command,
        rate,
        nowMs: runtime.now,
        signal: ending.signal,
        report: (state) => console.log(line(database.name, state)),
      })
      isDone = isThis && isDone
    }
    if (!isDone) console.log('It is not done: it was interrupted, or a release before still writes. Run it again.')
    return isDone ? 0 : 1
  })
}

await runCommand(main, ExpandFirstError)
