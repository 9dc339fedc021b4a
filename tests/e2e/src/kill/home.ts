import { rmSync } from 'node:fs'
import { freePort, loadConfig, within } from '@gruppetto/runtime'
import { dropNamespace, randomNamespace, settle, testEnvironment, testFolder } from '@gruppetto/testing'
import { expect } from 'vitest'
import { arm, type PlatformProcess, startProcess, waitUntilReady } from '../processes.ts'
import { common } from '../world.ts'

/** Ends a journey that hangs. It starts up to twenty processes, one after another. */
export const JOURNEY_MS = 1_800_000

/** The platform, or another `program`, as one process after another, each killed at a place of its own, on one database. */
export const openHome = async (program?: URL, more: Readonly<Record<string, string>> = {}) => {
  const dataDir = testFolder('kill')
  const port = await freePort()
  const env = {
    ...testEnvironment(randomNamespace(), dataDir),
    PORT: String(port),
    PUBLIC_URL: `http://127.0.0.1:${port}`,
    SHUTDOWN_SECONDS: '10',
    // What the killed process had in work comes again after this time, which the test waits out.
    ACK_WAIT_MS: '1500',
    ...more,
  }
  const config = loadConfig(env)
  let latest: { readonly started: PlatformProcess; readonly stage: string | null } | null = null
  /** Ends the last process, and starts one. */
  const begin = async (stage: string | null, crash: Readonly<Record<string, string>>): Promise<PlatformProcess> => {
    latest?.started.child.kill('SIGKILL')
    await latest?.started.ended
    const started = startProcess({ ...env, ...crash }, program)
    latest = { started, stage }
    return started
  }
  return {
    ...common(config, `http://127.0.0.1:${port}/graphql`),
    /**
     * Returns the process to be killed at this stage when it gets the signal, which `diesAt` sends. It is the process of the previous stage
     * if that one was started for it.
     */
    async processFor(stage: string | null): Promise<PlatformProcess> {
      if (latest?.stage === stage && latest.started.isRunning()) return latest.started
      const started = await begin(stage, stage === null ? {} : { CRASH_AT: stage, CRASH_FROM: 'SIGUSR2' })
      await waitUntilReady(started, port)
      return started
    },
    /**
     * Lets the process that was started for this stage, or a new one, end where it passes the stage: while it takes up what the process before
     * it has left or, when nothing of that is left, during what the client does. Fails when it does not pass the stage.
     */
    async diesAt(stage: string, client?: () => Promise<unknown>): Promise<void> {
      const waiting = latest?.stage === stage && latest.started.isRunning() ? latest.started : null
      const started = waiting ?? (await begin(stage, { CRASH_AT: stage }))
      if (waiting !== null) await arm(waiting)
      else
        await waitUntilReady(started, port).catch((error: unknown) => {
          if (started.isRunning()) throw error
        })
      let refusal: unknown = null
      if (client !== undefined) {
        await settle({ config, isOver: () => !started.isRunning() })
        // What the process answered before its end, the client cannot rely on.
        if (started.isRunning())
          await client().catch((error: unknown) => {
            refusal = error
          })
      }
      const signal = await within(120_000, started.ended, () => 'still running')
      expect(signal, `the process should have ended at ${stage}; the client had ${refusal}:\n${started.output()}`).toBe('SIGKILL')
    },
    /** The process that was started last. */
    latest(): PlatformProcess {
      if (latest === null) throw new Error('no process was started')
      return latest.started
    },
    /** Ends the last process as Ctrl-C does. Returns its exit code and its output. */
    stop: async () => [await latest?.started.stop(), latest?.started.output()] as const,
    async close() {
      latest?.started.child.kill('SIGKILL')
      await latest?.started.ended
      await dropNamespace(config)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type Home = Awaited<ReturnType<typeof openHome>>
