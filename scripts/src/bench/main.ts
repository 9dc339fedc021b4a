import { execFileSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { ConfigError, NoServerError } from '@gruppetto/runtime'
import { type FailedPart, runBench } from './bench.ts'
import { BENCH_PROGRAMS } from './bundled.ts'
import type { Figure } from './figures.ts'
import { OptionsError, parseOptions, USAGE } from './options.ts'
import { header, section, thisMachine } from './report.ts'

const bundler = fileURLToPath(new URL('../../bundle.mjs', import.meta.url))

const main = async (words: readonly string[]): Promise<void> => {
  const options = parseOptions(words)
  if (options.profile !== null) mkdirSync(options.profile, { recursive: true })
  execFileSync(process.execPath, [bundler, ...BENCH_PROGRAMS])
  const machine = thisMachine()
  console.log(header(machine))
  const write = (figures: readonly Figure[], failed: readonly FailedPart[]) => {
    if (options.json !== null) writeFileSync(options.json, `${JSON.stringify({ machine, options, figures, failed }, null, 2)}\n`)
  }
  const { figures, failed } = await runBench(options, process.env, {
    say: (line) => console.error(line),
    done: (part, all) => {
      console.log(section(part, all))
      // What is measured is kept, whatever happens to the parts behind it.
      write(all, [])
    },
  })
  write(figures, failed)
  if (failed.length === 0) return
  console.log(`\nFailed: ${failed.map(({ part }) => part).join(', ')}`)
  process.exitCode = 1
}

main(process.argv.slice(2)).catch((error: unknown) => {
  const isExpected = error instanceof OptionsError || error instanceof ConfigError || error instanceof NoServerError
  console.error(isExpected ? `\n${error.message}\n` : error)
  if (error instanceof OptionsError) console.error(USAGE)
  process.exitCode = error instanceof OptionsError ? 2 : 1
})
