// Checks the types of the web app, after its operations are compiled: their types are made of them.
import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { compileOperations } from './relay.mjs'

await compileOperations()
const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc')
const web = fileURLToPath(new URL('../', import.meta.url))
process.exit(spawnSync(process.execPath, [compiler, '-p', web], { stdio: 'inherit' }).status ?? 1)
