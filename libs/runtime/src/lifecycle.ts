import type { Logger } from 'pino'
import { within } from './within.ts'

export interface Lifecycle {
  /** Registers a step of the shutdown. The steps run in reverse order. */
  onStop(name: string, stop: () => Promise<void> | void, deadlineMs?: number): void
  /** Runs all steps, once. Each has a deadline; when a step fails or hangs, the next ones still run. */
  stop(): Promise<{ clean: boolean }>
  /** Resolves when all steps are done. */
  readonly stopped: Promise<void>
}

interface Step {
  readonly name: string
  readonly stop: () => Promise<void> | void
  readonly deadlineMs: number
}

/** How long a step of the shutdown may take, unless it says otherwise. */
export const STEP_MS = 10_000

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

/** Closes what a process has opened, in reverse order. */
export const openLifecycle = (log: Logger): Lifecycle => {
  const steps: Step[] = []
  let stopping: Promise<{ clean: boolean }> | null = null
  let resolveStopped: () => void = () => undefined
  const stopped = new Promise<void>((resolve) => {
    resolveStopped = resolve
  })
  const stopAll = async (): Promise<{ clean: boolean }> => {
    let clean = true
    for (let step = steps.pop(); step !== undefined; step = steps.pop()) clean = (await takeStep(step, log)) && clean
    resolveStopped()
    return { clean }
  }
  return {
    stopped,
    onStop(name, stop, deadlineMs = STEP_MS) {
      steps.push({ name, stop, deadlineMs })
    },
    stop() {
      stopping ??= stopAll()
      return stopping
    },
  }
}

/**
 * Stops everything on Ctrl-C or SIGTERM and ends the process. A second Ctrl-C ends it at once; the next start then recovers what
 * was left behind.
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
