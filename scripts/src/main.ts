import { ConfigError, DataInUseError, ensureServers, LostDatabaseError, NoServerError, printableConfig } from '@gruppetto/runtime'
import { demoBegins } from './demo/under-way.ts'
import { parseRoles } from './roles.ts'
import { loadCode, loadPlatformConfig, type Platform, type PlatformConfig, startPlatform } from './run.ts'

const say = (line: string) => console.log(line)

const main = async (): Promise<void> => {
  const config = loadPlatformConfig(process.env)
  // An unknown word in RUN is reported before any server starts.
  const roles = parseRoles(config.run)
  const starting = ensureServers(config, { progress: say })
  // While the servers start, this process loads its code; an error is reported where the code is used.
  await Promise.allSettled([starting, loadCode(roles)])
  const servers = await starting
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
  // A page that is opened as soon as this process listens is told that there is more to come.
  if (config.run === 'all' && config.demo) demoBegins(config.dataDir)
  try {
    platform = await startPlatform(complete)
  } catch (error) {
    await servers.stop()
    throw error
  }
  platform.runtime.log.info({ config: printableConfig(complete), metricsUrl: platform.metricsUrl }, 'up')
  if (config.run !== 'all') {
    say(`RUN=${config.run} listens on ${platform.url}`)
    return
  }
  const { finishStart } = await import('./finish-start.ts')
  const greeting = await finishStart(complete, platform)
  if (stopping === null) say(greeting)
}

main().catch((error: unknown) => {
  const isExpected = [ConfigError, NoServerError, DataInUseError, LostDatabaseError].some((kind) => error instanceof kind)
  console.error(isExpected ? `\n${(error as Error).message}\n` : error)
  process.exit(1)
})
