import { rmSync } from 'node:fs'
import { freePort, loadConfig } from '@gruppetto/runtime'
import { dropNamespace, randomNamespace, testEnvironment, testFolder } from '@gruppetto/testing'
import { type PlatformProcess, startProcess, waitUntilReady } from '../processes.ts'
import { common } from '../world.ts'

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
  return {
    ...common(config, `http://127.0.0.1:${port}/graphql`),
    /**
     * Returns the process to be killed at this stage when it gets the signal. It is the process of the previous stage if that one was
     * started for it.
     */
    async processFor(stage: string | null): Promise<PlatformProcess> {
      if (latest?.stage === stage && latest.started.isRunning()) return latest.started
      latest?.started.child.kill('SIGKILL')
      await latest?.started.ended
      const started = startProcess(stage === null ? env : { ...env, CRASH_AT: stage, CRASH_FROM: 'SIGUSR2' }, program)
      latest = { started, stage }
      await waitUntilReady(started, port)
      return started
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
      await dropNamespace(config)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

export type Home = Awaited<ReturnType<typeof openHome>>
