import { createServer, type IncomingHttpHeaders, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface ReceivedDelivery {
  readonly headers: IncomingHttpHeaders
  readonly text: string
  readonly body: { readonly type: string; readonly timestamp: string; readonly data: Readonly<Record<string, unknown>> }
}

type Respond = (response: ServerResponse) => void
const accept: Respond = (response) => void response.writeHead(204).end()

/** A partner's server on this machine. Each path keeps what it got, and answers as it was told. */
export interface Receiver {
  readonly origin: string
  /** What this path got, in its order. */
  got(path: string): readonly ReceivedDelivery[]
  /** From now on the path answers so. */
  respond(path: string, answer: Respond): void
  close(): Promise<void>
}

export const openReceiver = async (): Promise<Receiver> => {
  const received = new Map<string, ReceivedDelivery[]>()
  const answers = new Map<string, Respond>()
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const text = Buffer.concat(chunks).toString()
      received.set(path, [...(received.get(path) ?? []), { headers: request.headers, text, body: JSON.parse(text) }])
      const respond = answers.get(path) ?? accept
      respond(response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    got: (path) => received.get(path) ?? [],
    respond: (path, answer) => void answers.set(path, answer),
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with a status, and other headers if need be. */
export const status =
  (code: number, headers: Record<string, string> = {}): Respond =>
  (response) =>
    void response.writeHead(code, headers).end()

/** Does not answer. */
export const silence: Respond = () => undefined
