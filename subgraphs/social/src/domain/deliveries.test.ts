import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addToDelivery, type DeliveryRow, finishDelivery, MOST_TRIES, retryAfterMs, retryDelivery } from './deliveries.ts'

const pace = { delayMs: 5_000, everyMs: 300_000, most: 3 }
const wanted = (notificationId: string) =>
  ({ channel: 'PUSH', athleteId: 'ath_1', topic: 'KUDOS:act_1', notificationId }) as const
const add = (known: DeliveryRow | null, id: string, nowMs: number): DeliveryRow | null =>
  addToDelivery(known, wanted(id), pace, nowMs)
const waiting = (id: string, nowMs: number): DeliveryRow => {
  const row = add(null, id, nowMs)
  if (row === null) throw new Error('it does not wait')
  return row
}

describe('addToDelivery', () => {
  it('waits for its delay, and a flood of notices of a group changes nothing', () => {
    const row = waiting('ntf_1', 1_000)
    expect(row).toMatchObject({ notificationIds: ['ntf_1'], dueAt: new Date(6_000), waitingSince: new Date(1_000), sentAt: null })
    expect(add(row, 'ntf_1', 2_000)).toBeNull()
    expect(add(row, 'ntf_2', 2_000)).toMatchObject({ notificationIds: ['ntf_2', 'ntf_1'], dueAt: new Date(6_000) })
  })

  it('waits for the turn of its topic after one was sent, but not after there was nothing to tell', () => {
    const row = waiting('ntf_1', 0)
    expect(add(finishDelivery(row, 6_000, true), 'ntf_1', 10_000)?.dueAt).toEqual(new Date(306_000))
    expect(add(finishDelivery(row, 6_000, true), 'ntf_1', 400_000)?.dueAt).toEqual(new Date(405_000))
    expect(add(finishDelivery(row, 6_000, false), 'ntf_1', 10_000)?.dueAt).toEqual(new Date(15_000))
  })

  it('is noticed while a process sends what waited before', () => {
    const taken = { ...waiting('ntf_1', 0), isTaken: true, dueAt: new Date(66_000) }
    expect(add(taken, 'ntf_1', 7_000)).toMatchObject({ isTaken: false, dueAt: new Date(12_000), revision: taken.revision + 1 })
  })

  it('keeps the latest notifications, whatever comes', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(6), { minLength: 1, maxLength: 20 }), (ids) => {
        let row: DeliveryRow | null = null
        for (const id of ids) row = add(row, `ntf_${id}`, 0) ?? row
        const latestFirst = [...new Set(ids.toReversed())].map((id) => `ntf_${id}`)
        expect(row?.notificationIds).toEqual(latestFirst.slice(0, pace.most))
      }),
    )
  })
})

it('tries end', () => {
  let row: DeliveryRow | null = waiting('ntf_1', 0)
  let tries = 0
  for (; row !== null; tries += 1) row = retryDelivery(row, ['push_1'], 1, 1)
  expect(tries).toBe(MOST_TRIES)
})

it('a retry comes later each time, at the wish of the server, and within an hour', () => {
  expect(retryAfterMs(0, null, 0.5)).toBe(30_000)
  expect(retryAfterMs(2, null, 0.5)).toBe(120_000)
  expect(retryAfterMs(0, 600_000, 0.5)).toBe(600_000)
  expect(retryAfterMs(0, 10 ** 12, 0.5)).toBe(3_600_000)
  expect(retryAfterMs(100, null, 0.99)).toBe(3_600_000)
})
