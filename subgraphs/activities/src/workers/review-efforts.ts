import { type AnyWorker, defineWorker, SYSTEM } from '@gruppetto/runtime'
import { planEfforts } from '../domain/segments/changes.ts'
import { type EffortAthlete, type EffortRow, passageOf } from '../domain/segments/effort.ts'
import { knowPrivacy } from '../pipelines/know-privacy.ts'
import { effortAthlete } from '../pipelines/segments/effort-athlete.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import type { Services } from '../services.ts'

/** Efforts in one transaction. */
const PAGE = 200

/**
 * An athlete hides other places than before, or was somebody else on some days: looks at all of the athlete's efforts again, page by page.
 * Each page is right by itself, so that a sudden end costs nothing but the looking.
 */
export const reviewEfforts = (services: Services): AnyWorker => {
  const { database, stores, runtime } = services

  const changesOf = async (efforts: readonly EffortRow[], athlete: EffortAthlete) => {
    const activityIds = [...new Set(efforts.map(({ activityId }) => activityId))]
    const [activities, segments] = await Promise.all([
      stores.activities.many(activityIds),
      stores.segments.withLines([...new Set(efforts.map(({ segmentId }) => segmentId))]),
    ])
    const changes = activities.flatMap((activity) => {
      const own = efforts.filter(({ activityId }) => activityId === activity._id)
      return planEfforts(own, own.map(passageOf), { activity, athlete, segments }, [])
    })
    return { changes, names: new Map(segments.map(({ _id, name }) => [_id, name])) }
  }

  const reviewPage = (athleteId: string, page: readonly EffortRow[]): Promise<void> =>
    database.transact(async (tx) => {
      await stores.athleteLocks.take(athleteId, tx)
      const efforts = await stores.efforts.many(
        page.map(({ _id }) => _id),
        tx,
      )
      const athlete = await effortAthlete(services, athleteId, tx)
      const { changes, names } = await changesOf(efforts, athlete)
      const options = { athleteId, open: athlete.open, names, cause: 'ATHLETE' as const, nowMs: runtime.now() }
      await writeEfforts(services, changes, options, tx)
    }, SYSTEM)

  return defineWorker({
    name: 'activities-review-efforts',
    on: ['athlete.privacy-changed', 'training.recalculated'],
    prepare: async ({ data }) => {
      const { athleteId } = data
      if ('zones' in data) await knowPrivacy(services, data)
      for (let after: string | null = null; ; ) {
        const page: readonly EffortRow[] = await stores.efforts.ofAthlete(athleteId, after, PAGE)
        const last = page.at(-1)
        if (last === undefined) return
        await reviewPage(athleteId, page)
        after = last._id
      }
    },
    concurrency: 2,
  })
}
