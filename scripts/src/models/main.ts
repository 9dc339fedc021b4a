import { runCommand } from '../run-command.ts'
import { propulsionRows } from './propulsion-rows.ts'

const USAGE = 'npm run --silent models -- rows propulsion > propulsion.csv   prints the table of which ml/train.py makes a model'

/** The tables of the models, by name. */
const TABLES: Readonly<Record<string, () => string>> = { propulsion: () => propulsionRows(700, 200) }

await runCommand(async ([word, name = '']) => {
  const table = word === 'rows' ? TABLES[name] : undefined
  if (table === undefined) {
    console.error(USAGE)
    return 1
  }
  process.stdout.write(table())
  return 0
})
