// Runs part of the end-to-end tests on the Node version of the images. All other tests run on the installed Node.
import { existsSync } from 'node:fs'
import { root, run } from './install.mjs'

/** npm has Node's binaries as a package. */
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
