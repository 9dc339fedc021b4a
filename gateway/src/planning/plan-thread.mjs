// Plain JavaScript, so that the thread starts fast: it does not have to load a TypeScript runner. plan-pool.ts has the types of its messages.
import { parentPort, workerData } from 'node:worker_threads'
import { operationFromDocument, Supergraph } from '@apollo/federation-internals'
import { QueryPlanner } from '@apollo/query-planner'

// Composition has validated it.
const supergraph = Supergraph.build(workerData, { validateSupergraph: false })
const planner = new QueryPlanner(supergraph)
const schema = supergraph.apiSchema()

parentPort.on('message', ({ document, operationName }) => {
  try {
    const operation = operationFromDocument(schema, document, operationName === null ? {} : { operationName })
    const plan = planner.buildQueryPlan(operation)
    parentPort.postMessage({ kind: 'plan', plan, size: JSON.stringify(plan).length })
  } catch (error) {
    parentPort.postMessage({ kind: 'failure', message: error instanceof Error ? error.message : String(error) })
  }
})
parentPort.postMessage({ kind: 'ready' })
