import { writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { past as pastActivities } from '@gruppetto/activities'
import { past as pastAccounts } from '@gruppetto/athletes'
import { groupBy } from '@gruppetto/graph'
import { type Answer, type LakeDesk, openLakeDesk, QuestionError, WriterRunsError } from '@gruppetto/lake'
import type { Runtime } from '@gruppetto/runtime'
import { past as pastTalk } from '@gruppetto/social'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run lake -- sql "select ..."   asks the lake in SQL: a view for each event, such as activity_measured
          --json                     the answer as JSON
          --rows N                   rows at most (1000)
          --seconds N                how long it may take (120)
          --memory SIZE              how much memory it may take (1GB)
npm run lake -- report             draws who is active, who stays, and more, as one HTML page
          --out FILE                 where (lake-report.html)
npm run lake -- files              what is in the lake, by event
npm run lake -- backfill           brings in what happened before the lake was there, once
npm run lake -- compact            merges the files of closed days now`

interface Command {
  readonly word: 'sql' | 'report' | 'files' | 'backfill' | 'compact'
  readonly sql: string
  readonly json: boolean
  readonly out: string
  readonly bounds: { readonly maxRows: number; readonly seconds: number; readonly memory: string }
}

const isWord = (word: string): word is Command['word'] => ['sql', 'report', 'files', 'backfill', 'compact'].includes(word)

const options = {
  json: { type: 'boolean', default: false },
  rows: { type: 'string', default: '1000' },
  seconds: { type: 'string', default: '120' },
  memory: { type: 'string', default: '1GB' },
  out: { type: 'string', default: 'lake-report.html' },
} as const

const commandOf = (words: readonly string[]): Command | null => {
  try {
    const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
    const [word = '', sql = '', ...rest] = positionals
    const bounds = { maxRows: Number(values.rows), seconds: Number(values.seconds), memory: values.memory }
    const isWrong = !(bounds.maxRows > 0 && bounds.seconds > 0) || !/^\d+(MB|GB)$/.test(bounds.memory) || rest.length > 0
    if (isWrong || !isWord(word) || (word === 'sql') !== (sql !== '')) return null
    return { word, sql, json: values.json, out: values.out, bounds }
  } catch {
    return null
  }
}

const cell = (value: unknown): string =>
  value === null ? '' : typeof value === 'string' ? value.replaceAll(/[\t\n\r]/g, ' ') : JSON.stringify(value)

/** The answer as columns of text. */
const tableOf = ({ columns, rows }: Answer): string => {
  const lines = [columns, ...rows.map((row) => row.map(cell))]
  const widths = columns.map((_, at) => Math.max(...lines.map((line) => (line[at] ?? '').length)))
  return lines
    .map((line) =>
      line
        .map((one, at) => one.padEnd(widths[at] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const inMegabytes = (bytes: number): string => `${(bytes / 1024 ** 2).toFixed(2)} MB`

const listFiles = async (desk: LakeDesk): Promise<void> => {
  const files = await desk.files()
  for (const [event, own] of groupBy(files, (file) => file.event)) {
    const sum = (field: 'rows' | 'bytes') => own.reduce((all, file) => all + file[field], 0)
    const days = `${own[0]?.day} to ${own.at(-1)?.day}`
    console.log(
      `${event.padEnd(34)} ${String(sum('rows')).padStart(10)} rows  ${inMegabytes(sum('bytes')).padStart(10)}  ${own.length} files  ${days}`,
    )
  }
  if (files.length === 0) console.log('The lake is empty.')
}

async function* pastOf(runtime: Runtime) {
  for (const past of [pastAccounts, pastActivities, pastTalk]) yield* past(runtime)
}

const run = async (runtime: Runtime, desk: LakeDesk, { word, sql, json, out, bounds }: Command): Promise<number> => {
  if (word === 'compact') {
    const done = await desk.compact()
    console.log(done === null ? 'Another process compacts the lake now.' : JSON.stringify(done))
    return done === null ? 1 : 0
  }
  if (!(await desk.catchUp())) console.error('The lake is behind: what has just happened is not in it yet.')
  if (word === 'backfill') {
    const done = await desk.backfill(pastOf(runtime))
    console.log(
      done === null ? 'The past is in the lake already, or is on its way.' : `${done.rows} rows in ${done.files} files.`,
    )
  }
  if (word === 'files') await listFiles(desk)
  if (word === 'report') {
    const file = resolve(out)
    writeFileSync(file, await desk.report())
    console.log(`The report is in ${file}: open it in a browser.`)
  }
  if (word === 'sql') {
    const answer = await desk.ask(sql, bounds)
    console.log(json ? JSON.stringify(answer) : tableOf(answer))
    if (answer.isCut) console.error(`There are more rows: --rows ${bounds.maxRows} was the limit.`)
  }
  return 0
}

const main = async (words: readonly string[]): Promise<number> => {
  const command = commandOf(words)
  if (command === null) {
    console.log(USAGE)
    return words.length === 0 ? 0 : 2
  }
  return withRuntime('lake', async (runtime) => {
    const desk = await openLakeDesk(runtime)
    try {
      return await run(runtime, desk, command)
    } finally {
      await desk.close()
    }
  })
}

await runCommand(main, QuestionError, WriterRunsError)
