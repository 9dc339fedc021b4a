import { defineNotice } from './define-notice.ts'
import { loadSubject } from './subjects.ts'

/** For the athlete who lost the record, if the athlete may see the ride that took it. */
export const segmentRecordLost = defineNotice({
  kind: 'SEGMENT_RECORD_LOST',
  on: ['segment.record-lost'],
  defaults: { push: true, mail: false, personas: { SOLO_ATHLETE: { push: false } } },
  waitsFor: ({ data }) => data.activityId,
  load: (services, { data }, tx) => loadSubject(services, data.activityId, tx),
  notify: ({ data: { athleteId, byAthleteId, effortId, segmentId, activityId, at } }, ride) =>
    ride === null
      ? []
      : [
          {
            recipientId: athleteId,
            actorId: byAthleteId,
            group: segmentId,
            sourceId: effortId,
            atMs: at,
            about: ride,
            subjects: { segment: segmentId, activity: activityId },
          },
        ],
  sentence: ({ segment }, { who }) => `${who} took your record on ${segment ?? 'a segment'}`,
})
