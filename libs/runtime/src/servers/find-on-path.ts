import { accessSync, constants, statSync } from 'node:fs'
import { delimiter, join } from 'node:path'

/** Returns the full paths of all programs with this name, in the order of the PATH. */
export const findAllOnPath = (program: string, path: string): string[] =>
  path
    .split(delimiter)
    .filter((folder) => folder !== '')
    .map((folder) => join(folder, program))
    .filter((file) => {
      try {
        accessSync(file, constants.X_OK)
        return statSync(file).isFile()
      } catch {
        // The program is not in this folder.
        return false
      }
    })

/** Returns the full path of a program, or null. */
export const findOnPath = (program: string, path: string): string | null => findAllOnPath(program, path)[0] ?? null
