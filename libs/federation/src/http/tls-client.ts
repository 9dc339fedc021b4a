import { errors, Pool } from 'undici'
import { CallError } from './call-error.ts'
import type { HttpClient, HttpClientOptions } from './http-client.ts'

const read = async (body: AsyncIterable<Buffer>, mostBytes: number): Promise<string> => {
  const chunks: Buffer[] = []
  let bytes = 0
  for await (const chunk of body) {
    bytes += chunk.length
    if (bytes > mostBytes) throw new CallError('TOO_LARGE', `it has more than ${mostBytes} bytes`, true)
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('latin1')
}

const neverSent = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'UND_ERR_CONNECT_TIMEOUT', 'ERR_TLS_CERT_ALTNAME_INVALID'])

const callErrorOf = (error: unknown, outer: AbortSignal | null): CallError => {
  if (error instanceof CallError) return error
  const { message, code } = error as Error & { code?: string }
  if (outer?.aborted) return new CallError('ABORTED', 'nobody waits for the answer', true)
  if (error instanceof DOMException) return new CallError('TIMED_OUT', message, true)
  if (error instanceof errors.HTTPParserError) return new CallError('BAD_ANSWER', message, true)
  return new CallError('UNREACHABLE', message, code === undefined || !neverSent.has(code))
}

/** The same client for servers with TLS, where encryption costs more than what undici does. */
export const openTlsClient = ({ url, connections, timeoutMs, mostBytes }: HttpClientOptions): HttpClient => {
  const pool = new Pool(url.origin, { connections, pipelining: 1, connect: { timeout: Math.min(timeoutMs, 3_000) } })
  return {
    async post(body, headers, { signal: outer = null }) {
      const ending = AbortSignal.timeout(timeoutMs)
      try {
        const answer = await pool.request({
          method: 'POST',
          path: url.pathname + url.search,
          headers: Object.fromEntries(
            headers
              .split('\r\n')
              .filter((line) => line !== '')
              .map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)]),
          ),
          body: Buffer.from(body, 'latin1'),
          signal: outer === null ? ending : AbortSignal.any([outer, ending]),
        })
        return {
          status: answer.statusCode,
          contentEncoding: String(answer.headers['content-encoding'] ?? ''),
          body: await read(answer.body, mostBytes),
          isKept: true,
          keptSeconds: null,
        }
      } catch (error) {
        throw callErrorOf(error, outer)
      }
    },
    close() {
      void pool.destroy()
    },
  }
}
