// Serves the web app from its sources, for who works on it: operations as texts, and everything else from a platform that runs (npm start).
import { watch } from 'node:fs'
import { parseArgs } from 'node:util'
import { createServer } from 'vite'
import { viteConfig } from './config.mjs'
import { operationTexts } from './plugins.mjs'
import { compileOperations, OPERATIONS } from './relay.mjs'
import { makeWorld } from './world.mjs'

const platform = process.env.PLATFORM ?? 'http://localhost:4000'
const { values } = parseArgs({ options: { port: { type: 'string', default: '5173' } } })
makeWorld()
await compileOperations()
const config = viteConfig()
const server = await createServer(
  viteConfig({
    plugins: [...config.plugins, operationTexts(OPERATIONS)],
    server: {
      port: Number(values.port),
      proxy: Object.fromEntries(
        ['/graphql', '/session', '/app.json', '/avatars', '/objects'].map((path) => [
          path,
          { target: platform, ws: path === '/graphql' },
        ]),
      ),
    },
  }),
)
await server.listen()
server.printUrls()
let waiting = null
let compiling = Promise.resolve()
watch(new URL('../src', import.meta.url), { recursive: true }, (_event, file) => {
  if (!/\.tsx?$/.test(file ?? '')) return
  clearTimeout(waiting)
  waiting = setTimeout(() => {
    // One after the other: each begins with an empty folder.
    compiling = compiling.then(compileOperations).catch((error) => console.error(error.message))
  }, 300)
})
