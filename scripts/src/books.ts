import { openLibrary, readBooks, tableOf } from './books/check-books.ts'
import { runCommand } from './run-command.ts'
import { withRuntime } from './servers-for.ts'

const USAGE = `npm run books        reads what is stored and says what contradicts itself. It writes nothing; the exit code is 1 when something is wrong`

const main = async (words: readonly string[]): Promise<number> => {
  if (words.length > 0) {
    console.log(USAGE)
    return 2
  }
  return withRuntime('books', async (runtime) => {
    const library = await openLibrary(runtime)
    try {
      const pages = await readBooks(library)
      console.log(tableOf(pages))
      return pages.some(({ isWrong }) => isWrong) ? 1 : 0
    } finally {
      await library.close()
    }
  })
}

await runCommand(main)
