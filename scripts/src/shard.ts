import { NoClusterError, type ShardResult, shardCollections } from '@gruppetto/runtime'
import { openDatabases } from './databases.ts'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run shard -- --dry-run   says by which key each collection would be sharded
npm run shard -- --apply     shards those that are not; MONGO_URL is a mongos`

const line = ({ namespace, outcome, text }: ShardResult): string => `${outcome.padEnd(11)} ${namespace} ${text}`

const main = async (words: readonly string[]): Promise<number> => {
  const [word, ...more] = words
  if ((word !== '--dry-run' && word !== '--apply') || more.length > 0) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  return withRuntime('shard', async (runtime) => {
    const databases = await openDatabases(runtime)
    const [first] = databases
    if (first === undefined) return 1
    const client = first.connection.getClient()
    const admin = { command: (database: string, body: object) => client.db(database).command({ ...body }) }
    const sharded = databases.map(({ connection, collections }) => ({
      name: connection.name,
      definitions: [...collections.values()],
    }))
    const results = await shardCollections(admin, sharded, {
      isDry: word === '--dry-run',
      report: (result) => console.log(line(result)),
    })
    return results.some(({ outcome }) => outcome === 'REFUSED') ? 1 : 0
  })
}

await runCommand(main, NoClusterError)
