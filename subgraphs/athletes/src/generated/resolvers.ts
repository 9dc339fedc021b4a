// Generated from schema/athletes.graphql by npm run codegen.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ViewerRef } from '../domain/viewer-ref.ts';
import type { AthleteView } from '../domain/athlete-view.ts';
import type { Account } from '../domain/account.ts';
import type { ProfileView } from '../domain/training-profile.ts';
import type { StoredZone } from '../domain/recording-privacy.ts';
import type { SessionView, OpenedSession } from '../domain/session.ts';
import type { DataExportRow } from '../domain/data-export.ts';
import type { ShownPhoto } from '@gruppetto/relations';
import type { PhotoUploadView } from '../pipelines/photos/create-photo-upload.ts';
import type { PhotoRow } from '../domain/photo.ts';
import type { ShownBadge } from '../domain/badges/shown-badge.ts';
import type { AwardRow } from '../domain/badges/awards.ts';
import type { BadgesPage } from '../pipelines/badges/list-badges.ts';
import type { ShownStreak } from '../pipelines/streaks/show-streak.ts';
import type { Pause } from '../domain/streaks/streak.ts';
import type { NodeRef } from '../domain/node-ref.ts';
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
  EmailAddress: { input: string; output: string; }
  /** An IANA time zone name such as Europe/Zurich. */
  TimeZone: { input: string; output: string; }
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  readonly __typename?: 'Query';
  /** The signed-in athlete's own root; null when signed out. */
  readonly viewer: Maybe<Viewer>;
  /** Null for what does not exist and for what the viewer may not see, without a difference. */
  readonly node: Maybe<Node>;
  readonly nodes: ReadonlyArray<Maybe<Node>>;
  /** By id, or by handle: for 30 days also by one that was given up. */
  readonly athlete: Maybe<Athlete>;
  /** By handle or display name prefix, nearest match first. People who blocked the viewer, and those whose e-mail address is not verified, never show. */
  readonly searchAthletes: AthleteConnection;
  /** What became of the bytes of a photo. Its own athlete alone sees it. */
  readonly uploadedPhoto: Maybe<UploadedPhoto>;
};


export type QueryNodeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNodesArgs = {
  ids: ReadonlyArray<Scalars['ID']['input']>;
};


export type QueryAthleteArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  handle?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySearchAthletesArgs = {
  query: Scalars['String']['input'];
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryUploadedPhotoArgs = {
  id: Scalars['ID']['input'];
};

/** What only the signed-in athlete sees. Its id is its own, not the athlete's, so that a cache keeps the two apart; it is no node. */
export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly id: Scalars['ID']['output'];
  readonly athlete: Athlete;
  readonly email: Scalars['EmailAddress']['output'];
  /** False until the link in the mail is opened: until then the athlete is not found by search, and may not report or found a club. */
  readonly emailVerified: Scalars['Boolean']['output'];
  /** Until then the athlete may only read, by a decision of the staff. Null when there is no suspension. */
  readonly suspendedUntil: Maybe<Scalars['DateTime']['output']>;
  /** Why, in the words of the staff. Null when there is no suspension. */
  readonly suspensionReason: Maybe<Scalars['String']['output']>;
  readonly timeZone: Scalars['TimeZone']['output'];
  readonly units: Units;
  readonly persona: Persona;
  /** STAFF may run the platform: brands, reports outside clubs, refunds. Granted from the command line only. */
  readonly roles: ReadonlyArray<Role>;
  /** Feature flags as evaluated for this athlete: persona, plan and rollout decide. */
  readonly features: ReadonlyArray<Feature>;
  /** True when the feature is on; unknown keys are off. */
  readonly hasFeature: Scalars['Boolean']['output'];
  readonly privacy: PrivacySettings;
  /** What holds today. All of it unknown until the athlete says something. */
  readonly trainingProfile: TrainingProfile;
  /** Newest first: what held from when. An activity is measured with what held on its day. */
  readonly trainingProfileHistory: ReadonlyArray<TrainingProfile>;
  /** Newest first, until their archives expire. */
  readonly dataExports: ReadonlyArray<DataExport>;
  readonly sessions: ReadonlyArray<DeviceSession>;
};


/** What only the signed-in athlete sees. Its id is its own, not the athlete's, so that a cache keeps the two apart; it is no node. */
export type ViewerHasFeatureArgs = {
  key: Scalars['String']['input'];
};

export type Role =
  | 'STAFF';

/** How the product presents itself to an athlete: chosen by the athlete, else inferred from use. */
export type Persona =
  | 'SOLO_ATHLETE'
  | 'SOCIAL_ENTHUSIAST'
  | 'CLUB_MANAGER'
  | 'DATA_NERD';

export type Feature = {
  readonly __typename?: 'Feature';
  readonly key: Scalars['String']['output'];
  /** Of a feature with several variants: whether it is another than `off`. */
  readonly enabled: Scalars['Boolean']['output'];
  readonly variant: Maybe<Scalars['String']['output']>;
};

export type Athlete = Node & {
  readonly __typename?: 'Athlete';
  readonly id: Scalars['ID']['output'];
  /** Unique, 3 to 30 of a-z and 0-9 with single _ and . between them, compared without case. Older ones may begin or end with these. May be changed twice in 30 days; the one given up stays the athlete's for 30 days. */
  readonly handle: Scalars['String']['output'];
  readonly displayName: Scalars['String']['output'];
  readonly bio: Maybe<Scalars['String']['output']>;
  readonly avatarUrl: Maybe<Scalars['URL']['output']>;
  readonly city: Maybe<Scalars['String']['output']>;
  readonly country: Maybe<Scalars['String']['output']>;
  readonly favouriteSports: ReadonlyArray<Sport>;
  /** Null for who sees the card alone. */
  readonly joinedAt: Maybe<Scalars['DateTime']['output']>;
  /** False too for who sees the card alone. */
  readonly isPremium: Scalars['Boolean']['output'];
  /** Followers must be approved (PrivacySettings.approveFollowers). */
  readonly isPrivate: Scalars['Boolean']['output'];
  /** Newest first. Each viewer sees those that the activities which they may see have earned; none for who sees the card alone. */
  readonly badges: AwardedBadgeConnection;
  /** Made of the activities that the viewer may see; zeros for who sees the card alone. */
  readonly streak: Streak;
};


export type AthleteBadgesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Badge = {
  readonly __typename?: 'Badge';
  /** Never changes. The badge of a challenge has one of its own. */
  readonly key: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly description: Scalars['String']['output'];
  /** An SVG picture, which may be cached for ever. It needs no sign-in. */
  readonly imageUrl: Maybe<Scalars['URL']['output']>;
};

export type AwardedBadge = {
  readonly __typename?: 'AwardedBadge';
  readonly badge: Badge;
  /** When what earned it happened; for an activity its start. */
  readonly awardedAt: Scalars['DateTime']['output'];
  /** What earned it; null when it was no single activity, or the viewer may not see it. */
  readonly activity: Maybe<Activity>;
  /** The challenge that the badge belongs to; null for who may not see it. */
  readonly challenge: Maybe<Challenge>;
};

export type AwardedBadgeEdge = {
  readonly __typename?: 'AwardedBadgeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: AwardedBadge;
};

export type AwardedBadgeConnection = {
  readonly __typename?: 'AwardedBadgeConnection';
  readonly edges: ReadonlyArray<AwardedBadgeEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/**
 * Weeks (Monday to Sunday) with activity in a row, and days in a row, in the athlete's time zone. A freeze, a planned pause, or ten cheers given on
 * a day without activity keep a streak of days and do not count. A pause keeps the weeks that it touches, a freeze the week whose Sunday it covers.
 */
export type Streak = {
  readonly __typename?: 'Streak';
  readonly currentWeeks: Scalars['Int']['output'];
  readonly longestWeeks: Scalars['Int']['output'];
  readonly currentDays: Scalars['Int']['output'];
  readonly longestDays: Scalars['Int']['output'];
  /** Two a month. 0 for others than the athlete, who do not see the fields below either. */
  readonly freezesLeft: Scalars['Int']['output'];
  /** Whether a freeze is used overnight without being asked for. */
  readonly automaticFreezes: Scalars['Boolean']['output'];
  /** Today, when a streak of three or more ends with it unless there is an activity or a freeze; otherwise null. */
  readonly atRiskSince: Maybe<Scalars['Date']['output']>;
  /** Those that are not over. */
  readonly pauses: ReadonlyArray<StreakPause>;
};

/** Both days included. */
export type StreakPause = {
  readonly __typename?: 'StreakPause';
  readonly from: Scalars['Date']['output'];
  readonly until: Scalars['Date']['output'];
};

export type PrivacySettings = {
  readonly __typename?: 'PrivacySettings';
  /** Who sees more than the card: id, handle, displayName, avatarUrl, isPrivate and viewerFollow, which everyone not blocked sees. */
  readonly profile: Visibility;
  readonly defaultActivityVisibility: Visibility;
  /** Followers must be approved; the ones there are stay. */
  readonly approveFollowers: Scalars['Boolean']['output'];
  /** From everyone else, on every road: averages, zones and load that come from it too. */
  readonly hideHeartRate: Scalars['Boolean']['output'];
  /** Metres along the way that no one else sees at each end of a recording; 0 hides none. */
  readonly hideStartEndMeters: Scalars['Int']['output'];
  /** Whether the athlete may be suggested to others. Who approves followers, or hides the profile, never is. */
  readonly suggestMe: Scalars['Boolean']['output'];
  /**
   * Whether the samples of recordings are kept for statistics: second by second, as others would see them, without the athlete's name or id, and with
   * no place but areas of 5 square kilometres. Off until the athlete says so. It is for what is measured from then on; switched off, what there is
   * counts no more and is deleted within 30 days. So it is when the athlete changes what recordings hide.
   */
  readonly recordingsForStatistics: Scalars['Boolean']['output'];
  /** Whether a friend may be told that the athlete has not been out for two weeks, so that a cheer may come. Who approves followers, hides the profile or pauses is never told of. */
  readonly nudgeMe: Scalars['Boolean']['output'];
  readonly zones: ReadonlyArray<PrivacyZone>;
};

/** A place around which no one but the owner sees where the owner was. Its centre is never sent back, and can't be found from what is cut. */
export type PrivacyZone = {
  readonly __typename?: 'PrivacyZone';
  readonly id: Scalars['ID']['output'];
  readonly label: Scalars['String']['output'];
  /** What was asked for: nothing shows within this distance of the place. What is cut reaches further, and lies around another spot. */
  readonly radiusMeters: Scalars['Int']['output'];
};

/** Thresholds that zones, load and predictions are computed from; history is kept, and an activity uses what held on its day. */
export type TrainingProfile = {
  readonly __typename?: 'TrainingProfile';
  readonly birthYear: Maybe<Scalars['Int']['output']>;
  readonly sex: Maybe<Sex>;
  readonly weightKg: Maybe<Scalars['Float']['output']>;
  readonly maxHeartRateBpm: Maybe<Scalars['Int']['output']>;
  readonly restingHeartRateBpm: Maybe<Scalars['Int']['output']>;
  readonly lactateThresholdHeartRateBpm: Maybe<Scalars['Int']['output']>;
  readonly functionalThresholdPowerWatts: Maybe<Scalars['Int']['output']>;
  /** Of running with a power meter: critical power. Cycling's does not stand in for it. */
  readonly runningThresholdPowerWatts: Maybe<Scalars['Int']['output']>;
  /** Running threshold speed in metres a second. */
  readonly thresholdSpeedMps: Maybe<Scalars['Float']['output']>;
  /** Those of riding and the rest; by a lactate threshold, running has bounds of its own, which its activities show. Empty while nothing tells them. */
  readonly heartRateZones: ReadonlyArray<Zone>;
  /** Those of riding; empty without a functional threshold power. Running has five of its own, which its activities show. */
  readonly powerZones: ReadonlyArray<Zone>;
  readonly effectiveFrom: Scalars['Date']['output'];
};

export type DeviceSession = {
  readonly __typename?: 'DeviceSession';
  readonly id: Scalars['ID']['output'];
  /** What the client calls itself, else what its User-Agent says. */
  readonly device: Maybe<Scalars['String']['output']>;
  readonly createdAt: Scalars['DateTime']['output'];
  /** When its tokens were last renewed: within a quarter of an hour of its last request. */
  readonly lastUsedAt: Scalars['DateTime']['output'];
  readonly current: Scalars['Boolean']['output'];
};

export type Activity = Node & {
  readonly __typename?: 'Activity';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Upload = Node & {
  readonly __typename?: 'Upload';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type LiveSession = Node & {
  readonly __typename?: 'LiveSession';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Gear = Node & {
  readonly __typename?: 'Gear';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Segment = Node & {
  readonly __typename?: 'Segment';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type SegmentEffort = Node & {
  readonly __typename?: 'SegmentEffort';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Post = Node & {
  readonly __typename?: 'Post';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Comment = Node & {
  readonly __typename?: 'Comment';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Notification = Node & {
  readonly __typename?: 'Notification';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Club = Node & {
  readonly __typename?: 'Club';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type ClubEvent = Node & {
  readonly __typename?: 'ClubEvent';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Challenge = Node & {
  readonly __typename?: 'Challenge';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Brand = Node & {
  readonly __typename?: 'Brand';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Product = Node & {
  readonly __typename?: 'Product';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

/**
 * Large exports come in archives of 2 GB at most; progress is from 0 to 1. The addresses work for an hour and are given anew with each query,
 * until the archives expire. Without one, `url` is null.
 */
export type DataExport = {
  readonly __typename?: 'DataExport';
  readonly id: Scalars['ID']['output'];
  readonly status: JobStatus;
  readonly progress: Scalars['Float']['output'];
  readonly requestedAt: Scalars['DateTime']['output'];
  readonly url: Maybe<Scalars['URL']['output']>;
  readonly parts: ReadonlyArray<Scalars['URL']['output']>;
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  readonly signUp: SessionPayload;
  readonly signIn: SessionPayload;
  /** Trades a refresh token for new tokens, once: a token used twice ends the whole session. */
  readonly refreshSession: SessionPayload;
  readonly signOut: Scalars['Boolean']['output'];
  readonly endSession: Viewer;
  /** Ends the other sessions. */
  readonly changePassword: Viewer;
  /** Always answers true, whether the address is known or not. The mail has a link that works once, for 30 minutes. */
  readonly requestPasswordReset: Scalars['Boolean']['output'];
  /** Ends every session and opens a new one. */
  readonly resetPassword: SessionPayload;
  /** With the token of the link in the mail, which works once, for 24 hours. Also signed out. */
  readonly verifyEmail: Scalars['Boolean']['output'];
  /** Sends the mail once more; limited. */
  readonly resendVerification: Scalars['Boolean']['output'];
  /** The new address counts once it is verified; the old one is told. */
  readonly changeEmail: Viewer;
  /** Everything the platform holds on the athlete, as archives with the original files. While an export goes on, this returns it. */
  readonly requestDataExport: DataExport;
  /** Ends every session at once, and hides the athlete from everybody. After 14 days everything is erased; until then `signIn` with `restore` brings it back. */
  readonly deleteAccount: Scalars['Boolean']['output'];
  readonly updateProfile: Viewer;
  /** PUT the bytes to `url`, then name the photo where it belongs: updateProfile, updateActivity, createPost, createClub or updateClub. It may be named within twelve hours, also before its bytes arrive; one that nothing names is gone after a day. */
  readonly createPhotoUpload: PhotoUpload;
  readonly updatePrivacy: Viewer;
  /** At most 10 zones. The same place gets the same cut again. */
  readonly addPrivacyZone: Viewer;
  readonly removePrivacyZone: Viewer;
  /** What holds from `effectiveFrom` on, today where it is absent. What is absent stays as it held on that day, null clears; later entries keep what they say. */
  readonly updateTrainingProfile: Viewer;
  /** STAFF. A suspended athlete reads, and may appeal. */
  readonly suspendAthlete: Athlete;
  readonly liftSuspension: Athlete;
  /** Keeps the streak today, without counting. CONFLICT when no streak ends today, or no freeze is left this month. */
  readonly useStreakFreeze: Viewer;
  /** Whether a freeze is used overnight, after a day with which a streak of three or more would have ended. Off at first. */
  readonly setAutomaticFreezes: Viewer;
  /** Planned rest or holidays, set beforehand: no day in it breaks a streak, none counts, no reminder comes. From today at the earliest, 92 days at most. */
  readonly setStreakPause: Viewer;
  /** Ends a pause that has begun; the days that have passed stay kept. */
  readonly removeStreakPause: Viewer;
};


export type MutationSignUpArgs = {
  input: SignUpInput;
};


export type MutationSignInArgs = {
  input: SignInInput;
};


export type MutationRefreshSessionArgs = {
  refreshToken: Scalars['String']['input'];
};


export type MutationEndSessionArgs = {
  id: Scalars['ID']['input'];
};


export type MutationChangePasswordArgs = {
  input: ChangePasswordInput;
};


export type MutationRequestPasswordResetArgs = {
  email: Scalars['EmailAddress']['input'];
};


export type MutationResetPasswordArgs = {
  token: Scalars['String']['input'];
  newPassword: Scalars['String']['input'];
};


export type MutationVerifyEmailArgs = {
  token: Scalars['String']['input'];
};


export type MutationChangeEmailArgs = {
  newEmail: Scalars['EmailAddress']['input'];
  password: Scalars['String']['input'];
};


export type MutationDeleteAccountArgs = {
  password: Scalars['String']['input'];
};


export type MutationUpdateProfileArgs = {
  input: UpdateProfileInput;
};


export type MutationCreatePhotoUploadArgs = {
  input: PhotoUploadInput;
};


export type MutationUpdatePrivacyArgs = {
  input: UpdatePrivacyInput;
};


export type MutationAddPrivacyZoneArgs = {
  input: PrivacyZoneInput;
};


export type MutationRemovePrivacyZoneArgs = {
  id: Scalars['ID']['input'];
};


export type MutationUpdateTrainingProfileArgs = {
  input: TrainingProfileInput;
};


export type MutationSuspendAthleteArgs = {
  athleteId: Scalars['ID']['input'];
  until: Scalars['DateTime']['input'];
  reason: Scalars['String']['input'];
};


export type MutationLiftSuspensionArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationSetAutomaticFreezesArgs = {
  automatic: Scalars['Boolean']['input'];
};


export type MutationSetStreakPauseArgs = {
  from: Scalars['Date']['input'];
  until: Scalars['Date']['input'];
};


export type MutationRemoveStreakPauseArgs = {
  from: Scalars['Date']['input'];
};

/** PUT the bytes to `url` with `headers` before `urlExpiresAt`. */
export type PhotoUpload = {
  readonly __typename?: 'PhotoUpload';
  readonly photoId: Scalars['ID']['output'];
  readonly url: Scalars['URL']['output'];
  readonly headers: ReadonlyArray<HttpHeader>;
  readonly urlExpiresAt: Scalars['DateTime']['output'];
};

export type UploadedPhoto = {
  readonly __typename?: 'UploadedPhoto';
  readonly id: Scalars['ID']['output'];
  readonly status: PhotoStatus;
  readonly failure: Maybe<PhotoFailure>;
  /** Null until it is READY. */
  readonly photo: Maybe<Photo>;
};

export type PhotoStatus =
  /** The bytes have not arrived, or are being read. */
  | 'AWAITING_FILE'
  | 'READY'
  | 'FAILED';

export type PhotoFailure = {
  readonly __typename?: 'PhotoFailure';
  readonly code: PhotoFailureCode;
  readonly message: Scalars['String']['output'];
};

export type PhotoFailureCode =
  | 'UNSUPPORTED_FORMAT'
  | 'CORRUPT_FILE'
  | 'TOO_LARGE'
  | 'EXPIRED'
  | 'INTERNAL';

export type SessionPayload = {
  readonly __typename?: 'SessionPayload';
  readonly accessToken: Scalars['String']['output'];
  readonly accessTokenExpiresAt: Scalars['DateTime']['output'];
  readonly refreshToken: Scalars['String']['output'];
  readonly viewer: Viewer;
};

export type SignUpInput = {
  readonly email: Scalars['EmailAddress']['input'];
  readonly password: Scalars['String']['input'];
  readonly handle: Scalars['String']['input'];
  readonly displayName: Scalars['String']['input'];
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  readonly units?: InputMaybe<Units>;
  readonly persona?: InputMaybe<Persona>;
};

/** Of a deleted account signIn answers ACCOUNT_DELETED with extensions.erasesAt; with `restore` it brings the account back. */
export type SignInInput = {
  readonly email: Scalars['EmailAddress']['input'];
  readonly password: Scalars['String']['input'];
  readonly device?: InputMaybe<Scalars['String']['input']>;
  readonly restore?: InputMaybe<Scalars['Boolean']['input']>;
};

/** 20 MB at most. The content type is image/jpeg, image/png, image/webp or image/avif. */
export type PhotoUploadInput = {
  readonly sizeBytes: Scalars['Int']['input'];
  readonly contentType: Scalars['String']['input'];
  readonly caption?: InputMaybe<Scalars['String']['input']>;
};

export type ChangePasswordInput = {
  readonly currentPassword: Scalars['String']['input'];
  readonly newPassword: Scalars['String']['input'];
};

export type UpdateProfileInput = {
  /** A photo of the athlete's own. Null removes it. */
  readonly avatarPhotoId?: InputMaybe<Scalars['ID']['input']>;
  readonly handle?: InputMaybe<Scalars['String']['input']>;
  readonly displayName?: InputMaybe<Scalars['String']['input']>;
  readonly bio?: InputMaybe<Scalars['String']['input']>;
  readonly avatarUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly city?: InputMaybe<Scalars['String']['input']>;
  readonly country?: InputMaybe<Scalars['String']['input']>;
  readonly favouriteSports?: InputMaybe<ReadonlyArray<Sport>>;
  readonly timeZone?: InputMaybe<Scalars['TimeZone']['input']>;
  readonly units?: InputMaybe<Units>;
  readonly persona?: InputMaybe<Persona>;
};

export type UpdatePrivacyInput = {
  readonly profile?: InputMaybe<Visibility>;
  readonly defaultActivityVisibility?: InputMaybe<Visibility>;
  readonly approveFollowers?: InputMaybe<Scalars['Boolean']['input']>;
  readonly hideHeartRate?: InputMaybe<Scalars['Boolean']['input']>;
  /** 0 to 2000. */
  readonly hideStartEndMeters?: InputMaybe<Scalars['Int']['input']>;
  readonly suggestMe?: InputMaybe<Scalars['Boolean']['input']>;
  readonly recordingsForStatistics?: InputMaybe<Scalars['Boolean']['input']>;
  readonly nudgeMe?: InputMaybe<Scalars['Boolean']['input']>;
};

export type PrivacyZoneInput = {
  readonly label: Scalars['String']['input'];
  readonly latitude: Scalars['Float']['input'];
  readonly longitude: Scalars['Float']['input'];
  /** 50 to 2000. */
  readonly radiusMeters: Scalars['Int']['input'];
};

export type TrainingProfileInput = {
  readonly birthYear?: InputMaybe<Scalars['Int']['input']>;
  readonly sex?: InputMaybe<Sex>;
  readonly weightKg?: InputMaybe<Scalars['Float']['input']>;
  readonly maxHeartRateBpm?: InputMaybe<Scalars['Int']['input']>;
  readonly restingHeartRateBpm?: InputMaybe<Scalars['Int']['input']>;
  readonly lactateThresholdHeartRateBpm?: InputMaybe<Scalars['Int']['input']>;
  readonly functionalThresholdPowerWatts?: InputMaybe<Scalars['Int']['input']>;
  readonly runningThresholdPowerWatts?: InputMaybe<Scalars['Int']['input']>;
  readonly thresholdSpeedMps?: InputMaybe<Scalars['Float']['input']>;
  /** A day of the athlete's, not in the future. An entry of the same day is replaced. */
  readonly effectiveFrom?: InputMaybe<Scalars['Date']['input']>;
};

export type AthleteConnection = {
  readonly __typename?: 'AthleteConnection';
  readonly edges: ReadonlyArray<AthleteEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type AthleteEdge = {
  readonly __typename?: 'AthleteEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Athlete>;
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

export type Units =
  | 'METRIC'
  | 'IMPERIAL';

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
  Viewer: Viewer;
  Athlete: Athlete;
  Badge: Badge;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Viewer:
    ( { __typename: 'Viewer' }
    & GraphQLRecursivePick<FederationTypes['Viewer'], {"id":true}> );
  Athlete:
    ( { __typename: 'Athlete' }
    & GraphQLRecursivePick<FederationTypes['Athlete'], {"id":true}> );
  Badge:
    ( { __typename: 'Badge' }
    & GraphQLRecursivePick<FederationTypes['Badge'], {"key":true}> );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( AthleteView )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
    | ( NodeRef )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Viewer: ResolverTypeWrapper<ViewerRef>;
  Role: Role;
  Persona: Persona;
  Feature: ResolverTypeWrapper<Feature>;
  Athlete: ResolverTypeWrapper<AthleteView>;
  Badge: ResolverTypeWrapper<ShownBadge>;
  AwardedBadge: ResolverTypeWrapper<AwardRow>;
  AwardedBadgeEdge: ResolverTypeWrapper<Omit<AwardedBadgeEdge, 'node'> & { node: ResolversTypes['AwardedBadge'] }>;
  AwardedBadgeConnection: ResolverTypeWrapper<BadgesPage>;
  Streak: ResolverTypeWrapper<ShownStreak>;
  StreakPause: ResolverTypeWrapper<Pause>;
  PrivacySettings: ResolverTypeWrapper<Account>;
  PrivacyZone: ResolverTypeWrapper<StoredZone>;
  TrainingProfile: ResolverTypeWrapper<ProfileView>;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  DeviceSession: ResolverTypeWrapper<SessionView>;
  Activity: ResolverTypeWrapper<NodeRef>;
  Upload: ResolverTypeWrapper<NodeRef>;
  LiveSession: ResolverTypeWrapper<NodeRef>;
  Gear: ResolverTypeWrapper<NodeRef>;
  Segment: ResolverTypeWrapper<NodeRef>;
  SegmentEffort: ResolverTypeWrapper<NodeRef>;
  Post: ResolverTypeWrapper<NodeRef>;
  Comment: ResolverTypeWrapper<NodeRef>;
  Notification: ResolverTypeWrapper<NodeRef>;
  Club: ResolverTypeWrapper<NodeRef>;
  ClubEvent: ResolverTypeWrapper<NodeRef>;
  Challenge: ResolverTypeWrapper<NodeRef>;
  Brand: ResolverTypeWrapper<NodeRef>;
  Product: ResolverTypeWrapper<NodeRef>;
  DataExport: ResolverTypeWrapper<DataExportRow>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PhotoUpload: ResolverTypeWrapper<PhotoUploadView>;
  UploadedPhoto: ResolverTypeWrapper<PhotoRow>;
  PhotoStatus: PhotoStatus;
  PhotoFailure: ResolverTypeWrapper<PhotoFailure>;
  PhotoFailureCode: PhotoFailureCode;
  SessionPayload: ResolverTypeWrapper<OpenedSession>;
  SignUpInput: SignUpInput;
  SignInInput: SignInInput;
  PhotoUploadInput: PhotoUploadInput;
  ChangePasswordInput: ChangePasswordInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdatePrivacyInput: UpdatePrivacyInput;
  PrivacyZoneInput: PrivacyZoneInput;
  TrainingProfileInput: TrainingProfileInput;
  AthleteConnection: ResolverTypeWrapper<Omit<AthleteConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AthleteEdge']> }>;
  AthleteEdge: ResolverTypeWrapper<Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversTypes['Athlete']> }>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EmailAddress: ResolverTypeWrapper<Scalars['EmailAddress']['output']>;
  HttpHeader: ResolverTypeWrapper<HttpHeader>;
  JobStatus: JobStatus;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Photo: ResolverTypeWrapper<ShownPhoto>;
  PhotoSize: PhotoSize;
  Sex: Sex;
  Sport: Sport;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  Units: Units;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Visibility: Visibility;
  Zone: ResolverTypeWrapper<Zone>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Viewer: ViewerRef;
  Feature: Feature;
  Athlete: AthleteView;
  Badge: ShownBadge;
  AwardedBadge: AwardRow;
  AwardedBadgeEdge: Omit<AwardedBadgeEdge, 'node'> & { node: ResolversParentTypes['AwardedBadge'] };
  AwardedBadgeConnection: BadgesPage;
  Streak: ShownStreak;
  StreakPause: Pause;
  PrivacySettings: Account;
  PrivacyZone: StoredZone;
  TrainingProfile: ProfileView;
  Float: Scalars['Float']['output'];
  DeviceSession: SessionView;
  Activity: NodeRef;
  Upload: NodeRef;
  LiveSession: NodeRef;
  Gear: NodeRef;
  Segment: NodeRef;
  SegmentEffort: NodeRef;
  Post: NodeRef;
  Comment: NodeRef;
  Notification: NodeRef;
  Club: NodeRef;
  ClubEvent: NodeRef;
  Challenge: NodeRef;
  Brand: NodeRef;
  Product: NodeRef;
  DataExport: DataExportRow;
  Mutation: Record<PropertyKey, never>;
  PhotoUpload: PhotoUploadView;
  UploadedPhoto: PhotoRow;
  PhotoFailure: PhotoFailure;
  SessionPayload: OpenedSession;
  SignUpInput: SignUpInput;
  SignInInput: SignInInput;
  PhotoUploadInput: PhotoUploadInput;
  ChangePasswordInput: ChangePasswordInput;
  UpdateProfileInput: UpdateProfileInput;
  UpdatePrivacyInput: UpdatePrivacyInput;
  PrivacyZoneInput: PrivacyZoneInput;
  TrainingProfileInput: TrainingProfileInput;
  AthleteConnection: Omit<AthleteConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AthleteEdge']> };
  AthleteEdge: Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Athlete']> };
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  EmailAddress: Scalars['EmailAddress']['output'];
  HttpHeader: HttpHeader;
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Photo: ShownPhoto;
  TimeZone: Scalars['TimeZone']['output'];
  URL: Scalars['URL']['output'];
  Zone: Zone;
  Int: Scalars['Int']['output'];
  String: Scalars['String']['output'];
  Boolean: Scalars['Boolean']['output'];
};

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
  node?: Resolver<Maybe<ResolversTypes['Node']>, ParentType, ContextType, RequireFields<QueryNodeArgs, 'id'>>;
  nodes?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Node']>>, ParentType, ContextType, RequireFields<QueryNodesArgs, 'ids'>>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType, Partial<QueryAthleteArgs>>;
  searchAthletes?: Resolver<ResolversTypes['AthleteConnection'], ParentType, ContextType, RequireFields<QuerySearchAthletesArgs, 'query' | 'first'>>;
  uploadedPhoto?: Resolver<Maybe<ResolversTypes['UploadedPhoto']>, ParentType, ContextType, RequireFields<QueryUploadedPhotoArgs, 'id'>>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'], FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  athlete?: Resolver<ResolversTypes['Athlete'], ParentType, ContextType>;
  email?: Resolver<ResolversTypes['EmailAddress'], ParentType, ContextType>;
  emailVerified?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  suspendedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  suspensionReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  units?: Resolver<ResolversTypes['Units'], ParentType, ContextType>;
  persona?: Resolver<ResolversTypes['Persona'], ParentType, ContextType>;
  roles?: Resolver<ReadonlyArray<ResolversTypes['Role']>, ParentType, ContextType>;
  features?: Resolver<ReadonlyArray<ResolversTypes['Feature']>, ParentType, ContextType>;
  hasFeature?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<ViewerHasFeatureArgs, 'key'>>;
  privacy?: Resolver<ResolversTypes['PrivacySettings'], ParentType, ContextType>;
  trainingProfile?: Resolver<ResolversTypes['TrainingProfile'], ParentType, ContextType>;
  trainingProfileHistory?: Resolver<ReadonlyArray<ResolversTypes['TrainingProfile']>, ParentType, ContextType>;
  dataExports?: Resolver<ReadonlyArray<ResolversTypes['DataExport']>, ParentType, ContextType>;
  sessions?: Resolver<ReadonlyArray<ResolversTypes['DeviceSession']>, ParentType, ContextType>;
};

export type FeatureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Feature'] = ResolversParentTypes['Feature']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  enabled?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  variant?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AthleteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Athlete'] = ResolversParentTypes['Athlete'], FederationReferenceType extends FederationReferenceTypes['Athlete'] = FederationReferenceTypes['Athlete']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Athlete']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  handle?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  displayName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  bio?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  city?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  country?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  favouriteSports?: Resolver<ReadonlyArray<ResolversTypes['Sport']>, ParentType, ContextType>;
  joinedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  isPremium?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  isPrivate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  badges?: Resolver<ResolversTypes['AwardedBadgeConnection'], ParentType, ContextType, RequireFields<AthleteBadgesArgs, 'first'>>;
  streak?: Resolver<ResolversTypes['Streak'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BadgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Badge'] = ResolversParentTypes['Badge'], FederationReferenceType extends FederationReferenceTypes['Badge'] = FederationReferenceTypes['Badge']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Badge']> | FederationReferenceType, FederationReferenceType, ContextType>;
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  imageUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type AwardedBadgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AwardedBadge'] = ResolversParentTypes['AwardedBadge']> = {
  badge?: Resolver<ResolversTypes['Badge'], ParentType, ContextType>;
  awardedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
};

export type AwardedBadgeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AwardedBadgeEdge'] = ResolversParentTypes['AwardedBadgeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AwardedBadge'], ParentType, ContextType>;
};

export type AwardedBadgeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AwardedBadgeConnection'] = ResolversParentTypes['AwardedBadgeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AwardedBadgeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type StreakResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Streak'] = ResolversParentTypes['Streak']> = {
  currentWeeks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  longestWeeks?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  currentDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  longestDays?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  freezesLeft?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  automaticFreezes?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  atRiskSince?: Resolver<Maybe<ResolversTypes['Date']>, ParentType, ContextType>;
  pauses?: Resolver<ReadonlyArray<ResolversTypes['StreakPause']>, ParentType, ContextType>;
};

export type StreakPauseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['StreakPause'] = ResolversParentTypes['StreakPause']> = {
  from?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type PrivacySettingsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrivacySettings'] = ResolversParentTypes['PrivacySettings']> = {
  profile?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  defaultActivityVisibility?: Resolver<ResolversTypes['Visibility'], ParentType, ContextType>;
  approveFollowers?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hideHeartRate?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hideStartEndMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  suggestMe?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  recordingsForStatistics?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  nudgeMe?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  zones?: Resolver<ReadonlyArray<ResolversTypes['PrivacyZone']>, ParentType, ContextType>;
};

export type PrivacyZoneResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PrivacyZone'] = ResolversParentTypes['PrivacyZone']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  label?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  radiusMeters?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type TrainingProfileResolvers<ContextType = Context, ParentType extends ResolversParentTypes['TrainingProfile'] = ResolversParentTypes['TrainingProfile']> = {
  birthYear?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  sex?: Resolver<Maybe<ResolversTypes['Sex']>, ParentType, ContextType>;
  weightKg?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  maxHeartRateBpm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  restingHeartRateBpm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  lactateThresholdHeartRateBpm?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  functionalThresholdPowerWatts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  runningThresholdPowerWatts?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  thresholdSpeedMps?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  heartRateZones?: Resolver<ReadonlyArray<ResolversTypes['Zone']>, ParentType, ContextType>;
  powerZones?: Resolver<ReadonlyArray<ResolversTypes['Zone']>, ParentType, ContextType>;
  effectiveFrom?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type DeviceSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DeviceSession'] = ResolversParentTypes['DeviceSession']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  device?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastUsedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  current?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type UploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type LiveSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSession'] = ResolversParentTypes['LiveSession']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type GearResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Gear'] = ResolversParentTypes['Gear']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentEffortResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEffort'] = ResolversParentTypes['SegmentEffort']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CommentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Comment'] = ResolversParentTypes['Comment']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClubResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Club'] = ResolversParentTypes['Club']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClubEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEvent'] = ResolversParentTypes['ClubEvent']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Challenge'] = ResolversParentTypes['Challenge']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type BrandResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Brand'] = ResolversParentTypes['Brand']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ProductResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Product'] = ResolversParentTypes['Product']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type DataExportResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DataExport'] = ResolversParentTypes['DataExport']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['JobStatus'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  requestedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  url?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  parts?: Resolver<ReadonlyArray<ResolversTypes['URL']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  signUp?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationSignUpArgs, 'input'>>;
  signIn?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationSignInArgs, 'input'>>;
  refreshSession?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationRefreshSessionArgs, 'refreshToken'>>;
  signOut?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  endSession?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationEndSessionArgs, 'id'>>;
  changePassword?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationChangePasswordArgs, 'input'>>;
  requestPasswordReset?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRequestPasswordResetArgs, 'email'>>;
  resetPassword?: Resolver<ResolversTypes['SessionPayload'], ParentType, ContextType, RequireFields<MutationResetPasswordArgs, 'token' | 'newPassword'>>;
  verifyEmail?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationVerifyEmailArgs, 'token'>>;
  resendVerification?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  changeEmail?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationChangeEmailArgs, 'newEmail' | 'password'>>;
  requestDataExport?: Resolver<ResolversTypes['DataExport'], ParentType, ContextType>;
  deleteAccount?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteAccountArgs, 'password'>>;
  updateProfile?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationUpdateProfileArgs, 'input'>>;
  createPhotoUpload?: Resolver<ResolversTypes['PhotoUpload'], ParentType, ContextType, RequireFields<MutationCreatePhotoUploadArgs, 'input'>>;
  updatePrivacy?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationUpdatePrivacyArgs, 'input'>>;
  addPrivacyZone?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationAddPrivacyZoneArgs, 'input'>>;
  removePrivacyZone?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationRemovePrivacyZoneArgs, 'id'>>;
  updateTrainingProfile?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationUpdateTrainingProfileArgs, 'input'>>;
  suspendAthlete?: Resolver<ResolversTypes['Athlete'], ParentType, ContextType, RequireFields<MutationSuspendAthleteArgs, 'athleteId' | 'until' | 'reason'>>;
  liftSuspension?: Resolver<ResolversTypes['Athlete'], ParentType, ContextType, RequireFields<MutationLiftSuspensionArgs, 'athleteId'>>;
  useStreakFreeze?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
  setAutomaticFreezes?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationSetAutomaticFreezesArgs, 'automatic'>>;
  setStreakPause?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationSetStreakPauseArgs, 'from' | 'until'>>;
  removeStreakPause?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType, RequireFields<MutationRemoveStreakPauseArgs, 'from'>>;
};

export type PhotoUploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PhotoUpload'] = ResolversParentTypes['PhotoUpload']> = {
  photoId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  headers?: Resolver<ReadonlyArray<ResolversTypes['HttpHeader']>, ParentType, ContextType>;
  urlExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type UploadedPhotoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['UploadedPhoto'] = ResolversParentTypes['UploadedPhoto']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['PhotoStatus'], ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['PhotoFailure']>, ParentType, ContextType>;
  photo?: Resolver<Maybe<ResolversTypes['Photo']>, ParentType, ContextType>;
};

export type PhotoFailureResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PhotoFailure'] = ResolversParentTypes['PhotoFailure']> = {
  code?: Resolver<ResolversTypes['PhotoFailureCode'], ParentType, ContextType>;
  message?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SessionPayloadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SessionPayload'] = ResolversParentTypes['SessionPayload']> = {
  accessToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  accessTokenExpiresAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  refreshToken?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  viewer?: Resolver<ResolversTypes['Viewer'], ParentType, ContextType>;
};

export type AthleteConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AthleteConnection'] = ResolversParentTypes['AthleteConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AthleteEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type AthleteEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AthleteEdge'] = ResolversParentTypes['AthleteEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
};

export interface DateScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['Date'], any> {
  name: 'Date';
}

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export interface EmailAddressScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['EmailAddress'], any> {
  name: 'EmailAddress';
}

export type HttpHeaderResolvers<ContextType = Context, ParentType extends ResolversParentTypes['HttpHeader'] = ResolversParentTypes['HttpHeader']> = {
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  value?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Athlete' | 'Activity' | 'Upload' | 'LiveSession' | 'Gear' | 'Segment' | 'SegmentEffort' | 'Post' | 'Comment' | 'Notification' | 'Club' | 'ClubEvent' | 'Challenge' | 'Brand' | 'Product', ParentType, ContextType>;
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
  Viewer?: ViewerResolvers<ContextType>;
  Feature?: FeatureResolvers<ContextType>;
  Athlete?: AthleteResolvers<ContextType>;
  Badge?: BadgeResolvers<ContextType>;
  AwardedBadge?: AwardedBadgeResolvers<ContextType>;
  AwardedBadgeEdge?: AwardedBadgeEdgeResolvers<ContextType>;
  AwardedBadgeConnection?: AwardedBadgeConnectionResolvers<ContextType>;
  Streak?: StreakResolvers<ContextType>;
  StreakPause?: StreakPauseResolvers<ContextType>;
  PrivacySettings?: PrivacySettingsResolvers<ContextType>;
  PrivacyZone?: PrivacyZoneResolvers<ContextType>;
  TrainingProfile?: TrainingProfileResolvers<ContextType>;
  DeviceSession?: DeviceSessionResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  LiveSession?: LiveSessionResolvers<ContextType>;
  Gear?: GearResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  SegmentEffort?: SegmentEffortResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  Comment?: CommentResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  Club?: ClubResolvers<ContextType>;
  ClubEvent?: ClubEventResolvers<ContextType>;
  Challenge?: ChallengeResolvers<ContextType>;
  Brand?: BrandResolvers<ContextType>;
  Product?: ProductResolvers<ContextType>;
  DataExport?: DataExportResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  PhotoUpload?: PhotoUploadResolvers<ContextType>;
  UploadedPhoto?: UploadedPhotoResolvers<ContextType>;
  PhotoFailure?: PhotoFailureResolvers<ContextType>;
  SessionPayload?: SessionPayloadResolvers<ContextType>;
  AthleteConnection?: AthleteConnectionResolvers<ContextType>;
  AthleteEdge?: AthleteEdgeResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EmailAddress?: GraphQLScalarType;
  HttpHeader?: HttpHeaderResolvers<ContextType>;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Photo?: PhotoResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  URL?: GraphQLScalarType;
  Zone?: ZoneResolvers<ContextType>;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  sameForCrowd?: SameForCrowdDirectiveResolver<any, any, ContextType>;
};
