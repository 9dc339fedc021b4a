import { openPhotos } from '@gruppetto/relations'
import type { Database, Runtime } from '@gruppetto/runtime'
import { openActivities } from './activities.ts'
import { openActivityDetails } from './activity-details.ts'
import { openActivityPairs } from './activity-pairs.ts'
import { openActivityTracks } from './activity-tracks.ts'
import { openArchiveMembers } from './archive-members.ts'
import { openArchiveTurns } from './archive-turns.ts'
import { openAthleteLocks } from './athlete-locks.ts'
import { openAthletePrivacy } from './athlete-privacy.ts'
import { openBestEfforts } from './best-efforts.ts'
import { openClubEvents } from './club-events.ts'
import { openClubMembers } from './club-members.ts'
import { openClubs } from './clubs.ts'
import { openCountedDays } from './counted-days.ts'
import { openDistanceYears } from './distance-years.ts'
import { openEventDates } from './event-dates.ts'
import { openExploredAreas } from './explored-areas.ts'
import { openGear } from './gear.ts'
import { openHeat } from './heat.ts'
import { openLivePositions } from './live-positions.ts'
import { openLiveSegmentMatches } from './live-segment-matches.ts'
import { openLiveSessions } from './live-sessions.ts'
import { openOutings } from './outings.ts'
import { openPersonalRecords } from './personal-records.ts'
import { openProducts } from './products.ts'
import { openRecalculations } from './recalculations.ts'
import { openReplays } from './replays.ts'
import { openSampleRevisions } from './sample-revisions.ts'
import { openSamples } from './samples.ts'
import { openSegmentBests } from './segment-bests.ts'
import { openSegmentCounts } from './segment-counts.ts'
import { openSegmentEfforts } from './segment-efforts.ts'
import { openSegmentStars } from './segment-stars.ts'
import { openSegments } from './segments.ts'
import { openSharedRecordings } from './shared-recordings.ts'
import { openTrainingProfiles } from './training-profiles.ts'
import { openTrainingYears } from './training-years.ts'
import { openUncountedDays } from './uncounted-days.ts'
import { openUploads } from './uploads.ts'

/** Opens everything that this subgraph stores. */
export const openStores = (database: Database, runtime: Pick<Runtime, 'redis' | 'log'>) => {
  const uncountedDays = openUncountedDays(database)
  return {
    uploads: openUploads(database),
    archiveMembers: openArchiveMembers(database),
    archiveTurns: openArchiveTurns(database),
    activities: openActivities(database, uncountedDays),
    details: openActivityDetails(database),
    samples: openSamples(database),
    sampleRevisions: openSampleRevisions(database),
    athleteLocks: openAthleteLocks(database),
    activityPairs: openActivityPairs(database),
    outings: openOutings(database),
    sharedRecordings: openSharedRecordings(database),
    activityTracks: openActivityTracks(database),
    heat: openHeat(database),
    segments: openSegments(database),
    segmentCounts: openSegmentCounts(database),
    segmentStars: openSegmentStars(database),
    efforts: openSegmentEfforts(database),
    bests: openSegmentBests(database),
    clubs: openClubs(database),
    clubEvents: openClubEvents(database),
    eventDates: openEventDates(database),
    clubMembers: openClubMembers(database),
    athletePrivacy: openAthletePrivacy(database),
    gear: openGear(database),
    products: openProducts(database),
    countedDays: openCountedDays(database),
    distanceYears: openDistanceYears(database),
    exploredAreas: openExploredAreas(database),
    livePositions: openLivePositions(database),
    liveSessions: openLiveSessions(database),
    liveSegmentMatches: openLiveSegmentMatches(runtime),
    bestEfforts: openBestEfforts(database),
    personalRecords: openPersonalRecords(database),
    photos: openPhotos(database),
    recalculations: openRecalculations(database),
    replays: openReplays(database),
    trainingProfiles: openTrainingProfiles(database),
    trainingYears: openTrainingYears(database),
    uncountedDays,
  }
}

export type Stores = ReturnType<typeof openStores>
