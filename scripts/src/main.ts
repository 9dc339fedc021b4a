import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PASSWORD, openStaffDesk, type StaffDesk } from '@gruppetto/athletes'
import { openPlanDesk } from '@gruppetto/commerce'
import {
  type Config,
  ConfigError,
  DataInUseError,
  DEMO_BEGUN,
  ensureServers,
  isLoopback,
  NoServerError,
  openRuntime,
  printableConfig,
  type Runtime,
} from '@gruppetto/runtime'
import { openApi } from './demo/api.ts'
import { buildDemoWorld, DEMO_EMAIL } from './demo/world.ts'
import { parseRoles } from './roles.ts'
import { loadPlatformConfig, type Platform, type PlatformConfig, startPlatform } from './run.ts'

const say = (line: string) => console.log(line)

/** True where nothing has ever happened: no event was ever published. */
const isEmpty = async ({ runtime }: Platform): Promise<boolean> => {
  const { state } = await runtime.bus.manager.streams.info(runtime.bus.names.events)
  return state.last_seq === 0
}

/** Does as `npm run staff` does, from a runtime of its own, as that is a process of its own. */
const asStaffCommand = async (config: Config, work: (runtime: Runtime) => Promise<unknown>): Promise<void> => {
  const runtime = await openRuntime(config)
  try {
    await work(runtime)
  } finally {
    await runtime.close()
  }
}

const atStaffDesk = (config: Config, work: (desk: StaffDesk) => Promise<unknown>): Promise<void> =>
  asStaffCommand(config, async (runtime) => work(await openStaffDesk(runtime)))

/** Loads the demo world on the first start on empty data, and ends one that was broken off. */
const demo = async (config: Config, platform: Platform): Promise<boolean> => {
  const begun = join(config.dataDir, DEMO_BEGUN)
  const done = join(config.dataDir, 'demo-done')
  if (existsSync(done)) return true
  if (!existsSync(begun) && !(await isEmpty(platform))) return false
  // The password of who is staff meanwhile is kept for a demo that is broken off, and for the owner of the folder alone.
  if (!existsSync(begun)) writeFileSync(begun, randomBytes(24).toString('base64url'), { mode: 0o600 })
  say('Loading the demo world (DEMO=off leaves it out) ...')
  await buildDemoWorld({
    api: openApi(`${platform.url}/graphql`),
    nowMs: Date.now(),
    staffPassword: readFileSync(begun, 'utf8'),
    grantStaff: (handle) => atStaffDesk(config, (desk) => desk.grant(handle)),
    revokeStaff: (handle) => atStaffDesk(config, (desk) => desk.revoke(handle)),
    grantPremium: (athleteId) =>
      asStaffCommand(config, async (runtime) => (await openPlanDesk(runtime)).setPremium(athleteId, true)),
    say: (line) => say(`  ${line}`),
  })
  writeFileSync(done, '')
  return true
}

/** Takes roles from accounts whose password is published: an earlier version gave one to the demo's staff. */
const revokePublished = async ({ runtime }: Platform): Promise<void> => {
  const desk = await openStaffDesk(runtime)
  for (const { handle } of await desk.revokePublished()) say(`@${handle} is staff no more: their password is published.`)
}

const greeting = (config: Config, hasDemo: boolean): string => {
  const url = config.publicUrl
  const reach = '  Reached from this machine alone, since the passwords of the demo are published: HOST=0.0.0.0 opens it to all.'
  const signIn = `mutation { signIn(input: { email: "${DEMO_EMAIL}", password: "${DEMO_PASSWORD}" }) { accessToken viewer { athlete { displayName } } } }`
  const lines = [
    '',
    'Gruppetto is up.',
    `  GraphQL      ${url}/graphql   (open it in a browser for GraphiQL; graphql-ws on the same path)`,
    `  Health       ${url}/health/live   ${url}/health/ready`,
    ...(isLoopback(config.host) ? [reach] : []),
  ]
  const demoLines = [`  Demo         ${DEMO_EMAIL}   ${DEMO_PASSWORD}`, '', 'A first query to paste:', '', `  ${signIn}`, '']
  const plainLines = ['', 'A first query to paste:', '', '  { plans { name priceCents currency } }', '']
  return [...lines, ...(hasDemo ? demoLines : plainLines), 'Ctrl-C stops it.'].join('\n')
}

const main = async (): Promise<void> => {
  const config = loadPlatformConfig(process.env)
  // A word that RUN does not know is told before any server starts.
  parseRoles(config.run)
  const servers = await ensureServers(config, { progress: say })
  const { mongoUrl, natsUrl, redisUrl } = servers
  const complete: PlatformConfig = { ...config, mongoUrl, natsUrl, redisUrl }
  let platform: Platform | null = null
  let stopping: Promise<void> | null = null
  const stop = (signal: string) => {
    const shut = async () => {
      say(`\n${signal}: stopping ...`)
      const clean = (await platform?.close()) ?? true
      await servers.stop()
      process.exit(clean ? 0 : 1)
    }
    stopping ??= shut().catch((error: unknown) => {
      console.error(error)
      process.exit(1)
    })
  }
  process.on('SIGINT', stop)
  process.on('SIGTERM', stop)
  try {
    platform = await startPlatform(complete)
  } catch (error) {
    await servers.stop()
    throw error
  }
  platform.runtime.log.info({ config: printableConfig(complete) }, 'up')
  if (config.run !== 'all') {
    say(`RUN=${config.run} listens on ${platform.url}`)
    return
  }
  await revokePublished(platform)
  const hasDemo = config.demo && (await demo(complete, platform))
  if (stopping === null) say(greeting(config, hasDemo))
}

main().catch((error: unknown) => {
  const isExpected = error instanceof ConfigError || error instanceof NoServerError || error instanceof DataInUseError
  console.error(isExpected ? `\n${error.message}\n` : error)
  process.exit(1)
})
