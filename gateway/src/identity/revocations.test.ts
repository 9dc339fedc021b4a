import { describe, expect, it } from 'vitest'
import type { SubgraphTransport } from '../transports/transport.ts'
import { sessionOwner } from './revocations.ts'

/** Athletes, who answers so. What it was asked is in `asked`. */
const owner = (answer: (sessionIds: readonly string[]) => { status: number; body: unknown }) => {
  const asked: (readonly string[])[] = []
  const callRoute: SubgraphTransport['callRoute'] = async (_name, { body }) => {
    const { sessionIds } = body as { sessionIds: readonly string[] }
    asked.push(sessionIds)
    return answer(sessionIds)
  }
  return { isEnded: sessionOwner({ callRoute } as SubgraphTransport), asked }
}
const ids = (count: number) => Array.from({ length: count }, (_, index) => `ses_${index}`)

describe('sessionOwner', () => {
  it('asks about all sessions of a moment in one call, and gives each its own answer', async () => {
    const { isEnded, asked } = owner(() => ({ status: 200, body: { ended: ['ses_3', 'ses_unasked'] } }))
    const answers = await Promise.all(ids(50).map(isEnded))
    expect(answers.map((ended, index) => (ended ? index : -1)).filter((index) => index >= 0)).toEqual([3])
    expect(asked).toEqual([ids(50)])
    expect(await isEnded('ses_later')).toBe(false)
    expect(asked).toHaveLength(2)
  })

  it('asks about more than 500 in several calls', async () => {
    const { isEnded, asked } = owner((sessionIds) => ({ status: 200, body: { ended: sessionIds } }))
    expect((await Promise.all(ids(1_201).map(isEnded))).every(Boolean)).toBe(true)
    expect(asked.map(({ length }) => length)).toEqual([500, 500, 201])
  })

  it.each([
    ['an error', { status: 500, body: null }],
    ['something else', { status: 200, body: { isEnded: false } }],
  ])('says nothing of a session when athletes answers %s', async (_what, answer) => {
    const { isEnded } = owner(() => answer)
    const settled = await Promise.allSettled(ids(3).map(isEnded))
    expect(settled.map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
  })
})
