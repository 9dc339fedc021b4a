// What `npm start` and `npm test` do first. It is plain JavaScript, because nothing is installed yet.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../', import.meta.url))

const fail = (message) => {
  console.error(`\n${message}\n`)
  process.exit(1)
}

/**
 * Runs a command in this terminal and resolves with its exit code. Ctrl-C goes to the child, which takes the time it needs to
 * end.
 */
export const run = (command, args, env = process.env) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env })
    const pass = (signal) => child.kill(signal)
    // The terminal sends Ctrl-C to the whole process group, so here we only wait. A supervisor sends SIGTERM to us alone, so we pass it on.
    process.on('SIGINT', () => {})
    process.on('SIGTERM', () => pass('SIGTERM'))
    child.on('error', (error) => fail(`${command} could not be started: ${error.message}`))
    child.on('exit', (code, signal) => resolve(code ?? (signal === 'SIGINT' ? 130 : 1)))
  })

const checkNode = () => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) fail(`Gruppetto needs Node 20.19 or later; this is ${process.version}.`)
}

/** Installs node_modules when they are missing or the lockfile has changed since. */
export const installPackages = async () => {
  checkNode()
  const lock = createHash('sha256')
    .update(readFileSync(`${root}package-lock.json`))
    .digest('hex')
  const stamp = `${root}node_modules/.gruppetto-lock`
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === lock) return
  console.log('Installing packages (once; a minute or so) ...')
  const code = await run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'])
  if (code !== 0) fail('npm ci failed: see above. The npm registry must be reachable for the first start.')
  writeFileSync(stamp, lock)
}
