import { parseArgs } from 'node:util'
import { BackupError } from './backup/manifest.ts'
import { ALONE_NAMES, type AloneName, restoreAlone } from './backup/restore-alone.ts'
import { restoreBackup, verifyBackup } from './backup/restore-backup.ts'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run restore -- --from FOLDER              restores a backup into a platform that has nothing and does not run
npm run restore -- --from FOLDER --force      removes what the platform has first
npm run restore -- --from FOLDER --only NAME  restores the lost database of one subgraph, or of the lake, while the others have gone on: ${ALONE_NAMES.join(', ')}
npm run restore -- --from FOLDER --verify     only says whether the backup is whole`

interface Command {
  readonly folder: string
  readonly force: boolean
  readonly verify: boolean
  /** Whose database alone; null for all. */
  readonly only: AloneName | null
}

const commandOf = (words: readonly string[]): Command | null => {
  const options = {
    from: { type: 'string' },
    force: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
    only: { type: 'string' },
  } as const
  try {
    const { from, force, verify, only } = parseArgs({ args: [...words], options }).values
    const alone = ALONE_NAMES.find((name) => name === only) ?? null
    if (from === undefined || (only !== undefined && alone === null)) return null
    return { folder: from, force, verify, only: alone }
  } catch {
    return null
  }
}

const say = (line: string) => console.log(line)

const main = async (words: readonly string[]): Promise<number> => {
  const command = commandOf(words)
  if (command === null) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  const { folder, force, verify, only } = command
  if (verify) {
    say(`The backup of ${(await verifyBackup(folder)).takenAt} is whole.`)
    return 0
  }
  return withRuntime('restore', async (runtime) => {
    if (only === null) await restoreBackup(runtime, { folder, force, say })
    else await restoreAlone(runtime, { folder, only, force, say })
    say(
      'Start the platform now. It makes its indexes and handles what waited; npm run books says afterwards whether all is well.',
    )
    return 0
  })
}

await runCommand(main, BackupError)
