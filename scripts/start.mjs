import { installPackages, root, run } from './install.mjs'

await installPackages()
// They are imported here, because esbuild and Vite have to be installed first.
const { bundle, bundleOf } = await import('./bundle.mjs')
const { buildWeb } = await import('../web/build/build.mjs')
const program = `${root}scripts/src/main.ts`
if (process.env.WEB_APP !== 'off') {
  try {
    if (await buildWeb()) console.log('The web app is built.')
  } catch (error) {
    // The API works without it.
    console.error(`The web app could not be built:\n${error.message}`)
  }
}
await bundle([program])
process.exit(await run(process.execPath, ['--enable-source-maps', bundleOf(program), ...process.argv.slice(2)]))
