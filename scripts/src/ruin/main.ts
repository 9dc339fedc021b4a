import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { runWhereDisksMayBeMounted } from './disk.ts'
import { parseOptions } from './options.ts'
import { runRuin } from './ruin.ts'

const USAGE = `npm run ruin -- --minutes N --seed S     a storm over a platform of its own on this machine, for N minutes (5); then the books are read
                 --quick                 a short one: all roles in two processes, and each trouble once`

const options = parseOptions(process.argv.slice(2))
if (options === null) {
  console.log(USAGE)
  process.exit(2)
}
await runWhereDisksMayBeMounted()
const folder = mkdtempSync(join(tmpdir(), 'gruppetto-ruin-'))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const begun = Date.now()
const say = (line: string) => console.log(`${((Date.now() - begun) / 1000).toFixed(1).padStart(7)}  ${line}`)
const { lines, broken } = await runRuin(folder, options, say)
console.log(`\n${lines.join('\n')}\n`)
console.log(broken.length === 0 ? 'Nothing is broken.' : `${broken.length} things are broken:\n  ${broken.join('\n  ')}`)
// What a broken storm has left, such as the logs of the servers, is kept for who looks for the reason.
if (broken.length === 0) rmSync(folder, { recursive: true, force: true })
process.exit(broken.length === 0 ? 0 : 1)
