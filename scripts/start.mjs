import { installPackages, root, run } from './install.mjs'

await installPackages()
// It is imported here, because esbuild has to be installed first.
const { bundle, bundleOf } = await import('./bundle.mjs')
const program = `${root}scripts/src/main.ts`
const web = process.env.WEB_APP === 'off' ? 0 : await run(process.execPath, [`${root}web/build/build.mjs`])
if (web !== 0) console.error('The web app could not be built: see above. The API works without it.')
await bundle([program])
process.exit(await run(process.execPath, ['--enable-source-maps', bundleOf(program), ...process.argv.slice(2)]))
