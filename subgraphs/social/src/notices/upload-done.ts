import { feedItemIdOf } from '../domain/feed.ts'
import { TALLY } from '../domain/notifications.ts'
import { defineNotice, numberOf } from './define-notice.ts'
import { loadSubject } from './subjects.ts'

/** What began longer ago is no news, as in feeds. */
const OLD_MS = 86_400_000

/**
 * Nobody is notified when the activity was deleted meanwhile. When it has not arrived after the wait, the notice is about the
 * upload alone. Somebody who brings the recordings of years one by one gets one notice of all that are old, as of an archive.
 */
export const uploadDone = defineNotice({
  kind: 'UPLOAD_DONE',
  on: ['upload.completed'],
  defaults: { push: false, mail: false },
  waitsFor: ({ data }) => data.activityIds[0],
  load: async (services, { data: { activityIds } }, tx) => {
    const [id] = activityIds
    if (id === undefined) return { activity: null, recordedAt: null }
    const item = await services.stores.feedItems.get(feedItemIdOf(id), tx)
    return { activity: await loadSubject(services, id, tx), recordedAt: item?.recordedAt ?? null }
  },
  notify: ({ data: { athleteId, uploadId, fileName, activityIds }, at }, { activity, recordedAt }) => {
    const isOld = recordedAt !== null && at - recordedAt.getTime() > OLD_MS
    return [
      {
        recipientId: athleteId,
        group: isOld ? 'older' : uploadId,
        atMs: at,
        about: activity,
        subjects: { upload: uploadId, ...(activityIds[0] === undefined ? {} : { activity: activityIds[0] }) },
        words: { fileName, [TALLY]: '1' },
      },
    ]
  },
  facts: ({ fileName, tally }) => ({ fileName, imported: numberOf(tally) }),
  sentence: ({ activity, fileName, tally = '1' }) =>
    tally === '1' ? `${activity ?? fileName ?? 'Your upload'} is ready` : `${tally} older recordings are ready`,
})
