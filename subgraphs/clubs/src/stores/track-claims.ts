import { collection, type Database, type Tx } from '@gruppetto/runtime'

interface TrackClaim {
  /** The key of the track; see the event of an activity. */
  readonly _id: string
  /** The activity with this track that was known first. */
  readonly activityId: string
  readonly athleteId: string
}

/** Whose each recorded track is. */
export const openTrackClaims = (database: Database) => {
  const claims = collection<TrackClaim>(database, {
    name: 'track_claims',
    fields: { _id: 'string', activityId: 'string', athleteId: 'string' },
    athletes: { ids: { athleteId: 'delete' }, exported: { not: 'derived from the recordings, which activities exports' } },
    indexes: [
      // The claim of an activity that is deleted or recorded anew.
      { keys: { activityId: 1 } },
    ],
  })
  return {
    /** Returns whose track this is: it becomes the athlete's when it is nobody's. Two athletes who claim it at once conflict. */
    async claim(trackKey: string, activity: Omit<TrackClaim, '_id'>, tx: Tx): Promise<TrackClaim> {
      const { activityId, athleteId } = activity
      return claims.upsertAndGet({ _id: trackKey }, { $setOnInsert: { activityId, athleteId } }, tx)
    },
    async release(activityId: string, tx: Tx): Promise<void> {
      await claims.deleteMany({ activityId }, tx)
    },
  }
}
