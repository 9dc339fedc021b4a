import { type Config, ensureServers, loadConfig, openLog, openRuntime, type Runtime, runningServers } from '@gruppetto/runtime'

/** Finds the servers of a platform that runs on this data directory, or starts them until `stop`. */
const serversFor = async (config: Config) => {
  const running = runningServers(config.dataDir)
  const found = {
    mongoUrl: config.mongoUrl ?? running.mongoUrl,
    natsUrl: config.natsUrl ?? running.natsUrl,
    redisUrl: config.redisUrl ?? running.redisUrl,
  }
  if (Object.values(found).every((url) => url !== undefined)) return { ...found, stop: async () => undefined }
  return ensureServers({ ...config, ...found }, { progress: (text) => console.error(text) })
}

/** Runs a command's work on this data directory, whether a platform runs there or not. */
export const withRuntime = async <Result>(run: string, work: (runtime: Runtime) => Promise<Result>): Promise<Result> => {
  const config = loadConfig(process.env)
  const { stop, ...urls } = await serversFor(config)
  try {
    const runtime = await openRuntime({ ...config, ...urls }, { log: openLog({ run, logLevel: 'warn' }) })
    try {
      return await work(runtime)
    } finally {
      await runtime.close()
    }
  } finally {
    await stop()
  }
}
