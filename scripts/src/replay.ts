import { parseArgs } from 'node:util'
import { type ReplaySummary, runReplay } from '@gruppetto/activities'
import { isIdOf } from '@gruppetto/graph'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run replay -- --athlete ID     measures the athlete's activities again from their originals, where older code measured them
npm run replay -- --all            everybody's
          --rate N                 activities a second at most (10)
          --force                  also what the present code has measured`

interface Command {
  readonly athleteId: string | null
  readonly force: boolean
  readonly rate: number
}

const commandOf = (words: readonly string[]): Command | null => {
  const options = {
    athlete: { type: 'string' },
    all: { type: 'boolean', default: false },
    rate: { type: 'string', default: '10' },
    force: { type: 'boolean', default: false },
  } as const
  try {
    const { athlete, all, rate, force } = parseArgs({ args: [...words], options }).values
    const isOne = athlete !== undefined && isIdOf('Athlete', athlete)
    if (isOne === all || (athlete !== undefined && !isOne) || !(Number(rate) > 0)) return null
    return { athleteId: athlete ?? null, force, rate: Number(rate) }
  } catch {
    return null
  }
}

const summaryOf = ({ athletes, measured, changed, unchanged, isComplete }: ReplaySummary): string =>
  `${measured} activities of ${athletes} athletes were measured again, ${changed} of them have changed; ${unchanged} stay as they were.${
    isComplete ? '' : ' It was interrupted: run it again to go on.'
  }`

const main = async (words: readonly string[]): Promise<number> => {
  const command = commandOf(words)
  if (command === null) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  const ending = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => ending.abort())
  return withRuntime('replay', async (runtime) => {
    const summary = await runReplay(runtime, { ...command, signal: ending.signal, report: (line) => console.log(line) })
    console.log(summaryOf(summary))
    return summary.isComplete ? 0 : 1
  })
}

await runCommand(main)
