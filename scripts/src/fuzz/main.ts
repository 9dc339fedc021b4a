// Reads thousands of damaged recordings and the largest allowed files in a child process, whose memory and time are limited.
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { HUGE_FILES } from '@gruppetto/recordings/fuzz'
import type { FuzzReport, FuzzTask } from './child.ts'

const MOST_MEBIBYTES = 512
const MOST_SECONDS = 60
const BATCH = 500
/** A damaged file that takes longer is reported when it is the slowest so far. */
const TELLING_MS = 500

const entry = fileURLToPath(new URL('./child.ts', import.meta.url))

const startChild = (): ChildProcess =>
  fork(entry, { execArgv: ['--import', 'tsx', `--max-old-space-size=${MOST_MEBIBYTES}`, '--expose-gc'], stdio: 'inherit' })

/** Gives the child one task. Throws when the child dies or sends nothing for longer than any file may take. */
const ask = (child: ChildProcess, task: FuzzTask): Promise<FuzzReport> =>
  new Promise((resolve, reject) => {
    const end = (error: Error | null, report?: FuzzReport): void => {
      clearTimeout(patience)
      child.off('message', onMessage)
      child.off('exit', onExit)
      if (report) resolve(report)
      else reject(error)
    }
    const name = task.task === 'huge' ? HUGE_FILES[task.index]?.name : `batch of seed ${task.seed}`
    const limit = task.task === 'huge' ? MOST_SECONDS : MOST_SECONDS * 10
    const patience = setTimeout(() => {
      child.kill('SIGKILL')
      end(new Error(`${name} took more than ${limit} s`))
    }, limit * 1000)
    const onMessage = (report: FuzzReport): void => end(null, report)
    const onExit = (code: number | null): void => end(new Error(`the child died (${code ?? 'killed'}) over ${name}`))
    child.on('message', onMessage)
    child.on('exit', onExit)
    child.send(task)
  })

const failures: string[] = []
const shown = (value: number): string => value.toFixed(0).padStart(6)

/** Reads the largest files, each in its own child, so that each has its own memory peak. */
const runHuge = async (): Promise<void> => {
  for (const [index, { name }] of HUGE_FILES.entries()) {
    const child = startChild()
    try {
      const { slowestMs, peakMebibytes, outcomes, failure } = await ask(child, { task: 'huge', index })
      console.log(`${shown(slowestMs)} ms ${shown(peakMebibytes)} MiB  ${name}: ${Object.keys(outcomes).join()}`)
      if (failure !== null) failures.push(`${name}: ${failure}`)
      if (peakMebibytes > MOST_MEBIBYTES) failures.push(`${name} took ${peakMebibytes} MiB`)
    } catch (error) {
      failures.push(`${name}: ${error instanceof Error ? error.message : String(error)}`)
      console.log(failures.at(-1))
    } finally {
      child.kill()
    }
  }
}

const runSpoilt = async (runs: number, firstSeed: number): Promise<void> => {
  const child = startChild()
  const outcomes: Record<string, number> = {}
  let slowest = 0
  let totalMs = 0
  try {
    for (let done = 0, seed = firstSeed; done < runs; done += BATCH, seed += 1) {
      const report = await ask(child, { task: 'spoilt', seed, runs: Math.min(BATCH, runs - done) })
      for (const [outcome, count] of Object.entries(report.outcomes)) outcomes[outcome] = (outcomes[outcome] ?? 0) + count
      if (report.slowestMs > Math.max(slowest, TELLING_MS))
        console.log(`${shown(report.slowestMs)} ms, seed ${seed}: ${report.slowest}`)
      totalMs += report.totalMs
      slowest = Math.max(slowest, report.slowestMs)
      if (report.failure !== null) failures.push(`seed ${seed}: ${report.failure}`)
      if (report.peakMebibytes > MOST_MEBIBYTES) throw new Error(`more than ${MOST_MEBIBYTES} MiB by seed ${seed}`)
      const soFar = Object.entries(outcomes).map(([outcome, count]) => `${outcome} ${count}`)
      console.log(
        `${shown(done + BATCH)} files, ${(totalMs / (done + BATCH)).toFixed(1)} ms each, slowest ${shown(slowest)} ms, peak ${shown(report.peakMebibytes)} MiB; ${soFar.join(', ')}`,
      )
    }
  } finally {
    child.kill()
  }
}

const { values } = parseArgs({ options: { runs: { type: 'string' }, seed: { type: 'string' }, 'no-huge': { type: 'boolean' } } })
const runs = Number(values.runs ?? 20_000)
const seed = Number(values.seed ?? Date.now() % 1_000_000_000)
console.log(`npm run fuzz -- --runs ${runs} --seed ${seed}`)
if (values['no-huge'] !== true) await runHuge()
await runSpoilt(runs, seed)
for (const failure of failures) console.error(failure)
process.exitCode = failures.length > 0 ? 1 : 0
