import { expect, it } from 'vitest'
import { healthAfter, type WebhookHealth } from './webhook.ts'
import { afterTry, PAUSES_MS, replayed, type TryResult, type WebhookDeliveryRow } from './webhook-delivery.ts'

const HOUR = 3_600_000
const DAY = 24 * HOUR
const healthy: WebhookHealth = { enabled: true, disabledFor: null, lastDeliveryAt: null, failingSince: null, failures: 0 }
const failed = (count = 1) => ({ delivered: 0, failed: count, gone: false })

it('a webhook is disabled after days of failures, and not after one burst', () => {
  const burst = healthAfter(healthy, failed(500), 0)
  expect(burst).toMatchObject({ enabled: true, failures: 500, failingSince: new Date(0) })
  expect(healthAfter(burst, failed(), 3 * DAY - 1)).toMatchObject({ enabled: true })
  expect(healthAfter(burst, failed(), 3 * DAY)).toMatchObject({ enabled: false, disabledFor: 'FAILURES' })
})

it('a few failures over a long time do not disable a webhook', () => {
  const first = healthAfter(healthy, failed(), 0)
  expect(healthAfter(first, failed(18), 30 * DAY)).toMatchObject({ enabled: true, failures: 19 })
  expect(healthAfter(first, failed(19), 30 * DAY)).toMatchObject({ enabled: false, failures: 20 })
})

it('one delivery that arrives ends the failures', () => {
  const failing = healthAfter(healthy, failed(500), 0)
  const arrived = healthAfter(failing, { delivered: 1, failed: 7, gone: false }, 4 * DAY)
  expect(arrived).toEqual({ ...healthy, lastDeliveryAt: new Date(4 * DAY) })
})

it('an address that is gone is disabled at once', () => {
  expect(healthAfter(healthy, { delivered: 0, failed: 1, gone: true }, 5)).toMatchObject({ enabled: false, disabledFor: 'GONE' })
})

const row: WebhookDeliveryRow = {
  _id: 'whd_1',
  webhookId: 'hook_1',
  brandId: 'brand_1',
  event: 'CHALLENGE_JOINED',
  key: 'joined:a:b',
  challengeId: 'a',
  athleteId: 'b',
  facts: {},
  at: new Date(0),
  attempts: 0,
  tries: 0,
  dueAt: new Date(0),
  deliveredAt: null,
  responseStatus: null,
  error: null,
  changedAt: new Date(0),
}
const refused: TryResult = { status: 500, error: 'The answer was 500.', retryAfterMs: null }
const arrived: TryResult = { status: 204, error: null, retryAfterMs: null }

it('a delivery is tried again for a day, and then no more', () => {
  let current = row
  let nowMs = 0
  while (current.dueAt !== null) {
    nowMs = current.dueAt.getTime()
    current = afterTry(current, refused, nowMs, 0.5)
  }
  expect(nowMs).toBeGreaterThan(DAY - HOUR)
  expect(nowMs).toBeLessThan(DAY + HOUR)
  expect(current).toMatchObject({
    attempts: PAUSES_MS.length + 1,
    error: 'The answer was 500.',
    responseStatus: 500,
    deliveredAt: null,
  })
})

it('the pauses are spread by a tenth, and an address may ask for longer ones of up to half a day', () => {
  const due = (result: TryResult, random: number) => afterTry(row, result, 0, random).dueAt?.getTime()
  expect(due(refused, 0)).toBe(4_500)
  expect(due(refused, 0.999999)).toBeLessThan(5_500)
  expect(due({ ...refused, retryAfterMs: 90_000 }, 0)).toBe(90_000)
  expect(due({ ...refused, retryAfterMs: 30 * DAY }, 0)).toBe(12 * HOUR)
})

it('a replayed delivery gets all its tries again, and stays delivered if it was', () => {
  const once = afterTry(row, arrived, 10, 0)
  expect(once).toMatchObject({ attempts: 1, deliveredAt: new Date(10), dueAt: null, error: null })
  const again = replayed(once, 20)
  expect(again).toMatchObject({ attempts: 1, tries: 0, dueAt: new Date(20), deliveredAt: new Date(10) })
  expect(afterTry(again, refused, 30, 0)).toMatchObject({ attempts: 2, deliveredAt: new Date(10), error: 'The answer was 500.' })
})

it('a long reason is cut', () => {
  expect(afterTry(row, { ...refused, error: 'x'.repeat(5_000) }, 0, 0).error).toHaveLength(200)
})
