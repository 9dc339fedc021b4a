import { type LookupAddress, lookup } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { isPublicAddress, refusalOfUrl } from '../public-addresses.ts'

/** Thrown instead of a request to an address that is not public. */
export class RefusedAddressError extends Error {
  override readonly name = 'RefusedAddressError'
}

export interface PublicRequest {
  readonly headers: Readonly<Record<string, string>>
  readonly body: Uint8Array
}

export interface PublicAnswer {
  readonly status: number
  readonly retryAfter: string | null
}

/** Requests to addresses that somebody outside has chosen. */
export interface PublicRequests {
  /** Throws RefusedAddressError, or the error of the connection. Follows no redirect, and reads no more of the answer than its beginning. */
  post(url: string, request: PublicRequest): Promise<PublicAnswer>
  close(): Promise<void>
}

export interface PublicRequestOptions {
  readonly timeoutMs: number
  /** An origin that may be asked although it is not public, for a server of tests. */
  readonly testOrigin?: string | undefined
}

const CONNECTIONS_PER_ORIGIN = 8
const ANSWER_BYTES_READ = 16_384

/** Answers only public addresses, so that the connection goes to an address that was checked, whatever the name leads to a moment later. */
export const lookupPublic: LookupFunction = (hostname, options, callback) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error !== null) return callback(error, [])
    const open = found.filter(({ address }) => isPublicAddress(address))
    const [first] = open
    if (first === undefined) return callback(new RefusedAddressError(`${hostname} has no public address`), [])
    if (options.all) return callback(null, open)
    callback(null, first.address, first.family)
  })
}

/** Only who sends such requests loads the client, so that the other processes start without it. */
export const openPublicRequests = async ({ timeoutMs, testOrigin }: PublicRequestOptions): Promise<PublicRequests> => {
  const { Agent, request } = await import('undici')
  const limits = { connections: CONNECTIONS_PER_ORIGIN, headersTimeout: timeoutMs, bodyTimeout: timeoutMs }
  const guarded = new Agent({ ...limits, connect: { lookup: lookupPublic, timeout: timeoutMs } })
  const unguarded = testOrigin === undefined ? null : new Agent(limits)

  return {
    async post(address, { headers, body }) {
      const url = new URL(address)
      const isOfTests = unguarded !== null && url.origin === testOrigin
      // A literal address is never looked up, so it is checked here.
      const refusal = isOfTests ? null : refusalOfUrl(url)
      if (refusal !== null) throw new RefusedAddressError(`the address ${refusal}`)
      const signal = AbortSignal.timeout(timeoutMs)
      const answer = await request(url, {
        method: 'POST',
        headers,
        body,
        signal,
        dispatcher: isOfTests ? unguarded : guarded,
      })
      const retryAfter = answer.headers['retry-after']
      // What the answer says beyond its status is of no use. A long one ends its connection.
      await answer.body.dump({ limit: ANSWER_BYTES_READ, signal }).catch(() => undefined)
      return { status: answer.statusCode, retryAfter: typeof retryAfter === 'string' ? retryAfter : null }
    },
    async close() {
      await Promise.all([guarded.destroy(), unguarded?.destroy()])
    },
  }
}
