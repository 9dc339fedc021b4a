import { expect, it } from 'vitest'
import { exportReady } from './export-ready.ts'
import { eventOf, nobody } from './testing.ts'

it('notifies the athlete of each export', () => {
  const data = { athleteId: 'ath_a', exportId: 'exp_1', expiresAt: 2, at: 1 }
  expect(exportReady.notify(eventOf('export.ready', data), undefined)).toEqual([
    { recipientId: 'ath_a', group: 'exp_1', atMs: 1, subjects: {}, words: {} },
  ])
  expect(exportReady.sentence({}, nobody, {})).toContain('export is ready')
})
