import type { Resolvers } from '../generated/resolvers.ts'
import { Activity, ActivityConnection, ZoneTime } from './activity.ts'
import { Athlete, PersonalRecord } from './athlete.ts'
import { ClubEvent, EventOccurrence } from './club-event.ts'
import { Gear } from './gear.ts'
import { LiveSession } from './live-session.ts'
import { Mutation } from './mutation.ts'
import { Node } from './node.ts'
import { CurvePoint, Performance, Vo2MaxEstimate } from './performance.ts'
import { Photo } from './photo.ts'
import { Query } from './query.ts'
import { Segment, SegmentEffort, SegmentLeaderboard } from './segment.ts'
import { ArchiveImport, Upload, UploadFailure } from './upload.ts'
import { Viewer } from './viewer.ts'
import { YearInReview } from './year-in-review.ts'

export const resolvers: Resolvers = {
  Query,
  Mutation,
  Upload,
  ArchiveImport,
  UploadFailure,
  Activity,
  ActivityConnection,
  Athlete,
  Gear,
  ClubEvent,
  EventOccurrence,
  LiveSession,
  PersonalRecord,
  Photo,
  Segment,
  SegmentEffort,
  SegmentLeaderboard,
  Viewer,
  Performance,
  CurvePoint,
  Vo2MaxEstimate,
  YearInReview,
  ZoneTime,
  Node,
}
