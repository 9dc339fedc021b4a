import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { checkFigures, ratiosOf, ratioText } from './check.ts'
import { reportOf } from './report.ts'
import { playWeekend } from './weekend.ts'

const USAGE = `npm run capacity                       plays a weekend of ten million athletes, and says what it needs
npm run capacity -- --seed N           another weekend (1)
npm run capacity -- --check FILE       compares npm run bench -- --only uploads,feed,notifications,storm --json FILE with what is assumed, and with the laws of queues`

const main = (words: readonly string[]): number => {
  const { seed, check, help } = parseArgs({
    args: [...words],
    options: { seed: { type: 'string', default: '1' }, check: { type: 'string' }, help: { type: 'boolean', default: false } },
  }).values
  const number = Number(seed)
  if (help || !Number.isInteger(number)) {
    console.log(USAGE)
    return help ? 0 : 2
  }
  if (check === undefined) {
    console.log(reportOf(playWeekend(number)))
    return 0
  }
  const run: unknown = JSON.parse(readFileSync(check, 'utf8'))
  for (const ratio of ratiosOf(run)) console.log(ratioText(ratio))
  const checks = checkFigures(run)
  for (const { text, isRight } of checks) console.log(`${isRight ? 'agrees ' : 'DIFFERS'} ${text}`)
  return checks.length > 0 && checks.every(({ isRight }) => isRight) ? 0 : 1
}

try {
  process.exitCode = main(process.argv.slice(2))
} catch (error) {
  console.error(`${error instanceof Error ? error.message : String(error)}\n\n${USAGE}`)
  process.exitCode = 2
}
