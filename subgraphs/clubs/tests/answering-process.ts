import { once } from 'node:events'
import { clubs } from '@gruppetto/clubs'
import { openSubgraph } from '@gruppetto/graph'
import { loadConfig, openRuntime } from '@gruppetto/runtime'
import { type Answering, answerAll } from './answer-all.ts'

// Answers to an event in a process of its own: says that it is open, is told who answers, and says how each answer ended.
const runtime = await openRuntime(loadConfig(process.env))
const subgraph = await openSubgraph(clubs, runtime)
process.send?.('open')
const [answering]: Answering[] = await once(process, 'message')
if (answering === undefined) throw new Error('nobody answers')
process.send?.(await answerAll(subgraph, answering))
await subgraph.close()
await runtime.close()
process.disconnect()
