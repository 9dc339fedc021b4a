import { once } from 'node:events'
import { runCommand } from '../run-command.ts'
import { propulsionRows } from './propulsion-rows.ts'

const USAGE = 'npm run --silent models -- rows propulsion > propulsion.csv   prints the table of which ml/train.py makes a model'

/** The tables of the models, by name. */
const TABLES: Readonly<Record<string, () => AsyncIterable<string>>> = {
  propulsion: () => propulsionRows(6_000, 10_000),
}

await runCommand(async ([word, name = '']) => {
  const table = word === 'rows' ? TABLES[name] : undefined
  if (table === undefined) {
    console.error(USAGE)
    return 1
  }
  for await (const line of table()) if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain')
  return 0
})
