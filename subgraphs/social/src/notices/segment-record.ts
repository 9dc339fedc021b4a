import { defineNotice } from './define-notice.ts'
import { loadSubject } from './subjects.ts'

export const segmentRecord = defineNotice({
  kind: 'SEGMENT_RECORD',
  on: ['segment.record-won'],
  defaults: { push: true, mail: false },
  waitsFor: ({ data }) => data.activityId,
  load: (services, { data }, tx) => loadSubject(services, data.activityId, tx),
  notify: ({ data: { athleteId, segmentId, activityId, at } }, ride) =>
    ride === null
      ? []
      : [
          {
            recipientId: athleteId,
            group: segmentId,
            atMs: at,
            about: ride,
            subjects: { segment: segmentId, activity: activityId },
          },
        ],
  sentence: ({ segment }) => `You set the record on ${segment ?? 'a segment'}`,
})
