import type { EventData } from '@gruppetto/events'
import { openProjection } from '@gruppetto/relations'
import { collection, type Database } from '@gruppetto/runtime'

/** What others may not see of an athlete's recordings: the last athlete.privacy-changed. */
export interface AthletePrivacyRow extends Omit<EventData<'athlete.privacy-changed'>, 'athleteId' | 'at'> {
  /** The athlete's id. */
  readonly _id: string
}

/** A projection of the privacy of recordings, which athletes owns. */
export const openAthletePrivacy = (database: Database) =>
  openProjection(
    collection<AthletePrivacyRow>(database, {
      name: 'athlete_privacy',
      fields: {
        _id: 'string',
        revision: 'number',
        hideHeartRate: 'boolean',
        hideStartEndMeters: 'number',
        zones: 'array',
        recordingsForStatistics: 'boolean?',
      },
      athletes: { ids: { _id: 'delete' }, exported: { not: 'a copy of what athletes exports' } },
    }),
  )

export type AthletePrivacy = ReturnType<typeof openAthletePrivacy>
