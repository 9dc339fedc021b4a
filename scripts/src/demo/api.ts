import { setTimeout as sleep } from 'node:timers/promises'
import { type Journal, NO_JOURNAL } from './journal.ts'

/** What a process that ended suddenly was writing keeps others waiting for a minute. */
const TRIES = 10
const AGAIN_MS = 1000

/** A client of the public API: the demo world is created as any client would do it. */
export interface Api extends Journal {
  readonly token: string | null
  /**
   * Returns the data of the answer, or throws with the message of the API. A mutation is sent once: a demo world that goes on gets the answer that was
   * kept.
   */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>
  /** As `ask`, for a mutation whose answer is of use for a while only, such as a token or the address of a PUT. */
  askAnew<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>
  /** The same API for somebody who is signed in. `who` tells their steps in the journal from those of others. */
  as(token: string, who: string): Api
}

interface Answer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly {
    readonly message: string
    readonly extensions?: { readonly code?: string; readonly reason?: string }
  }[]
}

export class ApiFailure extends Error {
  readonly code: string | null
  constructor(message: string, code: string | null) {
    super(message)
    this.code = code
  }
}

/** The first field of an operation: what it is about. */
const fieldOf = (query: string): string => /\{\s*(\w+)/.exec(query)?.[1] ?? 'an operation'

export const openApi = (endpoint: string, token: string | null = null, journal: Journal = NO_JOURNAL, who = 'nobody'): Api => {
  const send = async <Data>(query: string, variables: Readonly<Record<string, unknown>>): Promise<Answer<Data>> => {
    const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    return (await response.json()) as Answer<Data>
  }
  const askAnew: Api['askAnew'] = async <Data>(query: string, variables: Readonly<Record<string, unknown>> = {}) => {
    const failed = `${fieldOf(query)} of ${who}`
    for (let tries = 1; ; tries += 1) {
      const { data, errors } = await send<Data>(query, variables)
      const problem = errors?.[0]
      if (problem?.extensions?.reason === 'CHANGED_MEANWHILE' && tries < TRIES) {
        await sleep(AGAIN_MS)
        continue
      }
      if (problem !== undefined) throw new ApiFailure(`${failed}: ${problem.message}`, problem.extensions?.code ?? null)
      if (data === null || data === undefined) throw new ApiFailure(`${failed}: there was no data`, null)
      return data
    }
  }
  const done: Api['done'] = (step, work) => journal.done(`${who}: ${step}`, work)
  return {
    token,
    as: (other, name) => openApi(endpoint, other, journal, name),
    askAnew,
    ask: (query, variables) =>
      query.startsWith('mutation') ? done(query, () => askAnew(query, variables)) : askAnew(query, variables),
    done,
  }
}

/** Does the work. When it fails with this code, it was done before, and `instead` returns what is there. */
export const unless = async <Value>(code: string, work: () => Promise<Value>, instead: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiFailure && error.code === code) return instead()
    throw error
  }
}
