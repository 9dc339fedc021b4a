import { parse } from 'graphql'
import { bytesOf } from '../raw/raw-text.ts'
import { compileReader, type ReadAnswer } from '../raw/read-answer.ts'
import type { SubgraphAnswer, SubgraphCall, SubgraphCaller, SubgraphOperation } from '../subgraph.ts'
import type { ParsedAnswer } from './answer-parser.ts'
import { CallError } from './call-error.ts'
import { openHttpClient } from './http-client.ts'
import { openTlsClient } from './tls-client.ts'

export interface HttpCallerOptions<Context> {
  readonly url: string
  /** The headers of a request besides the content's type, such as `authorization`, as `headerLines` writes them. */
  readonly headers: (context: Context) => string
  /** For the whole answer, in milliseconds. */
  readonly timeoutMs: number
  /** An answer with more bytes is refused. */
  readonly maxAnswerBytes: number
  readonly connections: number
}

/** A caller in the notation RAW, which keeps its own limit of time. */
export interface HttpCaller<Context> extends SubgraphCaller<Context> {
  close(): void
}

/** What is the same in each call of an operation. */
interface PreparedCall {
  /** The request up to the variables. */
  readonly start: string
  readonly read: (body: string) => ReadAnswer | null
}

const prepareCall = ({ document, operationName }: SubgraphOperation): PreparedCall => {
  const name = operationName === null ? '' : `,"operationName":${JSON.stringify(operationName)}`
  return {
    start: bytesOf(`{"query":${JSON.stringify(document)}${name}`),
    read: compileReader(parse(document, { noLocation: true })),
  }
}

const bodyOf = (start: string, { sent, representations }: SubgraphCall<never>): string => {
  let variables = ''
  for (const name of Object.keys(sent)) {
    const value = JSON.stringify(sent[name])
    if (value !== undefined) variables += `${variables === '' ? '' : ','}"${name}":${bytesOf(value)}`
  }
  for (const { variable, texts } of representations) {
    variables += `${variables === '' ? '' : ','}"${variable}":[${texts.join(',')}]`
  }
  return variables === '' ? `${start}}` : `${start},"variables":{${variables}}}`
}

const CONTENT = 'content-type: application/json\r\naccept: application/json\r\n'

/** Returns headers as they are sent: whole lines. Throws for one that would be several. */
export const headerLines = (headers: Readonly<Record<string, string>>): string => {
  let lines = ''
  for (const name of Object.keys(headers)) {
    const line = `${name}: ${headers[name]}`
    if (/[\r\n\0]/.test(line)) throw new Error(`the header ${JSON.stringify(name)} has more than one line`)
    lines += `${line}\r\n`
  }
  return lines
}

/**
 * Calls a subgraph over HTTP, with connections of its own that are kept. A query is sent once more when the connection breaks, and nothing else
 * is. An answer with any status counts, if it is one of GraphQL.
 */
export const httpCaller = <Context>(options: HttpCallerOptions<Context>): HttpCaller<Context> => {
  const { headers: headersOf, timeoutMs, connections, maxAnswerBytes: mostBytes } = options
  const url = new URL(options.url)
  const client = (url.protocol === 'https:' ? openTlsClient : openHttpClient)({ url, connections, timeoutMs, mostBytes })
  const prepared = new WeakMap<SubgraphOperation, PreparedCall>()
  const preparedFor = (operation: SubgraphOperation): PreparedCall => {
    const before = prepared.get(operation)
    if (before !== undefined) return before
    const made = prepareCall(operation)
    prepared.set(operation, made)
    return made
  }

  return {
    // The reader leaves out what nobody has asked for.
    isExact: true,
    call(call) {
      const { operation, context, signal } = call
      const { start, read } = preparedFor(operation)
      const body = bodyOf(start, call as SubgraphCall<never>)
      const headers = CONTENT + headersOf(context)
      const isRepeatable = operation.kind === 'query'
      const post = (): Promise<ParsedAnswer> => client.post(body, headers, { isRepeatable, signal })
      const take = (answer: ParsedAnswer): SubgraphAnswer => {
        const result = answer.contentEncoding === '' ? read(answer.body) : null
        if (result === null || (result.data === undefined && result.errors === undefined)) {
          throw new CallError('BAD_ANSWER', `the answer with status ${answer.status} is none of GraphQL`, true)
        }
        return { data: result.data, errors: result.errors, bytes: answer.body.length }
      }
      return post().then(take, (error: unknown) => {
        const isAgain = isRepeatable && error instanceof CallError && error.failure === 'UNREACHABLE'
        if (!isAgain || signal?.aborted === true) throw error
        return post().then(take)
      })
    },
    close: () => client.close(),
  }
}
