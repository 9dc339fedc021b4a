import { type Config, ensureServers, runningServers } from '@gruppetto/runtime'

/** The servers of a platform that runs on this data directory; else they are started for as long as this takes. */
export const serversFor = async (config: Config) => {
  const running = runningServers(config.dataDir)
  const found = {
    mongoUrl: config.mongoUrl ?? running.mongoUrl,
    natsUrl: config.natsUrl ?? running.natsUrl,
    redisUrl: config.redisUrl ?? running.redisUrl,
  }
  if (Object.values(found).every((url) => url !== undefined)) return { ...found, stop: async () => undefined }
  return ensureServers({ ...config, ...found }, { progress: (text) => console.error(text) })
}
