// Checks the types of the web app, after its operations are compiled: their types are made of them.
import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { compileOperations } from './relay.mjs'

await compileOperations()
const compiler = fileURLToPath(new URL('bin/tsc', import.meta.resolve('typescript/package.json')))
const web = fileURLToPath(new URL('../', import.meta.url))
const check = (folder) => spawnSync(process.execPath, [compiler, '-p', folder], { stdio: 'inherit' }).status ?? 1
process.exit(check(web) || check(`${web}worker`))
