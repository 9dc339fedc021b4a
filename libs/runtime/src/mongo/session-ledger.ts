import { appendFileSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { ClientSession, Connection } from 'mongoose'
import { mongo } from 'mongoose'
import type { Logger } from 'pino'
import { isMarkOfGone, processMark } from '../process-birth.ts'

/**
 * A process that ends suddenly leaves its transactions open, and the server keeps their locks for a minute. Until then the next
 * process would get only write conflicts. So each process writes the ids of its sessions to a file, and the next process on the
 * same data directory ends the sessions of processes that no longer run.
 */
export interface SessionLedger {
  /** Writes down the id of a session. Call it before a transaction begins. */
  note(session: ClientSession): void
  /** Ends the sessions of processes that no longer run. */
  endDead(connection: Connection): Promise<void>
  close(): void
}

const idsIn = (file: string): mongo.UUID[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    // The last line may be incomplete.
    .filter((line) => mongo.UUID.isValid(line))
    .map((line) => new mongo.UUID(line))

export const openSessionLedger = (dataDir: string, log: Logger): SessionLedger => {
  const folder = join(dataDir, 'sessions')
  const own = join(folder, processMark())
  const noted = new Set<string>()
  mkdirSync(folder, { recursive: true })
  return {
    note(session) {
      const { id } = session
      if (id === undefined) return
      const text = new mongo.UUID(id.id.buffer).toString()
      if (noted.has(text)) return
      noted.add(text)
      appendFileSync(own, `${text}\n`)
    },
    async endDead(connection) {
      for (const name of readdirSync(folder).filter(isMarkOfGone)) {
        const file = join(folder, name)
        try {
          const ids = idsIn(file)
          if (ids.length > 0)
            await connection
              .getClient()
              .db('admin')
              .command({ killSessions: ids.map((id) => ({ id })) })
          log.info({ sessions: ids.length }, 'ended the sessions a process had left behind')
          rmSync(file, { force: true })
        } catch (error) {
          // Then the locks last until the server releases them by itself.
          log.warn({ err: error }, 'the sessions of a process that is gone could not be ended')
        }
      }
    },
    close() {
      rmSync(own, { force: true })
    },
  }
}
