import { installPackages, root, run } from './install.mjs'

await installPackages()
// It is imported here, because esbuild has to be installed first.
const { bundle, bundleOf } = await import('./bundle.mjs')
const program = `${root}scripts/src/main.ts`
await bundle([program])
process.exit(await run(process.execPath, ['--enable-source-maps', bundleOf(program), ...process.argv.slice(2)]))
