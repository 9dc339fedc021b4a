import { existsSync, readdirSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { addDays } from '@gruppetto/graph'
import { playPopulation } from './play.ts'
import { withProductLists } from './product-lists.ts'
import { POPULATION_TABLES, rowsOf } from './rows.ts'
import { writePopulation } from './write.ts'

const USAGE = `npm run population   writes a simulated population as files of a lake, to train and try models without anybody's data
      --out FOLDER      where: an empty folder, or a new one (population)
      --athletes N      how many (10000)
      --days N          how many days (168)
      --seed N          which one (1)
      --from DAY        the first day, a Monday (2026-05-04)
npm run --silent population -- rows NAME > NAME.csv
                        prints the table of a model (${POPULATION_TABLES.join(', ')}) of a population that was written before with the
                        same --out, --from and --days

Nobody in it exists. What it says of models holds for a world that follows the rules in scripts/src/population, and for no other.`

const options = {
  out: { type: 'string', default: 'population' },
  athletes: { type: 'string', default: '10000' },
  days: { type: 'string', default: '168' },
  seed: { type: 'string', default: '1' },
  from: { type: 'string', default: '2026-05-04' },
  help: { type: 'boolean', default: false },
} as const

const isCount = (number: number): boolean => Number.isSafeInteger(number) && number > 0

const main = async (words: readonly string[]): Promise<number> => {
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  const [word, name] = positionals
  const [athletes, days, seed] = [Number(values.athletes), Number(values.days), Number(values.seed)]
  const isMonday = new Date(values.from).getUTCDay() === 1
  if (values.help || !isCount(athletes) || !isCount(days) || !Number.isSafeInteger(seed) || !isMonday) {
    console.log(USAGE)
    return values.help ? 0 : 2
  }
  const folder = resolve(values.out)
  const table = POPULATION_TABLES.find((each) => each === name)
  if (word !== undefined) {
    if (word !== 'rows' || table === undefined) {
      console.error(USAGE)
      return 2
    }
    process.stdout.write(await rowsOf(folder, table, addDays(values.from, days)))
    return 0
  }
  if (existsSync(folder) && readdirSync(folder).length > 0) {
    console.error(`${folder} is not empty.`)
    return 1
  }
  const size = { athletes, days, seed, firstDay: values.from }
  const { rows, files } = await writePopulation(folder, withProductLists(size, playPopulation(size)))
  console.log(`${athletes} simulated athletes: ${rows} rows in ${files} files, in ${folder}`)
  return 0
}

process.exitCode = await main(process.argv.slice(2))
