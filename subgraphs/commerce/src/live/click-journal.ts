import { appendFile, mkdir, readdir, readFile, rename, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { isMarkOfGone, processMark, type Runtime } from '@gruppetto/runtime'
import { z } from 'zod'
import type { ClickRow } from '../domain/click.ts'

/** A click that is written down, and what strikes it out when it is counted. */
export interface NotedClick {
  readonly row: ClickRow
  strike(): void
}

/**
 * Clicks that are on the way to the database, in files of this machine: who follows a link is redirected before the click is counted, and
 * what is written survives the death of the process. A file is deleted when all its clicks are struck out.
 */
export interface ClickJournal {
  note(row: ClickRow): Promise<NotedClick>
  /** Takes over what processes of this machine have left that run no more. */
  takeLeft(): Promise<readonly NotedClick[]>
}

interface JournalFile {
  readonly path: string
  open: number
}

const noted = z.object({
  _id: z.string(),
  productId: z.string(),
  brandId: z.string(),
  athleteId: z.string().nullable(),
  clickedAt: z.iso.datetime().transform((text) => new Date(text)),
})

/** A process that dies while it writes leaves half a line: that click has not been redirected. */
const rowOf = (line: string): ClickRow | null => {
  try {
    return noted.parse(JSON.parse(line))
  } catch {
    return null
  }
}

const NAME = /^(.+)-\d+\.jsonl$/

const isLeft = (name: string): boolean => isMarkOfGone(NAME.exec(name)?.[1] ?? '')

export const openClickJournal = async ({ config, log }: Pick<Runtime, 'config' | 'log'>): Promise<ClickJournal> => {
  const folder = join(config.dataDir, 'clicks')
  await mkdir(folder, { recursive: true })
  const mark = processMark()
  let files = 0
  let current: JournalFile | null = null

  const newFile = (): JournalFile => {
    files += 1
    return { path: join(folder, `${mark}-${files}.jsonl`), open: 0 }
  }
  const strikeOf = (file: JournalFile) => () => {
    file.open -= 1
    if (file.open > 0) return
    if (current === file) current = null
    unlink(file.path).catch((error: unknown) => log.warn({ err: error }, 'a journal of clicks that are counted was not deleted'))
  }

  return {
    async note(row) {
      current ??= newFile()
      const file = current
      file.open += 1
      await appendFile(file.path, `${JSON.stringify(row)}\n`)
      return { row, strike: strikeOf(file) }
    },
    async takeLeft() {
      const taken: NotedClick[] = []
      for (const name of (await readdir(folder)).filter(isLeft)) {
        const file = newFile()
        // Another process may have been quicker.
        const isOurs = await rename(join(folder, name), file.path).then(
          () => true,
          () => false,
        )
        if (!isOurs) continue
        const rows = (await readFile(file.path, 'utf8')).split('\n').flatMap((line) => rowOf(line) ?? [])
        file.open = Math.max(1, rows.length)
        if (rows.length === 0) strikeOf(file)()
        taken.push(...rows.map((row) => ({ row, strike: strikeOf(file) })))
      }
      return taken
    },
  }
}
