import { fileURLToPath } from 'node:url'
import { compiledTexts, relayTags } from './plugins.mjs'

/** What Vite is told, by the build and by the server of the sources. */
export const viteConfig = (more = {}) => ({
  root: fileURLToPath(new URL('../', import.meta.url)),
  configFile: false,
  logLevel: 'warn',
  appType: 'spa',
  plugins: [relayTags(), compiledTexts()],
  oxc: { jsx: { runtime: 'automatic' } },
  ...more,
})
