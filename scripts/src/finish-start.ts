import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PASSWORD, mailDestination, openStaffDesk, type StaffDesk } from '@gruppetto/athletes'
import { openPlanDesk } from '@gruppetto/commerce'
import { type Config, DEMO_BEGUN, openRuntime, type Runtime } from '@gruppetto/runtime'
import { openApi } from './demo/api.ts'
import { openJournal } from './demo/journal.ts'
import { DEMO_DONE, DEMO_EMAIL, DEMO_STEPS } from './demo/names.ts'
import { demoBegins, demoEnds } from './demo/under-way.ts'
import { buildDemoWorld, keepRiding } from './demo/world.ts'
import { ownAddresses, reachOf } from './reach.ts'
import type { Platform, PlatformConfig } from './run.ts'

const say = (line: string) => console.log(line)

/** Returns true when no event was ever published. */
const isEmpty = async ({ runtime }: Platform): Promise<boolean> => {
  const { state } = await runtime.bus.manager.streams.info(runtime.bus.names.events)
  return state.last_seq === 0
}

/** Works with its own runtime, as `npm run staff` does in its own process. */
const asStaffCommand = async (config: Config, work: (runtime: Runtime) => Promise<unknown>): Promise<void> => {
  const runtime = await openRuntime(config)
  try {
    await work(runtime)
  } finally {
    await runtime.close()
  }
}

export const atStaffDesk = (config: Config, work: (desk: StaffDesk) => Promise<unknown>): Promise<void> =>
  asStaffCommand(config, async (runtime) => work(await openStaffDesk(runtime)))

/**
 * Loads the demo world on the first start on empty data, or goes on with one that was interrupted, where that stopped. Returns whether there is a demo
 * world.
 */
const loadDemo = async (config: Config, platform: Platform): Promise<boolean> => {
  const steps = join(config.dataDir, DEMO_STEPS)
  const begun = join(config.dataDir, DEMO_BEGUN)
  const done = join(config.dataDir, DEMO_DONE)
  if (existsSync(done)) return true
  if (!existsSync(begun) && !(await isEmpty(platform))) return false
  // The password of the account that is staff meanwhile: an interrupted demo needs it again, and only the owner of the folder may read it.
  if (!existsSync(begun)) writeFileSync(begun, randomBytes(24).toString('base64url'), { mode: 0o600 })
  say('Loading the demo world (DEMO=off leaves it out) ...')
  await buildDemoWorld({
    api: openApi(`${platform.url}/graphql`, null, openJournal(steps)),
    origin: platform.url,
    staffPassword: readFileSync(begun, 'utf8'),
    grantStaff: (handle) => atStaffDesk(config, (desk) => desk.grant(handle)),
    revokeStaff: (handle) => atStaffDesk(config, (desk) => desk.revoke(handle)),
    grantPremium: (athleteId) =>
      asStaffCommand(config, async (runtime) => (await openPlanDesk(runtime)).setPremium(athleteId, true, 'the demo')),
    verify: (handle) => atStaffDesk(config, (desk) => desk.verify(handle)),
    say: (line) => say(`  ${line}`),
  })
  writeFileSync(done, '')
  rmSync(steps, { force: true })
  return true
}

/** Takes the role from staff whose password is published: an earlier version gave it to the demo's staff. */
const revokePublished = async ({ runtime }: Platform): Promise<void> => {
  const desk = await openStaffDesk(runtime)
  for (const { handle } of await desk.revokePublished()) say(`@${handle} is no longer staff: the password is published.`)
}

/** Whether the demo world is there; where it could not be loaded, what failed. */
type Demo = boolean | { readonly failure: string }

const tryToLoadDemo = async (config: Config, platform: Platform): Promise<Demo> => {
  demoBegins(config.dataDir)
  try {
    return await loadDemo(config, platform)
  } catch (error) {
    platform.runtime.log.error({ err: error }, 'the demo world could not be loaded')
    return { failure: error instanceof Error ? error.message : String(error) }
  } finally {
    demoEnds(config.dataDir)
  }
}

const greeting = (config: Config, demo: Demo): string => {
  const url = config.publicUrl
  const reach = reachOf(config, ownAddresses())
  const signIn = `mutation { signIn(input: { email: "${DEMO_EMAIL}", password: "${DEMO_PASSWORD}" }) { accessToken viewer { athlete { displayName } } } }`
  const lines = [
    '',
    'Gruppetto is up.',
    `  App          ${url}`,
    `  GraphQL      ${url}/graphql   (open it in a browser for GraphiQL; graphql-ws on the same path)`,
    `  Health       ${url}/health/live   ${url}/health/ready`,
    `  Mail         ${mailDestination(config)}${config.smtpUrl === undefined ? '   (.eml files, since SMTP_URL is not set)' : ''}`,
    ...(reach === null ? [] : [`  ${reach}`]),
  ]
  const demoLines = [`  Demo         ${DEMO_EMAIL}   ${DEMO_PASSWORD}`, '', 'A first query to paste:', '', `  ${signIn}`, '']
  const plainLines = ['', 'A first query to paste:', '', '  { plans { name priceCents currency } }', '']
  if (typeof demo !== 'boolean') {
    const failed = `The demo world is not complete, since this failed: ${demo.failure}`
    return [
      ...lines,
      '',
      failed,
      'Ctrl-C stops the platform; the next npm start goes on with the demo world where it stopped.',
    ].join('\n')
  }
  return [...lines, ...(demo ? demoLines : plainLines), 'Ctrl-C stops it.'].join('\n')
}

/**
 * What a start of the whole platform does once it listens: keeps staff safe and loads the demo world. Without that it runs too. Returns what to say then.
 */
export const finishStart = async (config: PlatformConfig, platform: Platform): Promise<string> => {
  await revokePublished(platform)
  const demo = config.demo && (await tryToLoadDemo(config, platform))
  // Somebody of the demo world is out. It ends with the platform, and where the published password was changed nobody rides.
  if (demo === true)
    void keepRiding(openApi(`${platform.url}/graphql`)).catch((error: Error) =>
      platform.runtime.log.info({ reason: error.message }, 'the live ride of the demo has ended'),
    )
  return greeting(config, demo)
}
