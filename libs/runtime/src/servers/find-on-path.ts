import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Returns the full path of a program, or null. */
export const findOnPath = (program: string, path: string): string | null => {
  for (const folder of path.split(delimiter).filter((part) => part !== '')) {
    const file = join(folder, program)
    try {
      accessSync(file, constants.X_OK)
      if (statSync(file).isFile()) return file
    } catch {
      // The program is not in this folder.
    }
  }
  return null
}
