/** A client of the public API: the demo world is created as any client would do it. */
export interface Api {
  readonly token: string | null
  /** Throws with the messages of the API when the answer has errors. */
  ask<Data>(query: string, variables?: Readonly<Record<string, unknown>>): Promise<Data>
  as(token: string): Api
}

interface Answer<Data> {
  readonly data?: Data | null
  readonly errors?: readonly { readonly message: string; readonly extensions?: { readonly code?: string } }[]
}

export class ApiFailure extends Error {
  readonly code: string | null
  constructor(message: string, code: string | null) {
    super(message)
    this.code = code
  }
}

export const openApi = (endpoint: string, token: string | null = null): Api => ({
  token,
  as: (other) => openApi(endpoint, other),
  async ask<Data>(query: string, variables: Readonly<Record<string, unknown>> = {}): Promise<Data> {
    const headers = { 'content-type': 'application/json', ...(token === null ? {} : { authorization: `Bearer ${token}` }) }
    const response = await fetch(endpoint, { method: 'POST', headers, body: JSON.stringify({ query, variables }) })
    const answer = (await response.json()) as Answer<Data>
    const problem = answer.errors?.[0]
    if (problem !== undefined) throw new ApiFailure(problem.message, problem.extensions?.code ?? null)
    if (answer.data === null || answer.data === undefined) throw new ApiFailure(`no data (HTTP ${response.status})`, null)
    return answer.data
  },
})

/** Does the work. When it fails with this code, it was done before, and `instead` returns what is there. */
export const unless = async <Value>(code: string, work: () => Promise<Value>, instead: () => Promise<Value>): Promise<Value> => {
  try {
    return await work()
  } catch (error) {
    if (error instanceof ApiFailure && error.code === code) return instead()
    throw error
  }
}
