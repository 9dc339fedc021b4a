import type { EventData } from '@gruppetto/events'
import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { withdrawnNoticeOf } from '../notices/define-notice.ts'
import { withdrawNotice } from '../pipelines/write-notices.ts'
import type { Services } from '../services.ts'

/** Returns the efforts that were something before and are no record now: deleted, of another sport, or hidden from others. */
const endedIn = ({ visibility, efforts }: EventData<'effort.recorded'>) =>
  efforts.filter(({ revision, deleted, counts }) => revision > 1 && (deleted || !counts || visibility !== 'EVERYONE'))

/** Takes back who was told that an effort won or took a record, and has not read it, when the effort is none any more. */
export const takeBackRecords = (services: Services): AnyWorker => {
  const { notifications } = services.stores
  return defineWorker({
    name: 'social-take-back-records',
    on: ['effort.recorded'],
    concerns: ({ data }) => endedIn(data).length > 0,
    load: async ({ data }, tx) => {
      const { athleteId, activityId } = data
      const ended = endedIn(data)
      const lost = await notifications.entriesOfSources(
        ended.map(({ effortId }) => effortId),
        tx,
      )
      const segmentIds = [...new Set(ended.map(({ segmentId }) => segmentId))]
      const won = segmentIds.map((group) => withdrawnNoticeOf('SEGMENT_RECORD', { recipientId: athleteId, group, actorId: null }))
      const groups = await Promise.all(won.map(({ groupKey }) => notifications.unreadGroup(athleteId, groupKey, tx)))
      // A later ride may have won the record again.
      return { lost, won: won.filter((_notice, index) => groups[index]?.subjects.activity === activityId) }
    },
    save: async ({ lost, won }, tx) => {
      for (const notice of [...won, ...lost]) await withdrawNotice(services, notice, tx)
    },
  })
}
