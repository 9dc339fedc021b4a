import { rmSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { mailDestination, openStaffDesk } from '@gruppetto/athletes'
import { openPlanDesk } from '@gruppetto/commerce'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { type Config, freePort, loadConfig, openRuntime, type Runtime } from '@gruppetto/runtime'
import { loadPlatformConfig, startPlatform } from '@gruppetto/scripts/run'
import {
  dropNamespace,
  openPushService,
  openReceiver,
  type PushService,
  type Receiver,
  randomNamespace,
  settle,
  testEnvironment,
  testFolder,
} from '@gruppetto/testing'
import { mailsIn, tokenIn } from './mailbox.ts'
import { emailOf, nobody, type Person } from './people.ts'
import { type PlatformProcess, startProcess, waitUntilReady } from './processes.ts'

/** A complete platform, reached through its gateway. */
export interface World {
  /** The GraphQL endpoint. */
  readonly url: string
  readonly nobody: Person
  /** Resolves when all events are handled. */
  settle(): Promise<void>
  /** Returns the mails to an address so far, oldest first. */
  mailsTo(address: string): Promise<string[]>
  /** Opens the link in the mail of each of these athletes that verifies the address. */
  verify(...people: readonly Person[]): Promise<void>
  /** Grants the STAFF role, as the command line does. */
  grantStaff(handle: string): Promise<void>
  /** Gives premium, as the command line does. */
  grantPremium(athleteId: string): Promise<void>
  /** Works with the servers of the platform directly, in a runtime of its own. */
  inside<T>(work: (runtime: Runtime) => Promise<T>): Promise<T>
  /** Ends one process as kill -9 does. Works only when each role has its own process. */
  killRole(role: string): Promise<void>
  /** A server of partners, which webhooks may go to. */
  readonly receiver: Receiver
  /** Where the pushes to browsers go. */
  readonly pushService: PushService
  close(): Promise<void>
}
export type WorldOf = () => World

/**
 * The walk queries every leaf below thirty nodes at once, which no client does. gateway/tests tests the limits for clients.
 */
const GENEROUS = {
  MAX_COST: '1000000',
  MAX_TOKENS: '50000',
  RATE_PER_MINUTE_ATHLETE: '1000000',
  RATE_PER_MINUTE_ADDRESS: '1000000',
  RATE_PER_MINUTE_KEY: '1000000',
  RATE_PER_MINUTE_SIGN_IN: '1000000',
  RATE_PER_MINUTE_REQUESTS: '1000000',
  RATE_PER_MINUTE_REFUSED: '1000000',
  RATE_PER_MINUTE_PUSHES: '1000000',
  MAX_SOCKETS_PER_ADDRESS: '1000000',
}

const inside = async <T>(config: Config, work: (runtime: Runtime) => Promise<T>): Promise<T> => {
  const runtime = await openRuntime(config)
  try {
    return await work(runtime)
  } finally {
    await runtime.close()
  }
}

type Common = Pick<World, 'url' | 'nobody' | 'settle' | 'mailsTo' | 'verify' | 'grantStaff' | 'grantPremium' | 'inside'>

/** What is the same of each platform, however many processes it has. */
export const common = (config: Config, url: string): Common => {
  const stranger = nobody(url)
  const mailsTo = async (address: string) => {
    await settle({ config })
    return mailsIn(mailDestination(config), address)
  }
  return {
    url,
    nobody: stranger,
    settle: () => settle({ config }),
    mailsTo,
    async verify(...people) {
      for (const who of people) {
        const token = tokenIn((await mailsTo(emailOf(who))).at(-1))
        await stranger.get('mutation ($token: String!) { verifyEmail(token: $token) }', { token })
      }
      await settle({ config })
    },
    inside: (work) => inside(config, work),
    grantStaff: (handle) =>
      inside(config, async (runtime) => {
        await (await openStaffDesk(runtime)).grant(handle)
      }),
    grantPremium: (athleteId) =>
      inside(config, async (runtime) => {
        await (await openPlanDesk(runtime)).setPremium(athleteId, true, 'a test')
      }),
  }
}

const prepare = async () => {
  const dataDir = testFolder('world')
  const port = await freePort()
  const publicUrl = `http://127.0.0.1:${port}`
  const receiver = await openReceiver()
  const pushService = await openPushService()
  const env = {
    ...testEnvironment(randomNamespace(), dataDir),
    ...GENEROUS,
    HOST: '127.0.0.1',
    PORT: String(port),
    PUBLIC_URL: publicUrl,
    WEBHOOK_TEST_ORIGIN: receiver.origin,
    WEB_PUSH_TEST_ORIGIN: pushService.origin,
    WEB_PUSH_SUBJECT: 'mailto:ops@example.org',
  }
  return { dataDir, port, env, url: `${publicUrl}/graphql`, config: loadConfig(env), receiver, pushService }
}

/** Opens the whole platform in this process, as `npm start` does. */
export const oneProcess = async (): Promise<World> => {
  const { dataDir, env, url, config, receiver, pushService } = await prepare()
  const platform = await startPlatform(loadPlatformConfig(env))
  return {
    ...common(config, url),
    receiver,
    pushService,
    killRole: () => Promise.reject(new Error('all roles are one process here')),
    async close() {
      await platform.close()
      await receiver.close()
      await pushService.close()
      await dropNamespace(config)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** Opens the gateway, each subgraph and each subgraph's workers in separate processes that use HTTP. */
export const manyProcesses = async (): Promise<World> => {
  const { dataDir, port, env, url, config, receiver, pushService } = await prepare()
  const processes = new Map<string, PlatformProcess>()
  const start = async (role: string, rolePort: number, more: Readonly<Record<string, string>> = {}) => {
    const started = startProcess({ ...env, RUN: role, PORT: String(rolePort), ...more }, undefined, true)
    processes.set(role, started)
    await waitUntilReady(started, rolePort)
  }
  const urls: Record<string, string> = {}
  try {
    const roles = await Promise.all(
      SUBGRAPH_NAMES.flatMap((name) => [name, `${name}:workers`]).map(async (role) => ({ role, rolePort: await freePort() })),
    )
    for (const { role, rolePort } of roles) {
      if (!role.includes(':')) urls[`${role.toUpperCase()}_URL`] = `http://127.0.0.1:${rolePort}`
    }
    // At most as many at once as the machine has cores: eleven together take minutes on a busy machine.
    for (const waiting = [...roles]; waiting.length > 0; ) {
      await Promise.all(waiting.splice(0, availableParallelism()).map(({ role, rolePort }) => start(role, rolePort)))
    }
    await start('gateway', port, urls)
  } catch (error) {
    for (const { child } of processes.values()) child.kill('SIGKILL')
    await receiver.close()
    await pushService.close()
    throw error
  }
  return {
    ...common(config, url),
    receiver,
    pushService,
    async killRole(role) {
      const found = processes.get(role)
      if (found === undefined) throw new Error(`no process runs ${role}`)
      found.child.kill('SIGKILL')
      await found.ended
    },
    async close() {
      await Promise.all([...processes.values()].map((running) => running.stop()))
      await receiver.close()
      await pushService.close()
      await dropNamespace(config)
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}
