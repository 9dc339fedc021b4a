import { ensureServers, loadConfig, openLifecycle, openLog, stopOnSignals } from '../../src/mod.ts'

const config = loadConfig(process.env)
const lifecycle = openLifecycle(openLog({ run: 'keeper', logLevel: 'error' }))
const servers = await ensureServers(config)
lifecycle.onStop('servers', servers.stop)
stopOnSignals(lifecycle, () => undefined)
console.log(JSON.stringify({ natsUrl: servers.natsUrl, redisUrl: servers.redisUrl }))
setInterval(() => undefined, 1000)
