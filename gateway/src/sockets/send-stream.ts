import type { LiveStream } from '../live/live-stream.ts'

const DONE = { value: undefined, done: true } as const

/** Sends one text to the client. Resolves when it is written, so that what a client does not read holds up what comes next. */
type Send = (text: string) => Promise<void>

/**
 * Sends the results of a subscription as messages of graphql-transport-ws. graphql-ws iterates it and gets no result: it would
 * write the text of each anew for every socket, and here it is written once for all of them.
 */
export const sendStream = (stream: LiveStream, id: string, send: Send): AsyncGenerator<never, undefined> => {
  const head = `{"id":${JSON.stringify(id)},"type":"next","payload":`
  const end = async () => {
    await stream.return()
    return DONE
  }
  return {
    async next() {
      for await (const answer of stream) await send(`${head}${answer.text()}}`)
      return DONE
    },
    return: end,
    async throw(error: unknown) {
      await end()
      throw error
    },
    [Symbol.asyncIterator]() {
      return this
    },
  }
}
