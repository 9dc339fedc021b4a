import { parseArgs } from 'node:util'
import { BackupError } from './backup/manifest.ts'
import { restoreBackup, verifyBackup } from './backup/restore-backup.ts'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run restore -- --from FOLDER              restores a backup into a platform that has nothing and does not run
npm run restore -- --from FOLDER --force      removes what the platform has first
npm run restore -- --from FOLDER --verify     only says whether the backup is whole`

interface Command {
  readonly folder: string
  readonly force: boolean
  readonly verify: boolean
}

const commandOf = (words: readonly string[]): Command | null => {
  const options = {
    from: { type: 'string' },
    force: { type: 'boolean', default: false },
    verify: { type: 'boolean', default: false },
  } as const
  try {
    const { from, force, verify } = parseArgs({ args: [...words], options }).values
    return from === undefined ? null : { folder: from, force, verify }
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
  const { folder, force, verify } = command
  if (verify) {
    say(`The backup of ${(await verifyBackup(folder)).takenAt} is whole.`)
    return 0
  }
  return withRuntime('restore', async (runtime) => {
    await restoreBackup(runtime, { folder, force, say })
    say(
      'Start the platform now. It makes its indexes and handles what waited; npm run books says afterwards whether all is well.',
    )
    return 0
  })
}

await runCommand(main, BackupError)
