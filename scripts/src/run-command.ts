import { ConfigError } from '@gruppetto/runtime'

/**
 * Runs a command with the words behind its name, and ends the process with the exit code that it returns. Of a wrong setting, and of the other
 * `expected` errors, it prints only what they say.
 */
export const runCommand = async (
  main: (words: readonly string[]) => Promise<number>,
  ...expected: readonly (new (
    ...args: never[]
  ) => Error)[]
): Promise<void> => {
  try {
    process.exitCode = await main(process.argv.slice(2))
  } catch (error) {
    const isExpected = [ConfigError, ...expected].some((kind) => error instanceof kind)
    if (!(error instanceof Error && isExpected)) throw error
    console.error(error.message)
    process.exitCode = 1
  }
}
