import type { EventData } from '@gruppetto/events'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { FeedItemRow } from '../domain/feed.ts'
import type { ActivityRow } from '../domain/subjects.ts'
import { decideActivity } from './record-activity.ts'

const state = (revision: number, change: Partial<EventData<'activity.measured'>> = {}): EventData<'activity.measured'> => ({
  activityId: 'act_1',
  athleteId: 'ath_1',
  revision,
  deleted: false,
  visibility: 'EVERYONE',
  name: `Name ${revision}`,
  sport: 'RIDE',
  startedAtMs: 0,
  timeZone: 'UTC',
  distanceMeters: 1,
  elapsedSeconds: 1,
  movingSeconds: 1,
  elevationGainMeters: null,
  isManual: false,
  uploadId: null,
  at: revision * 10,
  ...change,
})

describe('decideActivity', () => {
  it('keeps the newest state and makes one item, in whatever order and however often the events arrive', () => {
    const order = fc.array(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(order, (revisions) => {
        let known: ActivityRow | null = null
        let item: FeedItemRow | null = null
        let made = 0
        for (const revision of revisions) {
          const decision = decideActivity(state(revision), known, item)
          if (decision === null) continue
          known = decision.activity
          item = decision.item
          made += decision.isNew ? 1 : 0
        }
        expect(known?.revision).toBe(Math.max(...revisions))
        expect(known?.name).toBe(`Name ${Math.max(...revisions)}`)
        expect(item?.recordedAt).toEqual(new Date((revisions[0] ?? 0) * 10))
        expect(made).toBe(1)
      }),
    )
  })

  it('a deletion removes the item, and no older event brings it back', () => {
    const gone = decideActivity(state(3, { deleted: true }), null, null)
    expect(gone).toMatchObject({ item: null, isNew: false })
    expect(decideActivity(state(2), gone?.activity ?? null, null)).toBeNull()
  })
})
