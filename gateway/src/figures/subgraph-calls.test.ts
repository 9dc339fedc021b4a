import type { SubgraphCaller } from '@gruppetto/federation'
import { switchMetricsOn } from '@gruppetto/runtime'
import { expect, it } from 'vitest'
import { measuredCaller } from './subgraph-calls.ts'

it('measures a caller without changing what is known of its answers', async () => {
  const off = await switchMetricsOn()
  const caller: SubgraphCaller<{ readonly traceparent: string }> = { isExact: true, call: async () => ({}) }
  const measured = measuredCaller('rides', caller)
  expect(measured).not.toBe(caller)
  expect(measured.isExact).toBe(true)
  off()
})
