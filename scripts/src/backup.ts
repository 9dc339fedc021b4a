import { parseArgs } from 'node:util'
import { BackupError } from './backup/manifest.ts'
import { takeBackup } from './backup/take-backup.ts'
import { runCommand } from './run-command.ts'
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

await runCommand(main, BackupError)
