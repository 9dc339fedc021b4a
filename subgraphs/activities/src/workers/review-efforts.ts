import { type AnyWorker, defineWorker, portions, SYSTEM } from '@gruppetto/runtime'
import { planEfforts } from '../domain/segments/changes.ts'
import { type EffortAthlete, type EffortRow, passageOf } from '../domain/segments/effort.ts'
import { readEffortAthlete } from '../pipelines/segments/read-effort-athlete.ts'
import { writeEfforts } from '../pipelines/segments/write-efforts.ts'
import { commitPrivacy } from '../pipelines/upsert-privacy.ts'
import type { Services } from '../services.ts'

/** The number of efforts in one transaction. */
const PAGE = 200

/**
 * Reviews all efforts of an athlete, page by page, when the athlete's privacy or training profile has changed. Each page is correct by
 * itself, so a crash costs nothing but repeated work.
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
    return { changes, segmentNames: new Map(segments.map(({ _id, name }) => [_id, name])) }
  }

  const reviewPage = (athleteId: string, page: readonly EffortRow[]): Promise<void> =>
    database.transact(async (tx) => {
      await stores.athleteLocks.take(athleteId, tx)
      const efforts = await stores.efforts.many(
        page.map(({ _id }) => _id),
        tx,
      )
      const athlete = await readEffortAthlete(services, athleteId, tx)
      const { changes, segmentNames } = await changesOf(efforts, athlete)
      const options = { athleteId, open: athlete.open, segmentNames, cause: 'ATHLETE' as const, nowMs: runtime.now() }
      await writeEfforts(services, changes, options, tx)
    }, SYSTEM)

  return defineWorker({
    name: 'activities-review-efforts',
    on: ['athlete.privacy-changed', 'training.recalculated'],
    prepare: async ({ data }) => {
      const { athleteId } = data
      if ('zones' in data) await commitPrivacy(services, data)
      const read = (last: EffortRow | null) => stores.efforts.ofAthlete(athleteId, last?._id ?? null, PAGE)
      for await (const page of portions(PAGE, read)) await reviewPage(athleteId, page)
    },
    concurrency: 2,
  })
}
