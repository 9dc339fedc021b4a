import { installPackages, root, run } from './install.mjs'

await installPackages()
process.exit(await run(process.execPath, ['--import', 'tsx', `${root}scripts/src/main.ts`, ...process.argv.slice(2)]))
