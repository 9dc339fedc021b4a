import { readFile, stat } from 'node:fs/promises'
import { ConfigError, type Runtime } from '@gruppetto/runtime'
import type { Logger } from '@openfeature/core'
import { FlagdCore, MemoryStorage } from '@openfeature/flagd-core'
import shipped from '../flags.json' with { type: 'json' }

/** How often the file is looked at, while flags are asked for. */
const LOOK_MS = 1000

/** Under this name the health check says that a broken file is not in use. */
const WARNING = 'flags'

/** What of a runtime the flags need. */
export type FlagRuntime = Pick<Runtime, 'config' | 'log' | 'now' | 'warnings'>

const loggerOf = ({ log }: FlagRuntime): Logger => ({
  error: (...words) => log.error(words.join(' ')),
  warn: (...words) => log.warn(words.join(' ')),
  info: (...words) => log.info(words.join(' ')),
  debug: (...words) => log.debug(words.join(' ')),
})

/** Reads flags in flagd's format. Throws when the text does not follow its schema. */
const parseFlags = (text: string, logger: Logger): FlagdCore => {
  const storage = new MemoryStorage(logger)
  storage.setConfigurations(text, true)
  return new FlagdCore(storage, logger)
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

export interface FlagFile {
  /** Returns the flags as the file has them now, or had them when it was last right. */
  current(): Promise<FlagdCore>
}

/** The flags that come with the platform. They change with a release only. */
const openShippedFlags = (logger: Logger): FlagFile => {
  const flags = parseFlags(JSON.stringify(shipped), logger)
  return { current: async () => flags }
}

/** What tells a new version of a file: some editors keep the time, some the size. */
const versionOf = async (path: string): Promise<string> => {
  const { mtimeMs, size, ino } = await stat(path)
  return `${mtimeMs}:${size}:${ino}`
}

/**
 * Opens the flag file of the setting FLAGS_FILE, or the shipped flags. The file is read again when it changes. While it is broken or
 * gone, the last good flags go on, the log says so once for each change, and the health check says so as long as it lasts.
 * Throws ConfigError when the file cannot be used at the start, since there are no last good flags then.
 */
export const openFlagFile = async (runtime: FlagRuntime): Promise<FlagFile> => {
  const { log, now, warnings } = runtime
  const logger = loggerOf(runtime)
  const path = runtime.config.flagsFile
  if (path === undefined) return openShippedFlags(logger)

  const read = async (): Promise<FlagdCore> => parseFlags(await readFile(path, 'utf8'), logger)
  let seen = ''
  let flags: FlagdCore
  try {
    seen = await versionOf(path)
    flags = await read()
  } catch (error) {
    throw new ConfigError(`FLAGS_FILE: the flags in ${path} cannot be used: ${messageOf(error)}`)
  }

  const look = async (): Promise<void> => {
    const version = await versionOf(path).catch(() => 'gone')
    if (version === seen) return
    seen = version
    try {
      flags = await read()
      warnings.delete(WARNING)
      log.info({ path }, 'the flags were read again')
    } catch (error) {
      warnings.set(WARNING, `the flags in ${path} cannot be used, so those from before go on: ${messageOf(error)}`)
      log.error({ err: error, path }, 'the flags cannot be used, so those from before go on')
    }
  }

  let lookedMs = now()
  let looking: Promise<void> = Promise.resolve()
  return {
    async current() {
      if (Math.abs(now() - lookedMs) >= LOOK_MS) {
        lookedMs = now()
        looking = look()
      }
      await looking
      return flags
    },
  }
}
