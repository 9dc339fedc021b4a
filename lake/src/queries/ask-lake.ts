import { fork } from 'node:child_process'
import { chmod } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { dayOf, type LakeFile } from '../domain/files.ts'
import { columnsOfEvent, eventsInLake, RECORDINGS } from '../domain/tables.ts'
import { fetchFile } from '../parquet/files.ts'
import type { Services } from '../services.ts'

export type Value = string | number | boolean | null | readonly Value[]

/** What a question gave. Days and instants are texts. */
export interface Answer {
  readonly columns: readonly string[]
  readonly rows: readonly (readonly Value[])[]
  /** Whether there are more rows. */
  readonly isCut: boolean
}

/** A question cannot be answered: its SQL is wrong, or it needs more memory or time than it may have. The message says which. */
export class QuestionError extends Error {
  override readonly name = 'QuestionError'
}

export interface Bounds {
  /** As DuckDB writes it, such as `512MB`. */
  readonly memory: string
  readonly seconds: number
  readonly maxRows: number
}

export const BOUNDS: Bounds = { memory: '1GB', seconds: 120, maxRows: 1000 }

const PROGRAM = fileURLToPath(new URL('./query-process.mjs', import.meta.url))

/** The view of an event: `activity.measured` is activity_measured. */
const viewOf = (event: string): string => event.replace(/[.-]/g, '_')

/** The events whose views are named in the questions. */
export const eventsNamedIn = (questions: readonly string[]): readonly string[] => {
  const words = new Set(questions.flatMap((sql) => sql.toLowerCase().match(/\w+/g) ?? []))
  return eventsInLake().filter((event) => words.has(viewOf(event)))
}

/** A view of an event, over files on this machine. */
interface View {
  readonly view: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
  readonly files: readonly string[]
  /** What is not shown: rows that have one of the values in one of the columns. */
  readonly without: { readonly columns: readonly string[]; readonly values: readonly string[] }
}

interface Job {
  readonly views: readonly View[]
  readonly today: string
  readonly questions: readonly string[]
  readonly spill: string
}

type Reply =
  | { readonly ok: true; readonly answers: readonly Answer[] }
  | { readonly ok: false; readonly message: string; readonly at: number }

export const viewOfFiles = (event: string, files: readonly string[], dead: readonly string[] = []): View => {
  const columns = columnsOfEvent(event)
  const mortal = columns.filter(({ mayDie, isList }) => mayDie && !isList).map(({ name }) => name)
  return {
    view: viewOf(event),
    columns: columns.map(({ name, type }) => ({ name, type })),
    files,
    without: { columns: mortal, values: dead },
  }
}

/** Runs questions in a process of their own, which ends afterwards, and in any case when their time is over. */
export const askProcess = (job: Job, { memory, seconds, maxRows }: Bounds): Promise<readonly Answer[]> =>
  new Promise((resolve, reject) => {
    const child = fork(PROGRAM, {
      // No settings and no secrets.
      env: {},
      execArgv: [],
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    let failure = 'The process that answers has ended: the question needs more memory than there is.'
    const timer = setTimeout(() => {
      failure = `No answer within ${seconds} seconds.`
      child.kill('SIGKILL')
    }, seconds * 1000)
    child.once('exit', () => {
      clearTimeout(timer)
      reject(new QuestionError(failure))
    })
    child.once('message', (reply: Reply) => {
      if (reply.ok) resolve(reply.answers)
      else failure = reply.message
      child.kill('SIGKILL')
    })
    child.send({ ...job, memory, maxRows })
  })

/** Brings the files of each event to this machine. */
const fetchViews = async (
  { runtime }: Pick<Services, 'runtime'>,
  files: readonly LakeFile[],
  { events, dead, folder }: { readonly events: readonly string[]; readonly dead: readonly string[]; readonly folder: string },
): Promise<View[]> => {
  const paths = new Map<string, string[]>(events.map((event) => [event, []]))
  for (const [at, file] of files.entries()) {
    const path = join(folder, `${at}.parquet`)
    await fetchFile(runtime.objects, file, path)
    await chmod(path, 0o444)
    paths.get(file.event)?.push(path)
  }
  return events.map((event) => viewOfFiles(event, paths.get(event) ?? [], event === RECORDINGS ? dead : []))
}

/**
 * Answers questions in SQL, each a single SELECT over the views of events, with the files that the registry names now. Recordings that are no longer
 * given are left out at once. The variable `today` is the day in UTC. Throws QuestionError.
 */
export const askLake = (
  services: Pick<Services, 'runtime' | 'stores' | 'scratch'>,
  questions: readonly string[],
  bounds: Bounds = BOUNDS,
): Promise<readonly Answer[]> =>
  services.scratch.within(async (folder) => {
    const events = eventsNamedIn(questions)
    const files = await services.stores.files.live(events)
    // Read after the files: a recording that is taken back from now on may be in the answer, and an earlier one is not.
    const dead = events.includes(RECORDINGS) ? (await services.stores.deadKeys.all()).map(({ _id }) => _id) : []
    const views = await fetchViews(services, files, { events, dead, folder })
    const today = dayOf(services.runtime.now())
    return askProcess({ views, today, questions, spill: join(folder, 'spill') }, bounds)
  })
