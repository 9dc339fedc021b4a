// Runs random operations over random supergraphs, each in other words too, and compares the answers with those of graphql-js over one schema.
import { appendFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { openApollo, openOurs } from '../engines.ts'
import { type Failure, runSeed, shown, smallestOf } from './run.ts'
import { shrink } from './shrink.ts'

const { values } = parseArgs({
  options: {
    runs: { type: 'string' },
    seed: { type: 'string' },
    operations: { type: 'string' },
    apollo: { type: 'boolean' },
    'no-shrink': { type: 'boolean' },
    /** Where each operation that is answered wrong is written, as it was sent. */
    file: { type: 'string' },
  },
})
const runs = Number(values.runs ?? 100_000)
const firstSeed = Number(values.seed ?? Date.now() % 1_000_000_000)
const operations = Number(values.operations ?? 50)
const [open, inOrder] = values.apollo === true ? ([openApollo, false] as const) : ([openOurs, true] as const)
const file = values.file ?? join(tmpdir(), `fuzz-federation-${firstSeed}.txt`)
const SHOWN = 40
const AT_ONCE = 8

console.log(
  `npm run fuzz-federation -- --runs ${runs} --seed ${firstSeed} --operations ${operations}${values.apollo === true ? ' --apollo' : ''}`,
)

const show = async (failure: Failure): Promise<void> =>
  console.error(shown(values['no-shrink'] === true ? failure : await shrink(failure, open, inOrder)))

let ran = 0
let worlds = 0
let wrong = 0
let nextSeed = firstSeed
/** Goes on with the next world until there is enough. Each operation waits for the planning process, so several worlds are under way at once. */
const work = async (): Promise<void> => {
  while (ran < runs) {
    const { ran: more, failures } = await runSeed(nextSeed++, operations, open, inOrder)
    if (more > 0) worlds += 1
    ran += more
    for (const failure of failures) appendFileSync(file, `${shown(failure)}\n\n`)
    const smallest = smallestOf(failures)
    const isShown = smallest !== undefined && wrong < SHOWN
    wrong += failures.length
    if (isShown) await show(smallest)
    if (more > 0 && worlds % 20 === 0) console.log(`${ran} operations over ${worlds} supergraphs, ${wrong} answered wrong`)
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, work))
console.log(
  `${ran} operations over ${worlds} supergraphs, ${wrong} answered wrong${wrong > 0 ? `: ${file}` : ''}. Go on with --seed ${nextSeed}.`,
)
process.exit(wrong > 0 ? 1 : 0)
