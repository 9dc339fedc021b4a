import { setImmediate as turn } from 'node:timers/promises'
import { GraphQLError, Kind, type OperationDefinitionNode } from 'graphql'
import type { Logger } from 'pino'
import { makeEventQuery } from '../live/event-query.ts'
import type { Operations, PreparedDocument } from '../operations/operations.ts'
import type { Supergraph, SupergraphRequest } from '../supergraph/supergraph.ts'

export interface WarmDocument {
  readonly hash: string
  readonly text: string
  /** Whose document it is. Null when nobody has registered it: then it may be of an older schema, and failing is nothing to report. */
  readonly publication: string | null
}

/** Plans documents before anybody asks for them, one after the other, in the background. */
export interface PlanWarmer {
  /** Begins with a supergraph: plans these documents, also those that were planned with the one before. */
  begin(documents: readonly WarmDocument[]): void
  /** Plans these documents after those that wait. One that was added before is left out, also while it waits. */
  add(documents: readonly WarmDocument[]): void
  /** Resolves when nothing waits any more. */
  readonly idle: Promise<void>
  close(): void
}

export interface PlanWarmerOptions {
  readonly operations: Operations
  readonly supergraph: Pick<Supergraph, 'plan'>
  readonly log: Logger
}

/** How many documents are planned like this with one supergraph. */
const MOST = 1_000

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error))

/** Returns what is planned of an operation: itself, or for a subscription the query that its events ask. */
const planned = (
  { document, documentHash, fragments, isSingle }: PreparedDocument,
  operation: OperationDefinitionNode,
): Omit<SupergraphRequest, 'variables'> | null =>
  operation.operation === 'subscription'
    ? makeEventQuery(operation, fragments)
    : { document, documentHash, operationName: isSingle ? null : (operation.name?.value ?? null) }

export const openPlanWarmer = ({ operations, supergraph, log }: PlanWarmerOptions): PlanWarmer => {
  const seen = new Set<string>()
  let idle: Promise<void> = Promise.resolve()
  let isClosed = false

  /** Plans a document. Throws why it cannot be planned. */
  const planAll = async (text: string): Promise<void> => {
    const prepared = operations.prepare(text)
    if (prepared.errors.length > 0) throw new GraphQLError(prepared.errors.map(({ message }) => message).join(' '))
    for (const node of prepared.document.definitions) {
      const request = node.kind === Kind.OPERATION_DEFINITION ? planned(prepared, node) : null
      if (request !== null) await supergraph.plan(request)
    }
  }
  const work = async (documents: readonly WarmDocument[]): Promise<void> => {
    let failed = 0
    for (const { hash, text, publication } of documents) {
      // Requests that have come meanwhile are answered first.
      await turn()
      if (isClosed) return
      try {
        await planAll(text)
      } catch (error) {
        if (isClosed) return
        failed += 1
        const level = publication === null ? 'debug' : 'warn'
        log[level]({ hash, publication, reason: reasonOf(error) }, 'an operation cannot be planned with this schema')
      }
    }
    log.info({ documents: documents.length, failed }, 'plans were made in advance')
  }

  const add = (documents: readonly WarmDocument[]): void => {
    const fresh: WarmDocument[] = []
    for (const document of documents) {
      if (seen.has(document.hash) || seen.size >= MOST) continue
      seen.add(document.hash)
      fresh.push(document)
    }
    if (fresh.length > 0) idle = idle.then(() => work(fresh))
  }

  return {
    begin(documents) {
      seen.clear()
      add(documents)
    },
    add,
    get idle() {
      return idle
    },
    close() {
      isClosed = true
    },
  }
}
