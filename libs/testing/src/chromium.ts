import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** The browser of this machine; undefined where it has none, and tests of pages are skipped. */
export const chromiumPath: string | undefined = ['chromium', 'chromium-browser', 'google-chrome']
  .flatMap((name) => (process.env.PATH ?? '').split(delimiter).map((folder) => join(folder, name)))
  .find(existsSync)

/** What a name of tests ends with where they are skipped. */
export const skippedWithoutChromium: string = chromiumPath === undefined ? ' (skipped: no chromium on the PATH)' : ''
