// The end-to-end tests' main road on the Node of the images, while everything else runs on the one that is here: the oldest that is supported.
import { existsSync } from 'node:fs'
import { root, run } from './install.mjs'

/** From npm, where the binaries of Node are packages too. */
const VERSION = '24.21.0'

const folder = `${root}.local/node-${VERSION}`
const binary = `${folder}/node_modules/node/bin/node`
if (!existsSync(binary)) {
  console.log(`Installing Node ${VERSION} into .local ...`)
  const code = await run('npm', [
    'install',
    '--prefix',
    folder,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--loglevel=error',
    `node@${VERSION}`,
  ])
  if (code !== 0 || !existsSync(binary)) {
    console.error(`Node ${VERSION} could not be installed from npm.`)
    process.exit(1)
  }
}
process.exit(await run(binary, [`${root}node_modules/vitest/vitest.mjs`, 'run', 'tests/e2e/tests/newer-node.test.ts']))
