import type { Readable } from 'node:stream'

/**
 * Runs `write`, which reads a stream to its end. Where `write` fails the stream ends too: it may not have been read at all, and would keep its file
 * open, and an error that it meets later, with nobody there to hear it, would end the process.
 */
export const takenOver = async <Result>(body: Readable, write: () => Promise<Result>): Promise<Result> => {
  // Whoever reads the stream hears its errors too.
  body.on('error', () => undefined)
  try {
    return await write()
  } finally {
    body.destroy()
  }
}
