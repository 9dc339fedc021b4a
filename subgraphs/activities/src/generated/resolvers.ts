// Generated from schema/activities.graphql by npm run codegen.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { UploadRow, Failure, FileWarning } from '../domain/upload.ts';
import type { ShownActivity } from '../domain/show-activity.ts';
import type { ZoneSeconds } from '@gruppetto/recordings';
import type { ActivityPage, ActivityPageEdge } from '../pipelines/list-activities.ts';
import type { UploadPage, UploadPageEdge, ArchiveImportOf, ArchiveFailureOf, ArchiveFailurePage, ArchiveFailurePageEdge } from '../pipelines/list-uploads.ts';
import type { GearRow } from '../domain/gear.ts';
import type { EventWithRoute, DateWithRoute } from '../domain/event-route.ts';
import type { LiveSegmentRow } from '../domain/segments/live-segment.ts';
import type { LiveSessionRow } from '../domain/live-session.ts';
import type { PerformanceOf } from '../pipelines/read-performance.ts';
import type { ShownPoint, ShownEffort } from '../domain/show-measurements.ts';
import type { ShownVo2Max } from '../domain/vo2max-estimates.ts';
import type { SegmentRow } from '../domain/segments/segment.ts';
import type { EffortRow } from '../domain/segments/effort.ts';
import type { Leaderboard } from '../pipelines/segments/show-leaderboard.ts';
import type { Reference, ProductReference } from '../domain/references.ts';
import type { ShownRecord } from '../domain/personal-records.ts';
import type { CarriedPhoto } from '@gruppetto/relations';
import type { YearReview } from '../domain/year-in-review.ts';
import type { Context } from '../context.ts';
export type Maybe<T> = T | null;
export type InputMaybe<T> = T | null | undefined;
export type Omit<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
export type RequireFields<T, K extends keyof T> = Omit<T, K> & { [P in K]-?: NonNullable<T[P]> };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** A calendar day, YYYY-MM-DD, in the time zone of the athlete it belongs to. */
  Date: { input: string; output: string; }
  /** An instant: RFC 3339, always sent with offset Z, any offset accepted. */
  DateTime: { input: Date; output: Date | number; }
  /** A route in Google's encoded polyline format, precision 5, latitude first. */
  EncodedPolyline: { input: string; output: string; }
  /** One channel of a recording: a JSON array of numbers, null where the sensor had no value. All channels of a recording have one length. */
  Samples: { input: ReadonlyArray<number | null>; output: ReadonlyArray<number | null>; }
  /** An IANA time zone name such as Europe/Zurich. */
  TimeZone: { input: string; output: string; }
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  readonly __typename?: 'Query';
  readonly viewer: Maybe<Viewer>;
  readonly activity: Maybe<Activity>;
  readonly upload: Maybe<Upload>;
  readonly gear: Maybe<Gear>;
  readonly segment: Maybe<Segment>;
  /** Segments whose start lies in the box, at most two degrees wide and high, most popular first. West of 180 degrees to east of it where west is the larger. */
  readonly segments: SegmentConnection;
  /** Where athletes go: the cells of the globe that public routes of at least five athletes pass. The box is at most 30 degrees wide and high. */
  readonly heatMap: HeatMap;
  /** By id when the viewer may follow it, or by the share token of its link: one of the two. */
  readonly liveSession: Maybe<LiveSession>;
};


export type QueryActivityArgs = {
  id: Scalars['ID']['input'];
};


export type QueryUploadArgs = {
  id: Scalars['ID']['input'];
};


export type QueryGearArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySegmentArgs = {
  id: Scalars['ID']['input'];
};


export type QuerySegmentsArgs = {
  within: BoundingBoxInput;
  sport?: InputMaybe<Sport>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryHeatMapArgs = {
  within: BoundingBoxInput;
};


export type QueryLiveSessionArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  shareToken?: InputMaybe<Scalars['String']['input']>;
};

/** A file on its way in. PUT the bytes to `url` with `headers` before `urlExpiresAt`; processing starts when they have arrived. */
export type Upload = Node & {
  readonly __typename?: 'Upload';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly fileName: Scalars['String']['output'];
  readonly status: UploadStatus;
  /** 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  readonly url: Maybe<Scalars['URL']['output']>;
  readonly headers: ReadonlyArray<HttpHeader>;
  readonly urlExpiresAt: Maybe<Scalars['DateTime']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** A multi-sport file yields several. */
  readonly activities: ReadonlyArray<Activity>;
  readonly failure: Maybe<UploadFailure>;
  /** What was not as it should be but did not stop the upload: a cut-off end, a wrong CRC, dropped GPS spikes. */
  readonly warnings: ReadonlyArray<Scalars['String']['output']>;
  /** What `warnings` says, for a client that says it in its own language. Warnings from before the field existed are not among them. */
  readonly warningFacts: ReadonlyArray<UploadWarning>;
  /** Of a zip with many recordings; null elsewhere. `activities` then holds the newest hundred. */
  readonly archive: Maybe<ArchiveImport>;
};

/** What became of the recordings of an archive so far. The numbers count files: one of a triathlon is imported once. */
export type ArchiveImport = {
  readonly __typename?: 'ArchiveImport';
  /** 0 until they are listed. */
  readonly found: Scalars['Int']['output'];
  readonly imported: Scalars['Int']['output'];
  readonly duplicates: Scalars['Int']['output'];
  readonly failed: Scalars['Int']['output'];
  readonly failures: ArchiveFailureConnection;
};


/** What became of the recordings of an archive so far. The numbers count files: one of a triathlon is imported once. */
export type ArchiveImportFailuresArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type ArchiveFailure = {
  readonly __typename?: 'ArchiveFailure';
  readonly fileName: Scalars['String']['output'];
  readonly failure: UploadFailure;
};

export type ArchiveFailureEdge = {
  readonly __typename?: 'ArchiveFailureEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ArchiveFailure;
};

export type ArchiveFailureConnection = {
  readonly __typename?: 'ArchiveFailureConnection';
  readonly edges: ReadonlyArray<ArchiveFailureEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type UploadStatus =
  | 'AWAITING_FILE'
  | 'RECEIVED'
  | 'PARSING'
  | 'ANALYSING'
  | 'MATCHING_SEGMENTS'
  | 'DONE'
  | 'FAILED';

export type UploadFailure = {
  readonly __typename?: 'UploadFailure';
  readonly code: UploadFailureCode;
  readonly message: Scalars['String']['output'];
  readonly duplicateOf: Maybe<Activity>;
};

export type UploadWarning = {
  readonly __typename?: 'UploadWarning';
  readonly code: UploadWarningCode;
  /** The sentence of `warnings`. */
  readonly message: Scalars['String']['output'];
  /** Of what was left out: how many of them. */
  readonly count: Maybe<Scalars['Int']['output']>;
  /** TOO_MANY_PARTS: how many of a kind there may be. */
  readonly max: Maybe<Scalars['Int']['output']>;
  /** TRACK_WITHOUT_TIMES, PART_IS_THERE: which one, from 1. */
  readonly part: Maybe<Scalars['Int']['output']>;
  /** PART_IS_THERE: of so many. */
  readonly parts: Maybe<Scalars['Int']['output']>;
};

export type UploadWarningCode =
  /** The compressed file is damaged or cut off. */
  | 'DAMAGED_COMPRESSION'
  /** A FIT file is shorter than its header says, or the header is wrong. */
  | 'CUT_OFF'
  | 'WRONG_CHECKSUM'
  /** It can't be read from one place on; what comes before was saved. */
  | 'BREAKS_OFF'
  /** What follows the FIT file is none; what comes before was saved. */
  | 'UNKNOWN_REST'
  /** Laps, events or the like were left out. */
  | 'TOO_MANY_PARTS'
  /** The clock of the device was set on the way; the times before were corrected. */
  | 'CLOCK_SET'
  /** Samples were left out. */
  | 'WITHOUT_TIME'
  /** Samples were left out. */
  | 'IMPOSSIBLE_DATES'
  /** A track was left out. */
  | 'TRACK_WITHOUT_TIMES'
  /** Positions were left out that nobody can have reached. */
  | 'IMPOSSIBLE_POSITIONS'
  /** Jumps of the distance were left out that nobody can have covered. */
  | 'IMPOSSIBLE_DISTANCES'
  /** A part of a file of many is an activity already. */
  | 'PART_IS_THERE';

export type Activity = Node & {
  readonly __typename?: 'Activity';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly athlete: Maybe<Athlete>;
  readonly name: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly sport: Sport;
  readonly visibility: Visibility;
  readonly startedAt: Scalars['DateTime']['output'];
  readonly timeZone: Scalars['TimeZone']['output'];
  /** Wall-clock start where it happened, without an offset: 2026-11-22T07:30:00. */
  readonly startedAtLocal: Scalars['String']['output'];
  readonly distanceMeters: Scalars['Float']['output'];
  readonly elapsedSeconds: Scalars['Int']['output'];
  readonly movingSeconds: Scalars['Int']['output'];
  readonly elevationGainMeters: Maybe<Scalars['Float']['output']>;
  readonly elevationLossMeters: Maybe<Scalars['Float']['output']>;
  readonly averageSpeedMps: Maybe<Scalars['Float']['output']>;
  readonly maxSpeedMps: Maybe<Scalars['Float']['output']>;
  /** On foot, where the altitude is known. */
  readonly gradeAdjustedSpeedMps: Maybe<Scalars['Float']['output']>;
  readonly averageHeartRateBpm: Maybe<Scalars['Float']['output']>;
  readonly maxHeartRateBpm: Maybe<Scalars['Int']['output']>;
  readonly averagePowerWatts: Maybe<Scalars['Float']['output']>;
  readonly maxPowerWatts: Maybe<Scalars['Int']['output']>;
  readonly normalizedPowerWatts: Maybe<Scalars['Float']['output']>;
  /** Of the time with a cadence: coasting and standing are left out. On foot of one foot, half the steps, whatever the file counts. */
  readonly averageCadenceRpm: Maybe<Scalars['Float']['output']>;
  readonly energyKilojoules: Maybe<Scalars['Float']['output']>;
  /** From work where there is power, on foot from the cost of the gradients, else from heart rate. */
  readonly caloriesKcal: Maybe<Scalars['Float']['output']>;
  /** Training stress score, or its estimate where there is no power: one hour at threshold is 100. */
  readonly trainingLoad: Maybe<Scalars['Float']['output']>;
  readonly trainingLoadMethod: Maybe<TrainingLoadMethod>;
  /** Effort as a share of the threshold, where the load comes from power or pace. */
  readonly intensityFactor: Maybe<Scalars['Float']['output']>;
  readonly route: Maybe<Route>;
  readonly laps: ReadonlyArray<Lap>;
  readonly splits: ReadonlyArray<Split>;
  /**
   * Downsampled to at most maxPoints by largest-triangle-three-buckets; ask null for every sample. In two points for each 1,024 samples or fewer: the least
   * and the most of each stretch. `fromSeconds` and `toSeconds`, on the clock of TIME, both included, ask for a part of it, in as many points. For
   * the owner, `whole` is of all that was recorded, also of what a crop leaves out; for others it changes nothing.
   */
  readonly streams: Maybe<ActivityStreams>;
  /** Of runs; empty for other sports. */
  readonly bestEfforts: ReadonlyArray<BestEffort>;
  /** In the order they were ridden. One that passes what privacy hides is its athlete's alone. */
  readonly segmentEfforts: ReadonlyArray<SegmentEffort>;
  readonly heartRateZones: Maybe<ReadonlyArray<ZoneTime>>;
  /** Seven by functional threshold power; of runs five by the running threshold. Null where the sport's threshold is unknown, and for walks and hikes. */
  readonly powerZones: Maybe<ReadonlyArray<ZoneTime>>;
  readonly powerCurve: Maybe<ReadonlyArray<CurvePoint>>;
  readonly device: Maybe<Scalars['String']['output']>;
  /** Null for who may not see the athlete's profile. */
  readonly gear: Maybe<Gear>;
  /** A signed link, one hour. ORIGINAL is the owner's alone; GPX, TCX and FIT leave out what privacy hides. Null where there is nothing to write: no samples, for GPX no positions. */
  readonly exportUrl: Maybe<Scalars['URL']['output']>;
  readonly isManual: Scalars['Boolean']['output'];
  readonly photos: Maybe<ReadonlyArray<Photo>>;
  /** People who were there too, each by their own consent: their recordings of the same outing, as far as the viewer may see them. Earliest first. */
  readonly together: Maybe<ReadonlyArray<Activity>>;
  /** Of a pool swim whose device counted them, in order; null elsewhere, and for others where a privacy zone cuts the recording. */
  readonly lengths: Maybe<ReadonlyArray<PoolLength>>;
  /** Of a pool swim, where the device or its metres tell. */
  readonly poolLengthMeters: Maybe<Scalars['Float']['output']>;
  /** The owner's own: the part of the recording that counts. Null where all of it does, and for others. */
  readonly crop: Maybe<ActivityCrop>;
};


export type ActivitySplitsArgs = {
  unit?: InputMaybe<Units>;
};


export type ActivityStreamsArgs = {
  channels: ReadonlyArray<StreamChannel>;
  maxPoints?: InputMaybe<Scalars['Int']['input']>;
  fromSeconds?: InputMaybe<Scalars['Float']['input']>;
  toSeconds?: InputMaybe<Scalars['Float']['input']>;
  whole?: InputMaybe<Scalars['Boolean']['input']>;
};


export type ActivityExportUrlArgs = {
  format: ExportFormat;
};

/** In seconds of the whole recording, both included. */
export type ActivityCrop = {
  readonly __typename?: 'ActivityCrop';
  readonly fromSeconds: Scalars['Float']['output'];
  readonly toSeconds: Scalars['Float']['output'];
  /** How long the whole recording is. */
  readonly recordedSeconds: Scalars['Float']['output'];
};

export type SwimStroke =
  | 'FREESTYLE'
  | 'BACKSTROKE'
  | 'BREASTSTROKE'
  | 'BUTTERFLY'
  | 'MEDLEY'
  | 'DRILL'
  | 'MIXED'
  | 'UNKNOWN';

/** A rest has no strokes and no metres. Strokes are null where nobody counted them; swolf is seconds plus strokes. */
export type PoolLength = {
  readonly __typename?: 'PoolLength';
  readonly index: Scalars['Int']['output'];
  readonly startSeconds: Scalars['Float']['output'];
  readonly elapsedSeconds: Scalars['Float']['output'];
  readonly isRest: Scalars['Boolean']['output'];
  readonly stroke: Maybe<SwimStroke>;
  readonly strokes: Maybe<Scalars['Int']['output']>;
  readonly swolf: Maybe<Scalars['Float']['output']>;
  readonly distanceMeters: Scalars['Float']['output'];
};

export type ExportFormat =
  /** The file as it came. */
  | 'ORIGINAL'
  | 'GPX'
  | 'TCX'
  | 'FIT';

export type TrainingLoadMethod =
  | 'POWER'
  | 'HEART_RATE'
  | 'PACE'
  | 'DURATION';

export type StreamChannel =
  | 'TIME'
  | 'DISTANCE'
  | 'LATITUDE'
  | 'LONGITUDE'
  | 'ALTITUDE'
  | 'SPEED'
  | 'HEART_RATE'
  | 'CADENCE'
  | 'POWER'
  | 'TEMPERATURE'
  | 'GRADE'
  | 'MOVING';

export type Route = {
  readonly __typename?: 'Route';
  readonly polyline: Scalars['EncodedPolyline']['output'];
  readonly start: Maybe<Coordinates>;
  readonly end: Maybe<Coordinates>;
  readonly southWest: Coordinates;
  readonly northEast: Coordinates;
};

export type Lap = {
  readonly __typename?: 'Lap';
  readonly index: Scalars['Int']['output'];
  readonly startSeconds: Scalars['Int']['output'];
  readonly elapsedSeconds: Scalars['Float']['output'];
  readonly movingSeconds: Scalars['Float']['output'];
  readonly distanceMeters: Scalars['Float']['output'];
  readonly averageHeartRateBpm: Maybe<Scalars['Float']['output']>;
  readonly averagePowerWatts: Maybe<Scalars['Float']['output']>;
  readonly averageSpeedMps: Maybe<Scalars['Float']['output']>;
  readonly elevationGainMeters: Maybe<Scalars['Float']['output']>;
};

export type Split = {
  readonly __typename?: 'Split';
  readonly index: Scalars['Int']['output'];
  readonly distanceMeters: Scalars['Float']['output'];
  readonly movingSeconds: Scalars['Float']['output'];
  readonly elevationChangeMeters: Maybe<Scalars['Float']['output']>;
  readonly averageHeartRateBpm: Maybe<Scalars['Float']['output']>;
  readonly averageSpeedMps: Scalars['Float']['output'];
  /** On foot, where the altitude is known. */
  readonly gradeAdjustedSpeedMps: Maybe<Scalars['Float']['output']>;
};

/** Each sample with a value counts until the next, at most 10 s. */
export type ZoneTime = {
  readonly __typename?: 'ZoneTime';
  readonly zone: Zone;
  readonly seconds: Scalars['Int']['output'];
};

/** The best mean over a duration. */
export type CurvePoint = {
  readonly __typename?: 'CurvePoint';
  readonly seconds: Scalars['Int']['output'];
  readonly watts: Scalars['Float']['output'];
  readonly activity: Maybe<Activity>;
  /** When that activity began. */
  readonly at: Maybe<Scalars['DateTime']['output']>;
};

/** The least time over a distance, between any two places of the run; pauses count. */
export type BestEffort = {
  readonly __typename?: 'BestEffort';
  readonly distanceMeters: Scalars['Float']['output'];
  readonly name: Scalars['String']['output'];
  readonly elapsedSeconds: Scalars['Float']['output'];
  readonly startSeconds: Scalars['Int']['output'];
  /** The athlete's best over this distance in this sport today, among the activities that the viewer may see: one of Athlete.personalRecords. */
  readonly isPersonalRecord: Scalars['Boolean']['output'];
};

export type ActivityStreams = {
  readonly __typename?: 'ActivityStreams';
  readonly length: Scalars['Int']['output'];
  /** How many samples there are, in the part that was asked for. */
  readonly original: Scalars['Int']['output'];
  readonly channels: ReadonlyArray<Stream>;
};

export type Stream = {
  readonly __typename?: 'Stream';
  readonly channel: StreamChannel;
  readonly samples: Scalars['Samples']['output'];
};

/**
 * A bike or a pair of shoes, with the distance its activities have put on it. Others than the owner see it when they may see the owner's profile and an
 * activity that it is on, and are told the distance of the activities that they may see.
 */
export type Gear = Node & {
  readonly __typename?: 'Gear';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly owner: Maybe<Athlete>;
  readonly name: Scalars['String']['output'];
  readonly kind: GearKind;
  readonly distanceMeters: Scalars['Float']['output'];
  /** The owner's own: a GEAR_WORN notification comes once when the distance reaches it, and again only after it was raised. */
  readonly retireAtMeters: Maybe<Scalars['Float']['output']>;
  /** Stays on its activities and goes on no new ones. */
  readonly retired: Scalars['Boolean']['output'];
  /** What it is, of the marketplace. */
  readonly product: Maybe<Product>;
};

export type GearKind =
  | 'SHOES'
  | 'BIKE'
  | 'OTHER';

export type Product = {
  readonly __typename?: 'Product';
  readonly ref: Scalars['ID']['output'];
};

export type ActivityEdge = {
  readonly __typename?: 'ActivityEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Activity;
};

/** An athlete on the way. Others than the athlete see it as the athlete's privacy has it: not in a privacy zone, and no closer to either end than hidden. */
export type LiveSession = Node & {
  readonly __typename?: 'LiveSession';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly athlete: Maybe<Athlete>;
  readonly sport: Sport;
  readonly status: LiveStatus;
  readonly startedAt: Scalars['DateTime']['output'];
  readonly endedAt: Maybe<Scalars['DateTime']['output']>;
  /** The athlete's own, while there is a share link. */
  readonly shareUrl: Maybe<Scalars['URL']['output']>;
  /** The newest that the viewer may see; null while there is none, as in a privacy zone, and for others after the end where the athlete has one. */
  readonly position: Maybe<LivePosition>;
  /** The way so far, as the viewer may see it. */
  readonly track: Maybe<Scalars['EncodedPolyline']['output']>;
  /**
   * Of a session for a virtual event: how far it has come while the event is on, as far as the viewer sees. What came before the start, and after the
   * end, does not count. Null for all but members of the club, where there is no position, and where the event is cancelled.
   */
  readonly eventDistanceMeters: Maybe<Scalars['Float']['output']>;
  /**
   * Premium, and the athlete's own: the starred segments that the athlete is on or has finished in this session, while it lasts. Those under way first.
   * Empty for others and without premium.
   */
  readonly segments: ReadonlyArray<LiveSegment>;
  /** What it became, some minutes after it ended: an activity of its own, until a file of the same time replaces its recording. */
  readonly activity: Maybe<Activity>;
};

export type ClubEvent = {
  readonly __typename?: 'ClubEvent';
  readonly id: Scalars['ID']['output'];
  /**
   * Of a virtual event, for members of its club: the live sessions started for it that the viewer may see, at most 100, by their eventDistanceMeters, the
   * farthest first. While the event is on ended ones stay. Null where the event is not virtual.
   */
  readonly live: Maybe<ReadonlyArray<LiveSession>>;
  readonly routeLine: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeLineMeters: Maybe<Scalars['Float']['output']>;
  readonly routeLineClimbMeters: Maybe<Scalars['Float']['output']>;
  readonly routeActivityId: Maybe<Scalars['ID']['output']>;
  readonly routeGivenById: Maybe<Scalars['ID']['output']>;
  /** Where it leads; of a series where its dates lead that have no route of their own. Of an activity it is what a stranger sees of it. */
  readonly route: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeDistanceMeters: Maybe<Scalars['Float']['output']>;
  /** Null where the altitudes are not known, as of a route that was drawn. */
  readonly routeClimbMeters: Maybe<Scalars['Float']['output']>;
};

/** One date of an event. */
export type EventOccurrence = {
  readonly __typename?: 'EventOccurrence';
  readonly ref: Scalars['ID']['output'];
  readonly routeLine: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeLineMeters: Maybe<Scalars['Float']['output']>;
  readonly routeLineClimbMeters: Maybe<Scalars['Float']['output']>;
  readonly routeActivityId: Maybe<Scalars['ID']['output']>;
  readonly routeGivenById: Maybe<Scalars['ID']['output']>;
  /** As of the event. */
  readonly route: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeDistanceMeters: Maybe<Scalars['Float']['output']>;
  /** As of the event. */
  readonly routeClimbMeters: Maybe<Scalars['Float']['output']>;
};

/** Where the athlete stands on a starred segment right now, against the own best and against the leader of those the athlete may see. */
export type LiveSegment = {
  readonly __typename?: 'LiveSegment';
  readonly segment: Segment;
  /** 0 to 1, by distance along the segment. */
  readonly progress: Scalars['Float']['output'];
  /** Since its start was passed. */
  readonly elapsedSeconds: Scalars['Float']['output'];
  /** Where the athlete is now, negative behind. Null where there is no effort to compare with. A lap of this session counts from its end on. */
  readonly secondsAheadOfBest: Maybe<Scalars['Float']['output']>;
  /** As against the best; of recorded efforts alone. */
  readonly secondsAheadOfLeader: Maybe<Scalars['Float']['output']>;
  /** Null while under way. */
  readonly finishedEffortSeconds: Maybe<Scalars['Float']['output']>;
};

export type LiveStatus =
  | 'LIVE'
  | 'PAUSED'
  | 'ENDED'
  /** Nothing was heard for five minutes. */
  | 'LOST';

export type LivePosition = {
  readonly __typename?: 'LivePosition';
  readonly at: Scalars['DateTime']['output'];
  readonly latitude: Maybe<Scalars['Float']['output']>;
  readonly longitude: Maybe<Scalars['Float']['output']>;
  /** For others than the athlete: along what they may see. */
  readonly distanceMeters: Scalars['Float']['output'];
  readonly elapsedSeconds: Scalars['Int']['output'];
  readonly speedMps: Maybe<Scalars['Float']['output']>;
  readonly heartRateBpm: Maybe<Scalars['Int']['output']>;
  readonly powerWatts: Maybe<Scalars['Int']['output']>;
};

/** A stretch of road, path or water that athletes are timed on; whoever made it, everyone sees it. */
export type Segment = Node & {
  readonly __typename?: 'Segment';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly name: Scalars['String']['output'];
  readonly sport: Sport;
  readonly createdBy: Maybe<Athlete>;
  readonly distanceMeters: Scalars['Float']['output'];
  readonly elevationGainMeters: Scalars['Float']['output'];
  readonly averageGradePercent: Scalars['Float']['output'];
  readonly polyline: Scalars['EncodedPolyline']['output'];
  readonly start: Coordinates;
  readonly end: Coordinates;
  /** Of what everyone may see. */
  readonly effortCount: Scalars['Int']['output'];
  readonly athleteCount: Scalars['Int']['output'];
  readonly isStarred: Scalars['Boolean']['output'];
  /** Best effort of each athlete that the viewer may see, fastest first; equals share a rank and the earlier stands first. Private and blocked athletes take no rank away. */
  readonly leaderboard: SegmentLeaderboard;
  /** Newest first. */
  readonly viewerEfforts: Maybe<SegmentEffortConnection>;
};


/** A stretch of road, path or water that athletes are timed on; whoever made it, everyone sees it. */
export type SegmentLeaderboardArgs = {
  filter?: InputMaybe<SegmentLeaderboardFilter>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** A stretch of road, path or water that athletes are timed on; whoever made it, everyone sees it. */
export type SegmentViewerEffortsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type SegmentEdge = {
  readonly __typename?: 'SegmentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Segment;
};

/** Cells are those of H3 (h3geo.org). */
export type HeatMap = {
  readonly __typename?: 'HeatMap';
  /** 9 in a box of up to 0.6 degrees, with edges of 200 m; 7 in one of up to 4 degrees, with edges of 1.4 km; else 5, with edges of 10 km. */
  readonly resolution: Scalars['Int']['output'];
  /** The hottest first, at most 4,000. Some reach beyond the box. */
  readonly cells: ReadonlyArray<HeatCell>;
};

export type HeatCell = {
  readonly __typename?: 'HeatCell';
  /** Its corners in their order, as an encoded polyline with five decimals. */
  readonly outline: Scalars['String']['output'];
  /** 1 where five to nine athletes have passed, and one more each time that their number doubles. */
  readonly heat: Scalars['Int']['output'];
};

export type SegmentConnection = {
  readonly __typename?: 'SegmentConnection';
  readonly edges: ReadonlyArray<SegmentEdge>;
  readonly pageInfo: PageInfo;
};

/** FOLLOWING: whom the viewer follows, and the viewer. CLUB: the members of clubId, for its members. Sex, age and weight: as the athlete's training profile has them on the effort's day; who says nothing is on no such board. Since and until: by when the activity began. */
export type SegmentLeaderboardFilter = {
  readonly scope?: InputMaybe<LeaderboardScope>;
  readonly clubId?: InputMaybe<Scalars['ID']['input']>;
  readonly sex?: InputMaybe<Sex>;
  readonly ageGroup?: InputMaybe<AgeGroup>;
  readonly weightClass?: InputMaybe<WeightClass>;
  readonly since?: InputMaybe<Scalars['DateTime']['input']>;
  readonly until?: InputMaybe<Scalars['DateTime']['input']>;
};

export type AgeGroup =
  | 'UNDER_20'
  | 'FROM_20_TO_24'
  | 'FROM_25_TO_34'
  | 'FROM_35_TO_44'
  | 'FROM_45_TO_54'
  | 'FROM_55_TO_64'
  | 'FROM_65_TO_69'
  | 'FROM_70_TO_74'
  | 'OVER_74';

export type WeightClass =
  | 'UNDER_55_KG'
  | 'FROM_55_TO_64_KG'
  | 'FROM_65_TO_74_KG'
  | 'FROM_75_TO_84_KG'
  | 'FROM_85_TO_94_KG'
  | 'OVER_94_KG';

export type SegmentLeaderboard = {
  readonly __typename?: 'SegmentLeaderboard';
  readonly edges: ReadonlyArray<SegmentLeaderboardEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  readonly viewerEntry: Maybe<SegmentLeaderboardEdge>;
};

export type SegmentLeaderboardEdge = {
  readonly __typename?: 'SegmentLeaderboardEdge';
  readonly cursor: Scalars['String']['output'];
  readonly rank: Scalars['Int']['output'];
  readonly node: SegmentEffort;
};

export type SegmentEffort = Node & {
  readonly __typename?: 'SegmentEffort';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly segment: Segment;
  readonly athlete: Maybe<Athlete>;
  readonly activity: Activity;
  /** Where the athlete hides places, others are told when the activity began. */
  readonly startedAt: Scalars['DateTime']['output'];
  /** From the beginning of the activity; for others, of what they may see of it, as streams count. */
  readonly startSeconds: Scalars['Int']['output'];
  readonly elapsedSeconds: Scalars['Float']['output'];
  readonly averageHeartRateBpm: Maybe<Scalars['Float']['output']>;
  readonly averagePowerWatts: Maybe<Scalars['Float']['output']>;
  /** 1 for the athlete's best of those the viewer may see, 2 and 3 likewise, null past that. */
  readonly personalRank: Maybe<Scalars['Int']['output']>;
  /** Overall rank when it was recorded, among what everyone could see; null past 10, and of what was recorded before the segment was made. */
  readonly overallRankThen: Maybe<Scalars['Int']['output']>;
};

export type SegmentEffortEdge = {
  readonly __typename?: 'SegmentEffortEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: SegmentEffort;
};

export type SegmentEffortConnection = {
  readonly __typename?: 'SegmentEffortConnection';
  readonly edges: ReadonlyArray<SegmentEffortEdge>;
  readonly pageInfo: PageInfo;
};

export type ActivityConnection = {
  readonly __typename?: 'ActivityConnection';
  readonly edges: ReadonlyArray<ActivityEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type Athlete = {
  readonly __typename?: 'Athlete';
  readonly id: Scalars['ID']['output'];
  readonly activities: Maybe<ActivityConnection>;
  readonly totals: Maybe<ReadonlyArray<SportTotals>>;
  /** The best of each distance in each running sport, among the activities that the viewer may see; null where the viewer may not see their list. Others are told none that was run, in part, where the athlete hides places. */
  readonly personalRecords: Maybe<ReadonlyArray<PersonalRecord>>;
  /** The athlete's own, and premium: PREMIUM_REQUIRED otherwise. Null for anybody else's. */
  readonly performance: Maybe<Performance>;
  /** The largest n for which n days had at least n kilometres (miles) each; next says how many more such days n + 1 takes. Of the activities that the viewer may see; null where the viewer may not see their list. */
  readonly eddington: Maybe<Eddington>;
  /** Free. Of the activities that the viewer may see, each in the year of its own wall clock; null where the viewer may not see their list. */
  readonly yearInReview: Maybe<YearInReview>;
};


export type AthleteActivitiesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  sport?: InputMaybe<Sport>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type AthleteTotalsArgs = {
  period: TotalsPeriod;
};


export type AthleteEddingtonArgs = {
  sports?: InputMaybe<ReadonlyArray<Sport>>;
  unit?: InputMaybe<EddingtonUnit>;
};


export type AthleteYearInReviewArgs = {
  year: Scalars['Int']['input'];
};

export type EddingtonUnit =
  | 'KILOMETRE'
  | 'MILE';

export type Eddington = {
  readonly __typename?: 'Eddington';
  readonly number: Scalars['Int']['output'];
  readonly next: Scalars['Int']['output'];
};

export type YearInReview = {
  readonly __typename?: 'YearInReview';
  readonly ref: Scalars['ID']['output'];
  /** What social counts the kudos of. */
  readonly activityIds: ReadonlyArray<Scalars['ID']['output']>;
  readonly year: Scalars['Int']['output'];
  readonly totals: ReadonlyArray<SportTotals>;
  /** Days with an activity. */
  readonly activeDays: Scalars['Int']['output'];
  /** The one with the most metres. */
  readonly longest: Maybe<Activity>;
  /** The one with the most climbing. */
  readonly highest: Maybe<Activity>;
  /** All twelve. */
  readonly months: ReadonlyArray<MonthTotals>;
  /** The first run over each distance in each running sport, where it was in this year. */
  readonly firsts: ReadonlyArray<PersonalRecord>;
  /** The areas (cells of H3's resolution 9, about 0.1 km²) that the athlete passed for the first time. Null for others. */
  readonly newCells: Maybe<Scalars['Int']['output']>;
};

export type MonthTotals = {
  readonly __typename?: 'MonthTotals';
  readonly month: Scalars['Int']['output'];
  readonly totals: ReadonlyArray<SportTotals>;
};

export type PersonalRecord = {
  readonly __typename?: 'PersonalRecord';
  readonly name: Scalars['String']['output'];
  readonly sport: Sport;
  readonly distanceMeters: Maybe<Scalars['Float']['output']>;
  readonly elapsedSeconds: Scalars['Float']['output'];
  readonly activity: Activity;
  /** When that activity began. */
  readonly setAt: Scalars['DateTime']['output'];
};

/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type Performance = {
  readonly __typename?: 'Performance';
  /** Fitness (42-day), fatigue (7-day) and form, one entry a day, no gaps; beyond today as if nothing more is done. */
  readonly fitness: ReadonlyArray<FitnessDay>;
  /** The best of all rides; of the last 365 days where nothing else is said. */
  readonly powerCurve: ReadonlyArray<CurvePoint>;
  /** From the bests of 3 to 20 minutes, with one of 20 minutes among them; of the last 90 days where nothing else is said. */
  readonly criticalPower: Maybe<CriticalPower>;
  /** From the last 90 days. */
  readonly vo2Max: Maybe<Vo2MaxEstimate>;
  /** One for each activity that says something of it, oldest first. */
  readonly vo2MaxHistory: ReadonlyArray<Vo2MaxEstimate>;
  /** From the running of the last 90 days; empty without any that says something. */
  readonly racePredictions: ReadonlyArray<RacePrediction>;
  /** Weekly seconds in each zone: every week that the range touches, whole. A week in which the athlete's zones became others has both. */
  readonly zoneHistory: ReadonlyArray<WeekOfZones>;
};


/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type PerformanceFitnessArgs = {
  since: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};


/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type PerformancePowerCurveArgs = {
  since?: InputMaybe<Scalars['Date']['input']>;
  until?: InputMaybe<Scalars['Date']['input']>;
};


/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type PerformanceCriticalPowerArgs = {
  since?: InputMaybe<Scalars['Date']['input']>;
  until?: InputMaybe<Scalars['Date']['input']>;
};


/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type PerformanceVo2MaxHistoryArgs = {
  since: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};


/** What the activities of an athlete say together. Days are those on which an activity began, where it was; a range has both of its days and at most ten years. */
export type PerformanceZoneHistoryArgs = {
  kind: ZoneKind;
  since: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};

/** `form` is the fitness less the fatigue of the day before. */
export type FitnessDay = {
  readonly __typename?: 'FitnessDay';
  readonly date: Scalars['Date']['output'];
  readonly load: Scalars['Float']['output'];
  readonly fitness: Scalars['Float']['output'];
  readonly fatigue: Scalars['Float']['output'];
  readonly form: Scalars['Float']['output'];
};

/** The line through work against time: watts is its slope, wPrimeJoules where it begins, r2 how well the bests lie on it. */
export type CriticalPower = {
  readonly __typename?: 'CriticalPower';
  readonly watts: Scalars['Float']['output'];
  readonly wPrimeJoules: Scalars['Float']['output'];
  readonly r2: Scalars['Float']['output'];
  /** The lower of critical power and 95 % of the best 20 minutes. */
  readonly estimatedFtpWatts: Scalars['Float']['output'];
};

export type Vo2MaxEstimate = {
  readonly __typename?: 'Vo2MaxEstimate';
  readonly date: Scalars['Date']['output'];
  readonly mlPerKgPerMin: Scalars['Float']['output'];
  /** RACE, STEADY_RUN or RIDE. */
  readonly method: Scalars['String']['output'];
  /** Null where it is the middle of several. */
  readonly activity: Maybe<Activity>;
};

export type RacePrediction = {
  readonly __typename?: 'RacePrediction';
  readonly distanceMeters: Scalars['Float']['output'];
  readonly name: Scalars['String']['output'];
  readonly seconds: Scalars['Float']['output'];
};

export type ZoneKind =
  | 'HEART_RATE'
  | 'POWER';

export type WeekOfZones = {
  readonly __typename?: 'WeekOfZones';
  /** A Monday. */
  readonly weekStart: Scalars['Date']['output'];
  readonly zones: ReadonlyArray<ZoneTime>;
};

export type SportTotals = {
  readonly __typename?: 'SportTotals';
  readonly sport: Sport;
  readonly count: Scalars['Int']['output'];
  readonly distanceMeters: Scalars['Float']['output'];
  readonly movingSeconds: Scalars['Int']['output'];
  readonly elevationGainMeters: Scalars['Float']['output'];
};

/** Measuring again in the background, after a change of the training profile or of a formula. */
export type Recalculation = {
  readonly __typename?: 'Recalculation';
  readonly status: JobStatus;
  /** 0 to 1. */
  readonly progress: Scalars['Float']['output'];
  readonly startedAt: Scalars['DateTime']['output'];
};

export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly id: Scalars['ID']['output'];
  /** Null when there is none, and from an hour after it was done. */
  readonly recalculation: Maybe<Recalculation>;
  /** What is in use first, the newest first. */
  readonly gear: Maybe<ReadonlyArray<Gear>>;
  /** The newest first: those in one of these states, and begun at `since` or later. The recordings of archives are not among them. */
  readonly uploads: Maybe<UploadConnection>;
  /** The last starred first. */
  readonly starredSegments: Maybe<SegmentConnection>;
  /** The athlete's own that has not ended. */
  readonly liveSession: Maybe<LiveSession>;
  /** Who is out right now of those whom the athlete follows, as far as the athlete may see it: the last started first, at most 50. */
  readonly outNow: Maybe<ReadonlyArray<LiveSession>>;
};


export type ViewerUploadsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  status?: InputMaybe<ReadonlyArray<UploadStatus>>;
  since?: InputMaybe<Scalars['DateTime']['input']>;
};


export type ViewerStarredSegmentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type UploadEdge = {
  readonly __typename?: 'UploadEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Upload;
};

export type UploadConnection = {
  readonly __typename?: 'UploadConnection';
  readonly edges: ReadonlyArray<UploadEdge>;
  readonly pageInfo: PageInfo;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  /** A recording of at most 100 MB, or a zip of thousands of at most 2 GB: an export of Strava's or Garmin's, or any other. */
  readonly createUpload: Upload;
  /** The bytes are there. Optional and repeatable: it only makes processing start at once where the object store does not tell by itself. */
  readonly completeUpload: Upload;
  /** Tries again a failed upload whose bytes are still held. */
  readonly retryUpload: Upload;
  readonly createManualActivity: Activity;
  readonly updateActivity: Activity;
  /** Leaves what others see as done together, or takes part in it again. */
  readonly setTogether: Activity;
  /**
   * Lets the activity count from one second of its recording to another, at least ten seconds, or with null all of it again. Everything is measured anew
   * before the answer: distance, records, laps, streams, route. Segments, boards, challenges and streaks follow in the background. Only the owner still
   * has the rest, by ORIGINAL and by streams of the whole; a live session that it was is from then on shown to nobody else.
   */
  readonly cropActivity: Activity;
  readonly deleteActivity: Scalars['Boolean']['output'];
  /** At most 100 in all, with the retired ones. */
  readonly addGear: Gear;
  /** What is left out of the input stays as it is; null clears the limit and the product. */
  readonly updateGear: Gear;
  /** Cut from the viewer's own activity between two moments of it, 200 m to 100 km long, outside of what the viewer's privacy hides. Who rode it before is found in the background. */
  readonly createSegment: Segment;
  readonly starSegment: Segment;
  /** Ends what the athlete still has going. */
  readonly startLiveSession: LiveSession;
  /** Up to 500 positions, any order, repeats ignored; what is older than the newest only fills the track. */
  readonly recordPositions: LiveSession;
  readonly pauseLiveSession: LiveSession;
  readonly endLiveSession: LiveSession;
  /** Ends the present share link; a new one is made only when asked. */
  readonly setLiveSharing: LiveSession;
};


export type MutationCreateUploadArgs = {
  input: CreateUploadInput;
};


export type MutationCompleteUploadArgs = {
  id: Scalars['ID']['input'];
};


export type MutationRetryUploadArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateManualActivityArgs = {
  input: ManualActivityInput;
};


export type MutationUpdateActivityArgs = {
  id: Scalars['ID']['input'];
  input: UpdateActivityInput;
};


export type MutationSetTogetherArgs = {
  activityId: Scalars['ID']['input'];
  shown: Scalars['Boolean']['input'];
};


export type MutationCropActivityArgs = {
  id: Scalars['ID']['input'];
  crop?: InputMaybe<CropInput>;
};


export type MutationDeleteActivityArgs = {
  id: Scalars['ID']['input'];
};


export type MutationAddGearArgs = {
  input: GearInput;
};


export type MutationUpdateGearArgs = {
  id: Scalars['ID']['input'];
  input: GearInput;
};


export type MutationCreateSegmentArgs = {
  input: CreateSegmentInput;
};


export type MutationStarSegmentArgs = {
  id: Scalars['ID']['input'];
  starred: Scalars['Boolean']['input'];
};


export type MutationStartLiveSessionArgs = {
  input: StartLiveSessionInput;
};


export type MutationRecordPositionsArgs = {
  liveSessionId: Scalars['ID']['input'];
  positions: ReadonlyArray<PositionInput>;
};


export type MutationPauseLiveSessionArgs = {
  id: Scalars['ID']['input'];
  paused: Scalars['Boolean']['input'];
};


export type MutationEndLiveSessionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetLiveSharingArgs = {
  id: Scalars['ID']['input'];
  shared: Scalars['Boolean']['input'];
};

/** sha256 is hex, of the whole file; when given, a file that differs is refused, and a repeat of an earlier file is known before it is sent. */
export type CreateUploadInput = {
  /** Of a zip it ends in .zip. */
  readonly fileName: Scalars['String']['input'];
  readonly sizeBytes: Scalars['Int']['input'];
  readonly sha256?: InputMaybe<Scalars['String']['input']>;
  /** Of a recording; a zip has its own names. */
  readonly name?: InputMaybe<Scalars['String']['input']>;
  /** As the name. */
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly visibility?: InputMaybe<Visibility>;
  /** Of what it makes: the viewer's own, and not retired. In a zip of what the zip names no gear for. */
  readonly gearId?: InputMaybe<Scalars['ID']['input']>;
};

export type ManualActivityInput = {
  readonly name: Scalars['String']['input'];
  readonly sport: Sport;
  readonly startedAt: Scalars['DateTime']['input'];
  readonly timeZone: Scalars['TimeZone']['input'];
  readonly elapsedSeconds: Scalars['Int']['input'];
  readonly distanceMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly visibility?: InputMaybe<Visibility>;
};

export type UpdateActivityInput = {
  readonly name?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly sport?: InputMaybe<Sport>;
  readonly visibility?: InputMaybe<Visibility>;
  /** The viewer's own; retired only where it is on this activity already. Null takes it off. */
  readonly gearId?: InputMaybe<Scalars['ID']['input']>;
  /** All of them, at most 20, in their order. Null removes them. */
  readonly photoIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** In seconds of the whole recording, both included, also where the activity is cropped already. */
export type CropInput = {
  readonly fromSeconds: Scalars['Float']['input'];
  readonly toSeconds: Scalars['Float']['input'];
};

export type GearInput = {
  readonly name: Scalars['String']['input'];
  readonly kind: GearKind;
  readonly retireAtMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly retired?: InputMaybe<Scalars['Boolean']['input']>;
  /** A product of the marketplace: any other id is refused. Null takes it away. */
  readonly productId?: InputMaybe<Scalars['ID']['input']>;
};

/** Seconds from the beginning of the activity. */
export type CreateSegmentInput = {
  readonly activityId: Scalars['ID']['input'];
  readonly name: Scalars['String']['input'];
  readonly startSeconds: Scalars['Int']['input'];
  readonly endSeconds: Scalars['Int']['input'];
};

export type BoundingBoxInput = {
  readonly south: Scalars['Float']['input'];
  readonly west: Scalars['Float']['input'];
  readonly north: Scalars['Float']['input'];
  readonly east: Scalars['Float']['input'];
};

export type StartLiveSessionInput = {
  readonly sport: Sport;
  readonly visibility?: InputMaybe<Visibility>;
  /** A virtual event of a club that the athlete is in, from an hour before its start to its end. */
  readonly eventId?: InputMaybe<Scalars['ID']['input']>;
};

export type PositionInput = {
  readonly at: Scalars['DateTime']['input'];
  readonly latitude?: InputMaybe<Scalars['Float']['input']>;
  readonly longitude?: InputMaybe<Scalars['Float']['input']>;
  readonly altitudeMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly distanceMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly heartRateBpm?: InputMaybe<Scalars['Int']['input']>;
  readonly powerWatts?: InputMaybe<Scalars['Int']['input']>;
  readonly cadenceRpm?: InputMaybe<Scalars['Int']['input']>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** Starts with the session as it is, then each change, about one a second at most; needs no sign-in by share token. */
  readonly liveSessionUpdated: LiveSession;
  /** Starts with the upload as it is, then each change. */
  readonly uploadProgressed: Upload;
  /** The segment whenever a best effort on it has changed. */
  readonly segmentLeaderboardChanged: Segment;
};


export type SubscriptionLiveSessionUpdatedArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  shareToken?: InputMaybe<Scalars['String']['input']>;
};


export type SubscriptionUploadProgressedArgs = {
  id: Scalars['ID']['input'];
};


export type SubscriptionSegmentLeaderboardChangedArgs = {
  segmentId: Scalars['ID']['input'];
};

export type Coordinates = {
  readonly __typename?: 'Coordinates';
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
};

export type HttpHeader = {
  readonly __typename?: 'HttpHeader';
  readonly name: Scalars['String']['output'];
  readonly value: Scalars['String']['output'];
};

/** Work in the background. */
export type JobStatus =
  | 'QUEUED'
  | 'RUNNING'
  | 'DONE'
  | 'FAILED';

export type LeaderboardScope =
  | 'EVERYONE'
  | 'FOLLOWING'
  | 'CLUB';

/** Every entity can be fetched again by its id. Ids are TypeIDs: a prefix that names the type, then a UUIDv7 in base32. */
export type Node = {
  readonly id: Scalars['ID']['output'];
};

export type PageInfo = {
  readonly __typename?: 'PageInfo';
  readonly hasNextPage: Scalars['Boolean']['output'];
  readonly hasPreviousPage: Scalars['Boolean']['output'];
  readonly startCursor: Maybe<Scalars['String']['output']>;
  readonly endCursor: Maybe<Scalars['String']['output']>;
};

/** JPEG, PNG, WebP or AVIF of at most 20 MB; kept without any metadata. Its URLs hold for an hour; who may see it is who may see what carries it. */
export type Photo = {
  readonly __typename?: 'Photo';
  readonly id: Scalars['ID']['output'];
  readonly url: Scalars['URL']['output'];
  /** Of the largest size. */
  readonly width: Scalars['Int']['output'];
  readonly height: Scalars['Int']['output'];
  readonly caption: Maybe<Scalars['String']['output']>;
};


/** JPEG, PNG, WebP or AVIF of at most 20 MB; kept without any metadata. Its URLs hold for an hour; who may see it is who may see what carries it. */
export type PhotoUrlArgs = {
  size?: InputMaybe<PhotoSize>;
};

/** The longer side has at most 320, 1600 and 4096 pixels. */
export type PhotoSize =
  | 'THUMBNAIL'
  | 'LARGE'
  | 'FULL';

export type Sex =
  | 'FEMALE'
  | 'MALE'
  | 'OTHER';

export type Sport =
  | 'RUN'
  | 'TRAIL_RUN'
  | 'WALK'
  | 'HIKE'
  | 'RIDE'
  | 'GRAVEL_RIDE'
  | 'MOUNTAIN_BIKE_RIDE'
  | 'E_BIKE_RIDE'
  | 'VIRTUAL_RIDE'
  | 'VIRTUAL_RUN'
  | 'SWIM'
  | 'OPEN_WATER_SWIM'
  | 'ROW'
  | 'SKI'
  | 'NORDIC_SKI'
  | 'STRENGTH'
  | 'YOGA'
  | 'WORKOUT'
  | 'OTHER';

export type TotalsPeriod =
  | 'WEEK'
  | 'MONTH'
  | 'YEAR'
  | 'ALL_TIME';

export type Units =
  | 'METRIC'
  | 'IMPERIAL';

export type UploadFailureCode =
  | 'UNSUPPORTED_FORMAT'
  | 'NOT_A_RECORDING'
  | 'CORRUPT_FILE'
  | 'EMPTY_RECORDING'
  | 'TOO_LARGE'
  | 'DUPLICATE'
  | 'CHECKSUM_MISMATCH'
  | 'EXPIRED'
  | 'INTERNAL';

/** Who may see something. Blocks always win over visibility. */
export type Visibility =
  | 'EVERYONE'
  | 'FOLLOWERS'
  | 'ONLY_ME';

/** Lower bound inclusive, upper exclusive; the top zone has no upper bound. */
export type Zone = {
  readonly __typename?: 'Zone';
  readonly number: Scalars['Int']['output'];
  readonly name: Scalars['String']['output'];
  readonly lower: Scalars['Float']['output'];
  readonly upper: Maybe<Scalars['Float']['output']>;
};



export type ResolverTypeWrapper<T> = Promise<T> | T;

export type ReferenceResolver<TResult, TReference, TContext> = (
      reference: TReference,
      context: TContext,
      info: GraphQLResolveInfo
    ) => Promise<TResult> | TResult;

      type ScalarCheck<T, S> = S extends true ? T : NullableCheck<T, S>;
      type NullableCheck<T, S> = Maybe<T> extends T ? Maybe<ListCheck<NonNullable<T>, S>> : ListCheck<T, S>;
      type ListCheck<T, S> = T extends (infer U)[] ? NullableCheck<U, S>[] : GraphQLRecursivePick<T, S>;
      export type GraphQLRecursivePick<T, S> = { [K in keyof T & keyof S]: ScalarCheck<T[K], S[K]> };
    
export type Resolver<TResult, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = ResolverFn<TResult, TParent, TContext, TArgs>;

export type ResolverFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => Promise<TResult> | TResult;

export type SubscriptionSubscribeFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => AsyncIterable<TResult> | Promise<AsyncIterable<TResult>>;

export type SubscriptionResolveFn<TResult, TParent, TContext, TArgs> = (
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

export interface SubscriptionSubscriberObject<TResult, TKey extends string, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<{ [key in TKey]: TResult }, TParent, TContext, TArgs>;
  resolve?: SubscriptionResolveFn<TResult, { [key in TKey]: TResult }, TContext, TArgs>;
}

export interface SubscriptionResolverObject<TResult, TParent, TContext, TArgs> {
  subscribe: SubscriptionSubscribeFn<any, TParent, TContext, TArgs>;
  resolve: SubscriptionResolveFn<TResult, any, TContext, TArgs>;
}

export type SubscriptionObject<TResult, TKey extends string, TParent, TContext, TArgs> =
  | SubscriptionSubscriberObject<TResult, TKey, TParent, TContext, TArgs>
  | SubscriptionResolverObject<TResult, TParent, TContext, TArgs>;

export type SubscriptionResolver<TResult, TKey extends string, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> =
  | ((...args: any[]) => SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>)
  | SubscriptionObject<TResult, TKey, TParent, TContext, TArgs>;

export type TypeResolveFn<TTypes, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (
  parent: TParent,
  context: TContext,
  info: GraphQLResolveInfo
) => Maybe<TTypes> | Promise<Maybe<TTypes>>;

export type IsTypeOfResolverFn<T = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>> = (obj: T, context: TContext, info: GraphQLResolveInfo) => boolean | Promise<boolean>;

export type NextResolverFn<T> = () => Promise<T>;

export type DirectiveResolverFn<TResult = Record<PropertyKey, never>, TParent = Record<PropertyKey, never>, TContext = Record<PropertyKey, never>, TArgs = Record<PropertyKey, never>> = (
  next: NextResolverFn<TResult>,
  parent: TParent,
  args: TArgs,
  context: TContext,
  info: GraphQLResolveInfo
) => TResult | Promise<TResult>;

/** Mapping of federation types */
export type FederationTypes = {
  Upload: Upload;
  Activity: Activity;
  Gear: Gear;
  LiveSession: LiveSession;
  ClubEvent: ClubEvent;
  EventOccurrence: EventOccurrence;
  Segment: Segment;
  SegmentEffort: SegmentEffort;
  Athlete: Athlete;
  YearInReview: YearInReview;
  Viewer: Viewer;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Upload:
    ( { __typename: 'Upload' }
    & ( GraphQLRecursivePick<FederationTypes['Upload'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Upload'], {"ref":true}> ) );
  Activity:
    ( { __typename: 'Activity' }
    & ( GraphQLRecursivePick<FederationTypes['Activity'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Activity'], {"ref":true}> ) );
  Gear:
    ( { __typename: 'Gear' }
    & ( GraphQLRecursivePick<FederationTypes['Gear'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Gear'], {"ref":true}> ) );
  LiveSession:
    ( { __typename: 'LiveSession' }
    & ( GraphQLRecursivePick<FederationTypes['LiveSession'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['LiveSession'], {"ref":true}> ) );
  ClubEvent:
    ( { __typename: 'ClubEvent' }
    & GraphQLRecursivePick<FederationTypes['ClubEvent'], {"id":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineMeters":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineMeters":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLineMeters":true,"routeActivityId":true,"routeGivenById":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLineMeters":true,"routeActivityId":true,"routeGivenById":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"routeLineClimbMeters":true,"routeActivityId":true,"routeGivenById":true}> ) );
  EventOccurrence:
    ( { __typename: 'EventOccurrence' }
    & GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"ref":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineMeters":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLine":true,"routeActivityId":true,"routeGivenById":true,"routeLineMeters":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLineMeters":true,"routeActivityId":true,"routeGivenById":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLineMeters":true,"routeActivityId":true,"routeGivenById":true,"routeLineClimbMeters":true}>
        | GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"routeLineClimbMeters":true,"routeActivityId":true,"routeGivenById":true}> ) );
  Segment:
    ( { __typename: 'Segment' }
    & ( GraphQLRecursivePick<FederationTypes['Segment'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Segment'], {"ref":true}> ) );
  SegmentEffort:
    ( { __typename: 'SegmentEffort' }
    & ( GraphQLRecursivePick<FederationTypes['SegmentEffort'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['SegmentEffort'], {"ref":true}> ) );
  Athlete:
    ( { __typename: 'Athlete' }
    & GraphQLRecursivePick<FederationTypes['Athlete'], {"id":true}> );
  YearInReview:
    ( { __typename: 'YearInReview' }
    & GraphQLRecursivePick<FederationTypes['YearInReview'], {"ref":true}> );
  Viewer:
    ( { __typename: 'Viewer' }
    & GraphQLRecursivePick<FederationTypes['Viewer'], {"id":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( UploadRow )
    | ( ShownActivity )
    | ( GearRow )
    | ( LiveSessionRow )
    | ( SegmentRow )
    | ( EffortRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Upload: ResolverTypeWrapper<UploadRow>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ArchiveImport: ResolverTypeWrapper<ArchiveImportOf>;
  ArchiveFailure: ResolverTypeWrapper<ArchiveFailureOf>;
  ArchiveFailureEdge: ResolverTypeWrapper<ArchiveFailurePageEdge>;
  ArchiveFailureConnection: ResolverTypeWrapper<ArchiveFailurePage>;
  UploadStatus: UploadStatus;
  UploadFailure: ResolverTypeWrapper<Failure>;
  UploadWarning: ResolverTypeWrapper<FileWarning>;
  UploadWarningCode: UploadWarningCode;
  Activity: ResolverTypeWrapper<ShownActivity>;
  ActivityCrop: ResolverTypeWrapper<ActivityCrop>;
  SwimStroke: SwimStroke;
  PoolLength: ResolverTypeWrapper<PoolLength>;
  ExportFormat: ExportFormat;
  TrainingLoadMethod: TrainingLoadMethod;
  StreamChannel: StreamChannel;
  Route: ResolverTypeWrapper<Route>;
  Lap: ResolverTypeWrapper<Lap>;
  Split: ResolverTypeWrapper<Split>;
  ZoneTime: ResolverTypeWrapper<ZoneSeconds>;
  CurvePoint: ResolverTypeWrapper<ShownPoint>;
  BestEffort: ResolverTypeWrapper<ShownEffort>;
  ActivityStreams: ResolverTypeWrapper<ActivityStreams>;
  Stream: ResolverTypeWrapper<Stream>;
  Gear: ResolverTypeWrapper<GearRow>;
  GearKind: GearKind;
  Product: ResolverTypeWrapper<ProductReference>;
  ActivityEdge: ResolverTypeWrapper<ActivityPageEdge>;
  LiveSession: ResolverTypeWrapper<LiveSessionRow>;
  ClubEvent: ResolverTypeWrapper<EventWithRoute>;
  EventOccurrence: ResolverTypeWrapper<DateWithRoute>;
  LiveSegment: ResolverTypeWrapper<LiveSegmentRow>;
  LiveStatus: LiveStatus;
  LivePosition: ResolverTypeWrapper<LivePosition>;
  Segment: ResolverTypeWrapper<SegmentRow>;
  SegmentEdge: ResolverTypeWrapper<Omit<SegmentEdge, 'node'> & { node: ResolversTypes['Segment'] }>;
  HeatMap: ResolverTypeWrapper<HeatMap>;
  HeatCell: ResolverTypeWrapper<HeatCell>;
  SegmentConnection: ResolverTypeWrapper<Omit<SegmentConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SegmentEdge']> }>;
  SegmentLeaderboardFilter: SegmentLeaderboardFilter;
  AgeGroup: AgeGroup;
  WeightClass: WeightClass;
  SegmentLeaderboard: ResolverTypeWrapper<Leaderboard>;
  SegmentLeaderboardEdge: ResolverTypeWrapper<Omit<SegmentLeaderboardEdge, 'node'> & { node: ResolversTypes['SegmentEffort'] }>;
  SegmentEffort: ResolverTypeWrapper<EffortRow>;
  SegmentEffortEdge: ResolverTypeWrapper<Omit<SegmentEffortEdge, 'node'> & { node: ResolversTypes['SegmentEffort'] }>;
  SegmentEffortConnection: ResolverTypeWrapper<Omit<SegmentEffortConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['SegmentEffortEdge']> }>;
  ActivityConnection: ResolverTypeWrapper<ActivityPage>;
  Athlete: ResolverTypeWrapper<Reference>;
  EddingtonUnit: EddingtonUnit;
  Eddington: ResolverTypeWrapper<Eddington>;
  YearInReview: ResolverTypeWrapper<YearReview>;
  MonthTotals: ResolverTypeWrapper<MonthTotals>;
  PersonalRecord: ResolverTypeWrapper<ShownRecord>;
  Performance: ResolverTypeWrapper<PerformanceOf>;
  FitnessDay: ResolverTypeWrapper<FitnessDay>;
  CriticalPower: ResolverTypeWrapper<CriticalPower>;
  Vo2MaxEstimate: ResolverTypeWrapper<ShownVo2Max>;
  RacePrediction: ResolverTypeWrapper<RacePrediction>;
  ZoneKind: ZoneKind;
  WeekOfZones: ResolverTypeWrapper<Omit<WeekOfZones, 'zones'> & { zones: ReadonlyArray<ResolversTypes['ZoneTime']> }>;
  SportTotals: ResolverTypeWrapper<SportTotals>;
  Recalculation: ResolverTypeWrapper<Recalculation>;
  Viewer: ResolverTypeWrapper<Reference>;
  UploadEdge: ResolverTypeWrapper<UploadPageEdge>;
  UploadConnection: ResolverTypeWrapper<UploadPage>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  CreateUploadInput: CreateUploadInput;
  ManualActivityInput: ManualActivityInput;
  UpdateActivityInput: UpdateActivityInput;
  CropInput: CropInput;
  GearInput: GearInput;
  CreateSegmentInput: CreateSegmentInput;
  BoundingBoxInput: BoundingBoxInput;
  StartLiveSessionInput: StartLiveSessionInput;
  PositionInput: PositionInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  Coordinates: ResolverTypeWrapper<Coordinates>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EncodedPolyline: ResolverTypeWrapper<Scalars['EncodedPolyline']['output']>;
  HttpHeader: ResolverTypeWrapper<HttpHeader>;
  JobStatus: JobStatus;
  LeaderboardScope: LeaderboardScope;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Photo: ResolverTypeWrapper<CarriedPhoto>;
  PhotoSize: PhotoSize;
  Samples: ResolverTypeWrapper<Scalars['Samples']['output']>;
  Sex: Sex;
  Sport: Sport;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  TotalsPeriod: TotalsPeriod;
  Units: Units;
  UploadFailureCode: UploadFailureCode;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Visibility: Visibility;
  Zone: ResolverTypeWrapper<Zone>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Upload: UploadRow;
  Float: Scalars['Float']['output'];
  ArchiveImport: ArchiveImportOf;
  ArchiveFailure: ArchiveFailureOf;
  ArchiveFailureEdge: ArchiveFailurePageEdge;
  ArchiveFailureConnection: ArchiveFailurePage;
  UploadFailure: Failure;
  UploadWarning: FileWarning;
  Activity: ShownActivity;
  ActivityCrop: ActivityCrop;
  PoolLength: PoolLength;
  Route: Route;
  Lap: Lap;
  Split: Split;
  ZoneTime: ZoneSeconds;
  CurvePoint: ShownPoint;
  BestEffort: ShownEffort;
  ActivityStreams: ActivityStreams;
  Stream: Stream;
  Gear: GearRow;
  Product: ProductReference;
  ActivityEdge: ActivityPageEdge;
  LiveSession: LiveSessionRow;
  ClubEvent: EventWithRoute;
  EventOccurrence: DateWithRoute;
  LiveSegment: LiveSegmentRow;
  LivePosition: LivePosition;
  Segment: SegmentRow;
  SegmentEdge: Omit<SegmentEdge, 'node'> & { node: ResolversParentTypes['Segment'] };
  HeatMap: HeatMap;
  HeatCell: HeatCell;
  SegmentConnection: Omit<SegmentConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SegmentEdge']> };
  SegmentLeaderboardFilter: SegmentLeaderboardFilter;
  SegmentLeaderboard: Leaderboard;
  SegmentLeaderboardEdge: Omit<SegmentLeaderboardEdge, 'node'> & { node: ResolversParentTypes['SegmentEffort'] };
  SegmentEffort: EffortRow;
  SegmentEffortEdge: Omit<SegmentEffortEdge, 'node'> & { node: ResolversParentTypes['SegmentEffort'] };
  SegmentEffortConnection: Omit<SegmentEffortConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['SegmentEffortEdge']> };
  ActivityConnection: ActivityPage;
  Athlete: Reference;
  Eddington: Eddington;
  YearInReview: YearReview;
  MonthTotals: MonthTotals;
  PersonalRecord: ShownRecord;
  Performance: PerformanceOf;
  FitnessDay: FitnessDay;
  CriticalPower: CriticalPower;
  Vo2MaxEstimate: ShownVo2Max;
  RacePrediction: RacePrediction;
  WeekOfZones: Omit<WeekOfZones, 'zones'> & { zones: ReadonlyArray<ResolversParentTypes['ZoneTime']> };
  SportTotals: SportTotals;
  Recalculation: Recalculation;
  Viewer: Reference;
  UploadEdge: UploadPageEdge;
  UploadConnection: UploadPage;
  Mutation: Record<PropertyKey, never>;
  CreateUploadInput: CreateUploadInput;
  ManualActivityInput: ManualActivityInput;
  UpdateActivityInput: UpdateActivityInput;
  CropInput: CropInput;
  GearInput: GearInput;
  CreateSegmentInput: CreateSegmentInput;
  BoundingBoxInput: BoundingBoxInput;
  StartLiveSessionInput: StartLiveSessionInput;
  PositionInput: PositionInput;
  Subscription: Record<PropertyKey, never>;
  Coordinates: Coordinates;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  EncodedPolyline: Scalars['EncodedPolyline']['output'];
  HttpHeader: HttpHeader;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Photo: CarriedPhoto;
  Samples: Scalars['Samples']['output'];
  TimeZone: Scalars['TimeZone']['output'];
  URL: Scalars['URL']['output'];
  Zone: Zone;
  String: Scalars['String']['output'];
  Int: Scalars['Int']['output'];
  Boolean: Scalars['Boolean']['output'];
};

export type RangeSizeDirectiveArgs = {
  arguments: ReadonlyArray<Scalars['String']['input']>;
  daysPerItem: Scalars['Int']['input'];
};

export type RangeSizeDirectiveResolver<Result, Parent, ContextType = Context, Args = RangeSizeDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type PointsCostDirectiveArgs = {
  argument: Scalars['String']['input'];
  pointsPerCost: Scalars['Int']['input'];
  all: Scalars['Int']['input'];
};

export type PointsCostDirectiveResolver<Result, Parent, ContextType = Context, Args = PointsCostDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type CacheControlDirectiveArgs = {
  maxAge?: Maybe<Scalars['Int']['input']>;
  scope?: Maybe<Scalars['String']['input']>;
  inheritMaxAge?: Maybe<Scalars['Boolean']['input']>;
};

export type CacheControlDirectiveResolver<Result, Parent, ContextType = Context, Args = CacheControlDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type SameForCrowdDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  values?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type SameForCrowdDirectiveResolver<Result, Parent, ContextType = Context, Args = SameForCrowdDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType, RequireFields<QueryActivityArgs, 'id'>>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType, RequireFields<QueryUploadArgs, 'id'>>;
  gear?: Resolver<Maybe<ResolversTypes['Gear']>, ParentType, ContextType, RequireFields<QueryGearArgs, 'id'>>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType, RequireFields<QuerySegmentArgs, 'id'>>;
  segments?: Resolver<ResolversTypes['SegmentConnection'], ParentType, ContextType, RequireFields<QuerySegmentsArgs, 'within' | 'first'>>;
  heatMap?: Resolver<ResolversTypes['HeatMap'], ParentType, ContextType, RequireFields<QueryHeatMapArgs, 'within'>>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType, Partial<QueryLiveSessionArgs>>;
};

export type UploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload'], FederationReferenceType extends FederationReferenceTypes['Upload'] = FederationReferenceTypes['Upload']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Upload']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['UploadStatus'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['HttpHeader']>, ParentType, ContextType>;
  urlExpiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  activities?: Resolver<ReadonlyArray<ResolversTypes['Activity']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['UploadFailure']>, ParentType, ContextType>;
  warnings?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  warningFacts?: Resolver<ReadonlyArray<ResolversTypes['UploadWarning']>, ParentType, ContextType>;
  archive?: Resolver<Maybe<ResolversTypes['ArchiveImport']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ArchiveImportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveImport'] = ResolversParentTypes['ArchiveImport']> = {
  found?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  imported?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  duplicates?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  failures?: Resolver<ResolversTypes['ArchiveFailureConnection'], ParentType, ContextType, RequireFields<ArchiveImportFailuresArgs, 'first'>>;
};

export type ArchiveFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveFailure'] = ResolversParentTypes['ArchiveFailure']> = {
  fileName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  failure?: Resolver<ResolversTypes['UploadFailure'], ParentType, ContextType>;
};

export type ArchiveFailureEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveFailureEdge'] = ResolversParentTypes['ArchiveFailureEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ArchiveFailure'], ParentType, ContextType>;
};

export type ArchiveFailureConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ArchiveFailureConnection'] = ResolversParentTypes['ArchiveFailureConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ArchiveFailureEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type UploadFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadFailure'] = ResolversParentTypes['UploadFailure']> = {
  code?: Resolver<ResolversTypes['UploadFailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  duplicateOf?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type UploadWarningResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadWarning'] = ResolversParentTypes['UploadWarning']> = {
  code?: Resolver<ResolversTypes['UploadWarningCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  count?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  max?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  part?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  parts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity'], FederationReferenceType extends FederationReferenceTypes['Activity'] = FederationReferenceTypes['Activity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Activity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sport?: Resolver<ResolversTypes['Sport'], ParentType, ContextType>;
  visibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  startedAtLocal?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  movingSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  elevationGainMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  elevationLossMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  gradeAdjustedSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageHeartRateBpm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxHeartRateBpm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  averagePowerWatts?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxPowerWatts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  normalizedPowerWatts?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageCadenceRpm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  energyKilojoules?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  caloriesKcal?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  trainingLoad?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  trainingLoadMethod?: Resolver<Maybe<ResolversTypes['TrainingLoadMethod']>, ParentType, ContextType>;
  intensityFactor?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  route?: Resolver<Maybe<ResolversTypes['Route']>, ParentType, ContextType>;
  laps?: Resolver<ReadonlyArray<ResolversTypes['Lap']>, ParentType, ContextType>;
  splits?: Resolver<ReadonlyArray<ResolversTypes['Split']>, ParentType, ContextType, RequireFields<ActivitySplitsArgs, 'unit'>>;
  streams?: Resolver<Maybe<ResolversTypes['ActivityStreams']>, ParentType, ContextType, RequireFields<ActivityStreamsArgs, 'channels' | 'maxPoints' | 'whole'>>;
  bestEfforts?: Resolver<ReadonlyArray<ResolversTypes['BestEffort']>, ParentType, ContextType>;
  segmentEfforts?: Resolver<ReadonlyArray<ResolversTypes['SegmentEffort']>, ParentType, ContextType>;
  heartRateZones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ZoneTime']>>, ParentType, ContextType>;
  powerZones?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ZoneTime']>>, ParentType, ContextType>;
  powerCurve?: Resolver<Maybe<ReadonlyArray<ResolversTypes['CurvePoint']>>, ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  gear?: Resolver<Maybe<ResolversTypes['Gear']>, ParentType, ContextType>;
  exportUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType, RequireFields<ActivityExportUrlArgs, 'format'>>;
  isManual?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  photos?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Photo']>>, ParentType, ContextType>;
  together?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Activity']>>, ParentType, ContextType>;
  lengths?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PoolLength']>>, ParentType, ContextType>;
  poolLengthMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  crop?: Resolver<Maybe<ResolversTypes['ActivityCrop']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ActivityCropResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityCrop'] = ResolversParentTypes['ActivityCrop']> = {
  fromSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  toSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  recordedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type PoolLengthResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PoolLength'] = ResolversParentTypes['PoolLength']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  isRest?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  stroke?: Resolver<Maybe<ResolversTypes['SwimStroke']>, ParentType, ContextType>;
  strokes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  swolf?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RouteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Route'] = ResolversParentTypes['Route']> = {
  polyline?: Resolver<ResolversTypes['EncodedPolyline'], ParentType, ContextType>;
  start?: Resolver<Maybe<ResolversTypes['Coordinates']>, ParentType, ContextType>;
  end?: Resolver<Maybe<ResolversTypes['Coordinates']>, ParentType, ContextType>;
  southWest?: Resolver<ResolversTypes['Coordinates'], ParentType, ContextType>;
  northEast?: Resolver<ResolversTypes['Coordinates'], ParentType, ContextType>;
};

export type LapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Lap'] = ResolversParentTypes['Lap']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  startSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  movingSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  averageHeartRateBpm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averagePowerWatts?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  elevationGainMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type SplitResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Split'] = ResolversParentTypes['Split']> = {
  index?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  movingSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elevationChangeMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageHeartRateBpm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averageSpeedMps?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  gradeAdjustedSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type ZoneTimeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ZoneTime'] = ResolversParentTypes['ZoneTime']> = {
  zone?: Resolver<ResolversTypes['Zone'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CurvePointResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CurvePoint'] = ResolversParentTypes['CurvePoint']> = {
  seconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  watts?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  at?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type BestEffortResolvers<ContextType = Context, ParentType extends ResolversParentTypes['BestEffort'] = ResolversParentTypes['BestEffort']> = {
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isPersonalRecord?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ActivityStreamsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityStreams'] = ResolversParentTypes['ActivityStreams']> = {
  length?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  original?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  channels?: Resolver<ReadonlyArray<ResolversTypes['Stream']>, ParentType, ContextType>;
};

export type StreamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Stream'] = ResolversParentTypes['Stream']> = {
  channel?: Resolver<ResolversTypes['StreamChannel'], ParentType, ContextType>;
  samples?: Resolver<ResolversTypes['Samples'], ParentType, ContextType>;
};

export type GearResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Gear'] = ResolversParentTypes['Gear'], FederationReferenceType extends FederationReferenceTypes['Gear'] = FederationReferenceTypes['Gear']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Gear']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  owner?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['GearKind'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  retireAtMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  retired?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  product?: Resolver<Maybe<ResolversTypes['Product']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ActivityEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityEdge'] = ResolversParentTypes['ActivityEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
};

export type LiveSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSession'] = ResolversParentTypes['LiveSession'], FederationReferenceType extends FederationReferenceTypes['LiveSession'] = FederationReferenceTypes['LiveSession']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['LiveSession']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  sport?: Resolver<ResolversTypes['Sport'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['LiveStatus'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  shareUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  position?: Resolver<Maybe<ResolversTypes['LivePosition']>, ParentType, ContextType>;
  track?: Resolver<Maybe<ResolversTypes['EncodedPolyline']>, ParentType, ContextType>;
  eventDistanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  segments?: Resolver<ReadonlyArray<ResolversTypes['LiveSegment']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClubEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEvent'] = ResolversParentTypes['ClubEvent'], FederationReferenceType extends FederationReferenceTypes['ClubEvent'] = FederationReferenceTypes['ClubEvent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ClubEvent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  live?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LiveSession']>>, ParentType, ContextType>;
  route?: Resolver<Maybe<ResolversTypes['EncodedPolyline']>, ParentType, ContextType>;
  routeDistanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeClimbMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type EventOccurrenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventOccurrence'] = ResolversParentTypes['EventOccurrence'], FederationReferenceType extends FederationReferenceTypes['EventOccurrence'] = FederationReferenceTypes['EventOccurrence']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['EventOccurrence']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  route?: Resolver<Maybe<ResolversTypes['EncodedPolyline']>, ParentType, ContextType>;
  routeDistanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeClimbMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LiveSegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSegment'] = ResolversParentTypes['LiveSegment']> = {
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  secondsAheadOfBest?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  secondsAheadOfLeader?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  finishedEffortSeconds?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type LivePositionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LivePosition'] = ResolversParentTypes['LivePosition']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  latitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  longitude?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  speedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  heartRateBpm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  powerWatts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment'], FederationReferenceType extends FederationReferenceTypes['Segment'] = FederationReferenceTypes['Segment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Segment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sport?: Resolver<ResolversTypes['Sport'], ParentType, ContextType>;
  createdBy?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  elevationGainMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  averageGradePercent?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  polyline?: Resolver<ResolversTypes['EncodedPolyline'], ParentType, ContextType>;
  start?: Resolver<ResolversTypes['Coordinates'], ParentType, ContextType>;
  end?: Resolver<ResolversTypes['Coordinates'], ParentType, ContextType>;
  effortCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  athleteCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  isStarred?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leaderboard?: Resolver<ResolversTypes['SegmentLeaderboard'], ParentType, ContextType, RequireFields<SegmentLeaderboardArgs, 'first'>>;
  viewerEfforts?: Resolver<Maybe<ResolversTypes['SegmentEffortConnection']>, ParentType, ContextType, RequireFields<SegmentViewerEffortsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEdge'] = ResolversParentTypes['SegmentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
};

export type HeatMapResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HeatMap'] = ResolversParentTypes['HeatMap']> = {
  resolution?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  cells?: Resolver<ReadonlyArray<ResolversTypes['HeatCell']>, ParentType, ContextType>;
};

export type HeatCellResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HeatCell'] = ResolversParentTypes['HeatCell']> = {
  outline?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  heat?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SegmentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentConnection'] = ResolversParentTypes['SegmentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SegmentLeaderboardResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentLeaderboard'] = ResolversParentTypes['SegmentLeaderboard']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentLeaderboardEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerEntry?: Resolver<Maybe<ResolversTypes['SegmentLeaderboardEdge']>, ParentType, ContextType>;
};

export type SegmentLeaderboardEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentLeaderboardEdge'] = ResolversParentTypes['SegmentLeaderboardEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SegmentEffort'], ParentType, ContextType>;
};

export type SegmentEffortResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEffort'] = ResolversParentTypes['SegmentEffort'], FederationReferenceType extends FederationReferenceTypes['SegmentEffort'] = FederationReferenceTypes['SegmentEffort']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['SegmentEffort']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  segment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  activity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  averageHeartRateBpm?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  averagePowerWatts?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  personalRank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  overallRankThen?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentEffortEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEffortEdge'] = ResolversParentTypes['SegmentEffortEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['SegmentEffort'], ParentType, ContextType>;
};

export type SegmentEffortConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEffortConnection'] = ResolversParentTypes['SegmentEffortConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['SegmentEffortEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ActivityConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityConnection'] = ResolversParentTypes['ActivityConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ActivityEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AthleteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Athlete'] = ResolversParentTypes['Athlete'], FederationReferenceType extends FederationReferenceTypes['Athlete'] = FederationReferenceTypes['Athlete']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Athlete']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  activities?: Resolver<Maybe<ResolversTypes['ActivityConnection']>, ParentType, ContextType, RequireFields<AthleteActivitiesArgs, 'first'>>;
  totals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['SportTotals']>>, ParentType, ContextType, RequireFields<AthleteTotalsArgs, 'period'>>;
  personalRecords?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PersonalRecord']>>, ParentType, ContextType>;
  performance?: Resolver<Maybe<ResolversTypes['Performance']>, ParentType, ContextType>;
  eddington?: Resolver<Maybe<ResolversTypes['Eddington']>, ParentType, ContextType, RequireFields<AthleteEddingtonArgs, 'unit'>>;
  yearInReview?: Resolver<Maybe<ResolversTypes['YearInReview']>, ParentType, ContextType, RequireFields<AthleteYearInReviewArgs, 'year'>>;
};

export type EddingtonResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Eddington'] = ResolversParentTypes['Eddington']> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  next?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type YearInReviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['YearInReview'] = ResolversParentTypes['YearInReview'], FederationReferenceType extends FederationReferenceTypes['YearInReview'] = FederationReferenceTypes['YearInReview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['YearInReview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  activityIds?: Resolver<ReadonlyArray<ResolversTypes['ID']>, ParentType, ContextType>;
  year?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['SportTotals']>, ParentType, ContextType>;
  activeDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  longest?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  highest?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  months?: Resolver<ReadonlyArray<ResolversTypes['MonthTotals']>, ParentType, ContextType>;
  firsts?: Resolver<ReadonlyArray<ResolversTypes['PersonalRecord']>, ParentType, ContextType>;
  newCells?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type MonthTotalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['MonthTotals'] = ResolversParentTypes['MonthTotals']> = {
  month?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  totals?: Resolver<ReadonlyArray<ResolversTypes['SportTotals']>, ParentType, ContextType>;
};

export type PersonalRecordResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonalRecord'] = ResolversParentTypes['PersonalRecord']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  sport?: Resolver<ResolversTypes['Sport'], ParentType, ContextType>;
  distanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  elapsedSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  activity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType>;
  setAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type PerformanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Performance'] = ResolversParentTypes['Performance']> = {
  fitness?: Resolver<ReadonlyArray<ResolversTypes['FitnessDay']>, ParentType, ContextType, RequireFields<PerformanceFitnessArgs, 'since' | 'until'>>;
  powerCurve?: Resolver<ReadonlyArray<ResolversTypes['CurvePoint']>, ParentType, ContextType, Partial<PerformancePowerCurveArgs>>;
  criticalPower?: Resolver<Maybe<ResolversTypes['CriticalPower']>, ParentType, ContextType, Partial<PerformanceCriticalPowerArgs>>;
  vo2Max?: Resolver<Maybe<ResolversTypes['Vo2MaxEstimate']>, ParentType, ContextType>;
  vo2MaxHistory?: Resolver<ReadonlyArray<ResolversTypes['Vo2MaxEstimate']>, ParentType, ContextType, RequireFields<PerformanceVo2MaxHistoryArgs, 'since' | 'until'>>;
  racePredictions?: Resolver<ReadonlyArray<ResolversTypes['RacePrediction']>, ParentType, ContextType>;
  zoneHistory?: Resolver<ReadonlyArray<ResolversTypes['WeekOfZones']>, ParentType, ContextType, RequireFields<PerformanceZoneHistoryArgs, 'kind' | 'since' | 'until'>>;
};

export type FitnessDayResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FitnessDay'] = ResolversParentTypes['FitnessDay']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  load?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  fitness?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  fatigue?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  form?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type CriticalPowerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CriticalPower'] = ResolversParentTypes['CriticalPower']> = {
  watts?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  wPrimeJoules?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  r2?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  estimatedFtpWatts?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type Vo2MaxEstimateResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Vo2MaxEstimate'] = ResolversParentTypes['Vo2MaxEstimate']> = {
  date?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  mlPerKgPerMin?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  method?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type RacePredictionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RacePrediction'] = ResolversParentTypes['RacePrediction']> = {
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  seconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type WeekOfZonesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['WeekOfZones'] = ResolversParentTypes['WeekOfZones']> = {
  weekStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  zones?: Resolver<ReadonlyArray<ResolversTypes['ZoneTime']>, ParentType, ContextType>;
};

export type SportTotalsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SportTotals'] = ResolversParentTypes['SportTotals']> = {
  sport?: Resolver<ResolversTypes['Sport'], ParentType, ContextType>;
  count?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  movingSeconds?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  elevationGainMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type RecalculationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Recalculation'] = ResolversParentTypes['Recalculation']> = {
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'], FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  recalculation?: Resolver<Maybe<ResolversTypes['Recalculation']>, ParentType, ContextType>;
  gear?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Gear']>>, ParentType, ContextType>;
  uploads?: Resolver<Maybe<ResolversTypes['UploadConnection']>, ParentType, ContextType, RequireFields<ViewerUploadsArgs, 'first'>>;
  starredSegments?: Resolver<Maybe<ResolversTypes['SegmentConnection']>, ParentType, ContextType, RequireFields<ViewerStarredSegmentsArgs, 'first'>>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  outNow?: Resolver<Maybe<ReadonlyArray<ResolversTypes['LiveSession']>>, ParentType, ContextType>;
};

export type UploadEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadEdge'] = ResolversParentTypes['UploadEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Upload'], ParentType, ContextType>;
};

export type UploadConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadConnection'] = ResolversParentTypes['UploadConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['UploadEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createUpload?: Resolver<ResolversTypes['Upload'], ParentType, ContextType, RequireFields<MutationCreateUploadArgs, 'input'>>;
  completeUpload?: Resolver<ResolversTypes['Upload'], ParentType, ContextType, RequireFields<MutationCompleteUploadArgs, 'id'>>;
  retryUpload?: Resolver<ResolversTypes['Upload'], ParentType, ContextType, RequireFields<MutationRetryUploadArgs, 'id'>>;
  createManualActivity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType, RequireFields<MutationCreateManualActivityArgs, 'input'>>;
  updateActivity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType, RequireFields<MutationUpdateActivityArgs, 'id' | 'input'>>;
  setTogether?: Resolver<ResolversTypes['Activity'], ParentType, ContextType, RequireFields<MutationSetTogetherArgs, 'activityId' | 'shown'>>;
  cropActivity?: Resolver<ResolversTypes['Activity'], ParentType, ContextType, RequireFields<MutationCropActivityArgs, 'id'>>;
  deleteActivity?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteActivityArgs, 'id'>>;
  addGear?: Resolver<ResolversTypes['Gear'], ParentType, ContextType, RequireFields<MutationAddGearArgs, 'input'>>;
  updateGear?: Resolver<ResolversTypes['Gear'], ParentType, ContextType, RequireFields<MutationUpdateGearArgs, 'id' | 'input'>>;
  createSegment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType, RequireFields<MutationCreateSegmentArgs, 'input'>>;
  starSegment?: Resolver<ResolversTypes['Segment'], ParentType, ContextType, RequireFields<MutationStarSegmentArgs, 'id' | 'starred'>>;
  startLiveSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationStartLiveSessionArgs, 'input'>>;
  recordPositions?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationRecordPositionsArgs, 'liveSessionId' | 'positions'>>;
  pauseLiveSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationPauseLiveSessionArgs, 'id' | 'paused'>>;
  endLiveSession?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationEndLiveSessionArgs, 'id'>>;
  setLiveSharing?: Resolver<ResolversTypes['LiveSession'], ParentType, ContextType, RequireFields<MutationSetLiveSharingArgs, 'id' | 'shared'>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  liveSessionUpdated?: SubscriptionResolver<ResolversTypes['LiveSession'], "liveSessionUpdated", ParentType, ContextType, Partial<SubscriptionLiveSessionUpdatedArgs>>;
  uploadProgressed?: SubscriptionResolver<ResolversTypes['Upload'], "uploadProgressed", ParentType, ContextType, RequireFields<SubscriptionUploadProgressedArgs, 'id'>>;
  segmentLeaderboardChanged?: SubscriptionResolver<ResolversTypes['Segment'], "segmentLeaderboardChanged", ParentType, ContextType, RequireFields<SubscriptionSegmentLeaderboardChangedArgs, 'segmentId'>>;
};

export type CoordinatesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Coordinates'] = ResolversParentTypes['Coordinates']> = {
  latitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  longitude?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EncodedPolylineScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EncodedPolyline'], any> {
  name: 'EncodedPolyline';
}

export type HttpHeaderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HttpHeader'] = ResolversParentTypes['HttpHeader']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Upload' | 'Activity' | 'Gear' | 'LiveSession' | 'Segment' | 'SegmentEffort', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type PhotoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Photo'] = ResolversParentTypes['Photo']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType, RequireFields<PhotoUrlArgs, 'size'>>;
  width?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  height?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  caption?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface SamplesScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Samples'], any> {
  name: 'Samples';
}

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type ZoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Zone'] = ResolversParentTypes['Zone']> = {
  number?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  lower?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  upper?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
};

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  ArchiveImport?: ArchiveImportResolvers<ContextType>;
  ArchiveFailure?: ArchiveFailureResolvers<ContextType>;
  ArchiveFailureEdge?: ArchiveFailureEdgeResolvers<ContextType>;
  ArchiveFailureConnection?: ArchiveFailureConnectionResolvers<ContextType>;
  UploadFailure?: UploadFailureResolvers<ContextType>;
  UploadWarning?: UploadWarningResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  ActivityCrop?: ActivityCropResolvers<ContextType>;
  PoolLength?: PoolLengthResolvers<ContextType>;
  Route?: RouteResolvers<ContextType>;
  Lap?: LapResolvers<ContextType>;
  Split?: SplitResolvers<ContextType>;
  ZoneTime?: ZoneTimeResolvers<ContextType>;
  CurvePoint?: CurvePointResolvers<ContextType>;
  BestEffort?: BestEffortResolvers<ContextType>;
  ActivityStreams?: ActivityStreamsResolvers<ContextType>;
  Stream?: StreamResolvers<ContextType>;
  Gear?: GearResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  ActivityEdge?: ActivityEdgeResolvers<ContextType>;
  LiveSession?: LiveSessionResolvers<ContextType>;
  ClubEvent?: ClubEventResolvers<ContextType>;
  EventOccurrence?: EventOccurrenceResolvers<ContextType>;
  LiveSegment?: LiveSegmentResolvers<ContextType>;
  LivePosition?: LivePositionResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  SegmentEdge?: SegmentEdgeResolvers<ContextType>;
  HeatMap?: HeatMapResolvers<ContextType>;
  HeatCell?: HeatCellResolvers<ContextType>;
  SegmentConnection?: SegmentConnectionResolvers<ContextType>;
  SegmentLeaderboard?: SegmentLeaderboardResolvers<ContextType>;
  SegmentLeaderboardEdge?: SegmentLeaderboardEdgeResolvers<ContextType>;
  SegmentEffort?: SegmentEffortResolvers<ContextType>;
  SegmentEffortEdge?: SegmentEffortEdgeResolvers<ContextType>;
  SegmentEffortConnection?: SegmentEffortConnectionResolvers<ContextType>;
  ActivityConnection?: ActivityConnectionResolvers<ContextType>;
  Athlete?: AthleteResolvers<ContextType>;
  Eddington?: EddingtonResolvers<ContextType>;
  YearInReview?: YearInReviewResolvers<ContextType>;
  MonthTotals?: MonthTotalsResolvers<ContextType>;
  PersonalRecord?: PersonalRecordResolvers<ContextType>;
  Performance?: PerformanceResolvers<ContextType>;
  FitnessDay?: FitnessDayResolvers<ContextType>;
  CriticalPower?: CriticalPowerResolvers<ContextType>;
  Vo2MaxEstimate?: Vo2MaxEstimateResolvers<ContextType>;
  RacePrediction?: RacePredictionResolvers<ContextType>;
  WeekOfZones?: WeekOfZonesResolvers<ContextType>;
  SportTotals?: SportTotalsResolvers<ContextType>;
  Recalculation?: RecalculationResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  UploadEdge?: UploadEdgeResolvers<ContextType>;
  UploadConnection?: UploadConnectionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  Coordinates?: CoordinatesResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EncodedPolyline?: GraphQLScalarType;
  HttpHeader?: HttpHeaderResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Photo?: PhotoResolvers<ContextType>;
  Samples?: GraphQLScalarType;
  TimeZone?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Zone?: ZoneResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  rangeSize?: RangeSizeDirectiveResolver<any, any, ContextType>;
  pointsCost?: PointsCostDirectiveResolver<any, any, ContextType>;
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  sameForCrowd?: SameForCrowdDirectiveResolver<any, any, ContextType>;
};
