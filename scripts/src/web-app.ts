import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { DEMO_PASSWORD } from '@gruppetto/athletes'
import { type AppFiles, readAppFiles, type WebApp } from '@gruppetto/gateway'
import type { GatewayConfig } from '@gruppetto/gateway/config'
import { publish, readManifests } from '@gruppetto/gateway/registered'
import type { Config, Runtime } from '@gruppetto/runtime'
import { DEMO_DONE, DEMO_EMAIL } from './demo/names.ts'
import { isDemoUnderWay } from './demo/under-way.ts'

const FOLDER = new URL('../../dist/web/', import.meta.url)

/** Registers the operations that the app sends by their hashes. The same build changes nothing. */
const registerOperations = async ({ objects, log, now }: Runtime, { operations }: AppFiles): Promise<void> => {
  try {
    const documents = readManifests([{ name: 'operations.json', bytes: operations }])
    await publish(objects, { name: 'web', documents, nowMs: now() })
  } catch (error) {
    log.error(
      { err: error },
      'the operations of the web app could not be registered: it works when they are (npm run operations)',
    )
  }
}

/** Whether this process has loaded the demo world, whose passwords are published. */
const isDemo = ({ run, demo, dataDir }: Config): boolean => run === 'all' && demo && existsSync(join(dataDir, DEMO_DONE))

/** Opens the web app for the gateway of this process, and registers its operations. Undefined where it is switched off or was not built. */
export const openWebApp = async (
  runtime: Runtime,
  { webApp, mapTilesUrl }: Pick<GatewayConfig, 'webApp' | 'mapTilesUrl'>,
): Promise<WebApp | undefined> => {
  const files = webApp ? readAppFiles(FOLDER) : null
  if (files === null) return undefined
  await registerOperations(runtime, files)
  return {
    files,
    mapTiles: mapTilesUrl ?? null,
    settings: () => {
      const isThere = isDemo(runtime.config)
      return {
        demo: isThere ? { email: DEMO_EMAIL, password: DEMO_PASSWORD } : null,
        demoIsComing: !isThere && isDemoUnderWay(runtime.config.dataDir),
      }
    },
  }
}
