import type { Logger } from 'pino'
import { within } from './within.ts'

export interface Lifecycle {
  /** Something to stop at the end; the last added is stopped first. */
  onStop(name: string, stop: () => Promise<void> | void, deadlineMs?: number): void
  /** Stops all, once; each step has its deadline, and a step that fails or hangs does not keep the next from being done. */
  stop(): Promise<{ clean: boolean }>
  /** Resolves when all is stopped. */
  readonly stopped: Promise<void>
}

interface Step {
  readonly name: string
  readonly stop: () => Promise<void> | void
  readonly deadlineMs: number
}

const DEADLINE_MS = 10_000

const takeStep = async (step: Step, log: Logger): Promise<boolean> => {
  const stop = async () => {
    await step.stop()
    return true
  }
  try {
    if (await within(step.deadlineMs, stop(), () => false)) return true
    log.error({ step: step.name, deadlineMs: step.deadlineMs }, 'did not stop in time; going on')
  } catch (error) {
    log.error({ err: error, step: step.name }, 'did not stop cleanly; going on')
  }
  return false
}

/** Stops what a process has opened, in the opposite order of opening. */
export const openLifecycle = (log: Logger): Lifecycle => {
  const steps: Step[] = []
  let stopping: Promise<{ clean: boolean }> | null = null
  let tellStopped: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => {
    tellStopped = resolve
  })
  const stopAll = async (): Promise<{ clean: boolean }> => {
    let clean = true
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) clean = (await takeStep(step, log)) && clean
    tellStopped()
    return { clean }
  }
  return {
    stopped,
    onStop(name, stop, deadlineMs = DEADLINE_MS) {
      steps.push({ name, stop, deadlineMs })
    },
    stop() {
      stopping ??= stopAll()
      return stopping
    },
  }
}

/**
 * Ctrl-C or a supervisor's SIGTERM stops all and ends the process; a second Ctrl-C ends it at once, and the next start finds what was left.
 */
export const stopOnSignals = (lifecycle: Lifecycle, say: (line: string) => void): void => {
  let begun = false
  const onSignal = (name: NodeJS.Signals) => {
    if (begun && name === 'SIGINT') process.exit(130)
    if (begun) return
    begun = true
    say('stopping ...')
    void lifecycle.stop().then(({ clean }) => process.exit(clean ? 0 : 1))
  }
  process.on('SIGINT', () => onSignal('SIGINT'))
  process.on('SIGTERM', () => onSignal('SIGTERM'))
}
