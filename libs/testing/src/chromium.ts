import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/bin']

/** The browser of this machine: CHROMIUM_PATH, or the first that is found. Undefined where there is none, and tests of pages are skipped. */
export const chromiumPath: string | undefined = [
  process.env.CHROMIUM_PATH ?? '',
  ...['chromium', 'chromium-browser', 'google-chrome'].flatMap((name) => folders.map((folder) => join(folder, name))),
].find(existsSync)

/** What a name of tests ends with where they are skipped. */
export const skippedWithoutChromium: string =
  chromiumPath === undefined ? ' (skipped: no Chromium was found; install it, or set CHROMIUM_PATH)' : ''
