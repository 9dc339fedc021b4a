import { readFile } from 'node:fs/promises'
import type { Runtime } from '@gruppetto/runtime'

export interface SchemaFileOptions {
  readonly runtime: Pick<Runtime, 'log' | 'warnings'>
  readonly file: string
  /** How often the file is read, in milliseconds. */
  readonly everyMs: number
  /** Takes over the supergraph. Returns false when it is the present one; throws when it cannot be used. */
  replace(sdl: string): Promise<boolean>
}

export interface SchemaFile {
  /** Reads the file now, and takes over what is in it. Resolves when that is done, or refused. */
  look(): Promise<void>
  close(): void
}

const WARNING = 'supergraph'

/**
 * Takes over the supergraph of a file whenever it has changed. A text that was seen only once is not used yet, since it may be half of one that
 * is being written; `look` takes what it finds. One that cannot be used is refused, which the log and the health check say, and the present
 * one stays.
 */
export const watchSchemaFile = ({ runtime, file, everyMs, replace }: SchemaFileOptions): SchemaFile => {
  const { log, warnings } = runtime
  let seen: string | null = null
  let done: string | null = null
  let looking: Promise<void> = Promise.resolve()

  const take = async (sdl: string): Promise<void> => {
    done = sdl
    try {
      const isNew = await replace(sdl)
      warnings.delete(WARNING)
      if (isNew) log.info({ file }, 'a new supergraph is used from now on')
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error)
      warnings.set(WARNING, `${file} cannot be used, so the supergraph from before stays: ${why}`)
      log.error({ err: error, file }, 'a new supergraph cannot be used: the one from before stays')
    }
  }
  const read = async (isAsked: boolean): Promise<void> => {
    let sdl: string
    try {
      sdl = await readFile(file, 'utf8')
    } catch (error) {
      const warning = `${file} cannot be read, so the supergraph from before stays`
      if (warnings.get(WARNING) !== warning) log.error({ err: error }, warning)
      warnings.set(WARNING, warning)
      seen = null
      done = null
      return
    }
    const isSettled = seen === sdl
    seen = sdl
    if (isAsked || (isSettled && done !== sdl)) await take(sdl)
  }
  const look = (isAsked: boolean): Promise<void> => {
    looking = looking.then(() => read(isAsked))
    return looking
  }
  const timer = setInterval(() => void look(false), everyMs)
  timer.unref()
  return {
    look: () => look(true),
    close: () => clearInterval(timer),
  }
}
