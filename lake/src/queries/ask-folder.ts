import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LAKE_FOLDER } from '../domain/files.ts'
import { type Answer, askProcess, BOUNDS, type Bounds, eventsNamedIn, viewOfFiles } from './ask-lake.ts'

const filesOf = (folder: string, event: string): readonly string[] => {
  const own = join(folder, LAKE_FOLDER, `event=${event}`)
  if (!existsSync(own)) return []
  const found = readdirSync(own, { recursive: true, encoding: 'utf8' })
  return found.filter((name) => name.endsWith('.parquet')).map((name) => join(own, name))
}

/**
 * Answers a question in SQL over the files of a folder that has the layout of the lake, such as a simulated population. The variable `today` is
 * the day, YYYY-MM-DD. Throws QuestionError.
 */
export const askFolder = async (
  folder: string,
  sql: string,
  { today, ...bounds }: { readonly today: string } & Partial<Bounds>,
): Promise<Answer> => {
  const spill = mkdtempSync(join(tmpdir(), 'lake-folder-'))
  try {
    const views = eventsNamedIn([sql]).map((event) => viewOfFiles(event, filesOf(folder, event)))
    const [answer] = await askProcess({ views, today, questions: [sql], spill }, { ...BOUNDS, ...bounds })
    if (answer === undefined) throw new Error('a question has one answer')
    return answer
  } finally {
    rmSync(spill, { recursive: true, force: true })
  }
}
