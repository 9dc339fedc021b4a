import { expect, it } from 'vitest'
import { inTurns } from './in-turns.ts'

it('does together what comes while a turn is at work, by key, and tells each what became of its turn', async () => {
  const turns: string[] = []
  const ends: (() => void)[] = []
  const put = inTurns(async (key: string, items: readonly number[]) => {
    turns.push(`${key} ${items.join(',')}`)
    await new Promise<void>((resolve) => ends.push(resolve))
    if (items.includes(3)) throw new Error('no')
    return items.length
  })
  const first = put('a', 1)
  const [second, third, other] = [put('a', 2), put('a', 4), put('b', 5)]
  expect(turns).toEqual(['a 1', 'b 5'])
  for (const end of ends.splice(0)) end()
  expect([await first, await other]).toEqual([1, 1])
  const failing = put('a', 3)
  const refused = expect(failing).rejects.toThrow('no')
  for (const end of ends.splice(0)) end()
  expect([await second, await third]).toEqual([2, 2])
  for (const end of ends.splice(0)) end()
  await refused
  // A failure ends nothing.
  const last = put('a', 6)
  for (const end of ends.splice(0)) end()
  expect(await last).toBe(1)
  expect(turns).toEqual(['a 1', 'b 5', 'a 2,4', 'a 3', 'a 6'])
})
