import { parseArgs } from 'node:util'
import { ConfigError } from '@gruppetto/runtime'
import { BackupError } from './backup/manifest.ts'
import { takeBackup } from './backup/take-backup.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run backup -- --to FOLDER     a backup of all databases, events and objects, of one instant, while the platform runs or not`

const folderIn = (words: readonly string[]): string | null => {
  try {
    return parseArgs({ args: [...words], options: { to: { type: 'string' } } }).values.to ?? null
  } catch {
    return null
  }
}

const main = async (words: readonly string[]): Promise<number> => {
  const folder = folderIn(words)
  if (folder === null) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  return withRuntime('backup', async (runtime) => {
    const { takenAt, databases, events } = await takeBackup(runtime, { folder, say: (line) => console.log(line) })
    console.log(`The backup of ${takenAt} is in ${folder}: ${databases.length} databases and ${events.rows} events.`)
    return 0
  })
}

try {
  process.exitCode = await main(process.argv.slice(2))
} catch (error) {
  if (!(error instanceof ConfigError || error instanceof BackupError)) throw error
  console.error(error.message)
  process.exitCode = 1
}
