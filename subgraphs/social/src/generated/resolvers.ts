// Generated from schema/social.graphql by npm run codegen.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { AthleteRef, ViewerRef, PlainRef, BadgeRef, NodeRef, YearRef } from '../domain/references.ts';
import type { SuggestionView } from '../domain/suggestions.ts';
import type { FeedItemRow } from '../domain/feed.ts';
import type { ReactableRow, ActivityRow, PostRow, CommentRow } from '../domain/subjects.ts';
import type { ReporterRow } from '../stores/moderation.ts';
import type { CaseRow } from '../domain/moderation.ts';
import type { CasePage } from '../pipelines/moderate.ts';
import type { KudosEdgeSource, KudosPage, CommentPage } from '../pipelines/reaction-lists.ts';
import type { AthletePage } from '../pipelines/athlete-lists.ts';
import type { NotificationRow } from '../domain/notifications.ts';
import type { PushDeviceRow } from '../domain/push.ts';
import type { NotificationPage } from '../pipelines/notifications.ts';
import type { CarriedPhoto } from '@gruppetto/relations';
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
  /** An instant: RFC 3339, always sent with offset Z, any offset accepted. */
  DateTime: { input: Date; output: Date | number; }
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  readonly __typename?: 'Query';
  readonly viewer: Maybe<Viewer>;
  readonly feedItem: Maybe<FeedItem>;
  readonly notification: Maybe<Notification>;
  readonly comment: Maybe<Comment>;
  /** For those who decide about it, and for whom something was taken from. Null for everybody else. */
  readonly moderationCase: Maybe<ModerationCase>;
};


export type QueryFeedItemArgs = {
  id: Scalars['ID']['input'];
};


export type QueryNotificationArgs = {
  id: Scalars['ID']['input'];
};


export type QueryCommentArgs = {
  id: Scalars['ID']['input'];
};


export type QueryModerationCaseArgs = {
  id: Scalars['ID']['input'];
};

export type Athlete = {
  readonly __typename?: 'Athlete';
  readonly id: Scalars['ID']['output'];
  readonly followers: Maybe<AthleteConnection>;
  readonly following: Maybe<AthleteConnection>;
  readonly followerCount: Maybe<Scalars['Int']['output']>;
  readonly followingCount: Maybe<Scalars['Int']['output']>;
  readonly viewerFollow: Maybe<FollowState>;
  /** Null when the viewer has not muted the athlete, or the time is over; far in the future when there is no end. */
  readonly viewerMutedUntil: Maybe<Scalars['DateTime']['output']>;
  readonly posts: Maybe<PostConnection>;
};


export type AthleteFollowersArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type AthleteFollowingArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type AthletePostsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type FollowState =
  | 'SELF'
  | 'NOT_FOLLOWING'
  | 'REQUESTED'
  | 'FOLLOWING';

export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly id: Scalars['ID']['output'];
  readonly feed: Maybe<FeedConnection>;
  readonly followRequests: Maybe<AthleteConnection>;
  /** At most 50, the nearest first; fewer where there are no more. */
  readonly suggestedAthletes: Maybe<ReadonlyArray<Maybe<Athlete>>>;
  /** As suggestedAthletes, each with why. */
  readonly suggestions: Maybe<ReadonlyArray<Suggestion>>;
  readonly blockedAthletes: Maybe<AthleteConnection>;
  /** STAFF: what was reported or appealed outside clubs, or is about the owner of a club, and waits for a decision, oldest first. Null for everybody else. */
  readonly moderationQueue: Maybe<ModerationCaseConnection>;
  /** What decided the suspension of the viewer that holds: its id is what `appeal` asks for. Null when there is none, and for a moment after it began. */
  readonly suspensionCase: Maybe<ModerationCase>;
  readonly mutedAthletes: Maybe<AthleteConnection>;
  readonly notifications: Maybe<NotificationConnection>;
  /** What is off in app is neither listed nor counted. */
  readonly unreadNotificationCount: Maybe<Scalars['Int']['output']>;
  /** One for each kind: what the viewer has chosen, or the default for the viewer's persona. */
  readonly notificationPreferences: Maybe<ReadonlyArray<NotificationPreference>>;
  /** In the athlete's time zone; null when there are none. Pushes wait until they end. */
  readonly quietHours: Maybe<QuietHours>;
  /** The applicationServerKey of a browser's subscription, which registerWebPush takes. It never changes. Null when web push is off. */
  readonly webPushPublicKey: Maybe<Scalars['String']['output']>;
  /** Those that were registered or confirmed last come first. */
  readonly pushDevices: Maybe<ReadonlyArray<PushDevice>>;
};


export type ViewerFeedArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  filter?: InputMaybe<FeedFilter>;
};


export type ViewerFollowRequestsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerSuggestedAthletesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ViewerSuggestionsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ViewerBlockedAthletesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerModerationQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerMutedAthletesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerNotificationsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  unreadOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type PushDevice = {
  readonly __typename?: 'PushDevice';
  readonly id: Scalars['ID']['output'];
  /** The host of its push service. */
  readonly endpointHost: Scalars['String']['output'];
  readonly registeredAt: Scalars['DateTime']['output'];
  /** When a push service took a push for it last. */
  readonly lastDeliveredAt: Maybe<Scalars['DateTime']['output']>;
};

export type QuietHours = {
  readonly __typename?: 'QuietHours';
  /** HH:MM, the first quiet minute. */
  readonly from: Scalars['String']['output'];
  /** HH:MM, the first minute that is not quiet any more; it may be on the next day. */
  readonly until: Scalars['String']['output'];
};

export type NotificationPreference = {
  readonly __typename?: 'NotificationPreference';
  readonly kind: NotificationKind;
  readonly inApp: Scalars['Boolean']['output'];
  readonly push: Scalars['Boolean']['output'];
  readonly mail: Scalars['Boolean']['output'];
  /** FOLLOWED: nothing comes of acts of athletes whom the viewer does not follow. Kinds that nobody causes ignore it. */
  readonly from: NotificationAudience;
};

export type NotificationAudience =
  | 'EVERYONE'
  | 'FOLLOWED';

/** Somebody whom the viewer may want to follow: public, and with something in common that everybody may see. */
export type Suggestion = {
  readonly __typename?: 'Suggestion';
  readonly athlete: Maybe<Athlete>;
  /** The first of `reasons`. */
  readonly reason: SuggestionReason;
  /** The weightiest first, MODEL before all others; at least one that is not MODEL. */
  readonly reasons: ReadonlyArray<SuggestionReason>;
  /** One plain sentence in English. */
  readonly text: Scalars['String']['output'];
};

export type SuggestionReason =
  | 'FOLLOWED_BY_FOLLOWED'
  | 'SAME_CLUB'
  | 'SAME_SEGMENTS'
  | 'SAME_CHALLENGE'
  /** A model orders those whom the other reasons find. Without it the athlete would not be among so many as were asked for. */
  | 'MODEL';

/** All given conditions hold together; what is excluded is left out, and pages stay full. A list that is empty is no condition. */
export type FeedFilter = {
  /** What was written in this club of the viewer's, and what its members did whom the viewer follows. */
  readonly clubId?: InputMaybe<Scalars['ID']['input']>;
  readonly kinds?: InputMaybe<ReadonlyArray<FeedItemKind>>;
  /** Activities of these sports, and no posts. */
  readonly sports?: InputMaybe<ReadonlyArray<Sport>>;
  /** Activities of other sports, and posts. */
  readonly excludeSports?: InputMaybe<ReadonlyArray<Sport>>;
  /** Activities that are this long for others, and no posts. */
  readonly minDistanceMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly minMovingSeconds?: InputMaybe<Scalars['Int']['input']>;
};

export type FeedItemKind =
  | 'ACTIVITY'
  | 'POST'
  | 'ACHIEVEMENT';

/** Newest first. Written to followers when it happens; what the viewer may no longer see is left out when it is read. */
export type FeedConnection = {
  readonly __typename?: 'FeedConnection';
  readonly edges: ReadonlyArray<FeedEdge>;
  readonly pageInfo: PageInfo;
};

export type FeedEdge = {
  readonly __typename?: 'FeedEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: FeedItem;
};

export type FeedItem = {
  readonly id: Scalars['ID']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly athlete: Maybe<Athlete>;
};

export type ActivityFeedItem = FeedItem & {
  readonly __typename?: 'ActivityFeedItem';
  readonly id: Scalars['ID']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly athlete: Maybe<Athlete>;
  readonly activity: Maybe<Activity>;
};

export type PostFeedItem = FeedItem & {
  readonly __typename?: 'PostFeedItem';
  readonly id: Scalars['ID']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly athlete: Maybe<Athlete>;
  readonly post: Maybe<Post>;
};

/** What an athlete has achieved: a badge, a completed challenge, a record on a segment. Several of one activity are one item. Taken back with what earned them. */
export type AchievementFeedItem = FeedItem & {
  readonly __typename?: 'AchievementFeedItem';
  readonly id: Scalars['ID']['output'];
  readonly at: Scalars['DateTime']['output'];
  readonly athlete: Maybe<Athlete>;
  /** The activity of the achievements, where there is one. */
  readonly activity: Maybe<Activity>;
  /** The latest badge of them; `badges` has all that the viewer may see. */
  readonly badge: Maybe<Badge>;
  readonly badges: ReadonlyArray<Badge>;
  readonly challenge: Maybe<Challenge>;
  /** The latest record of them; `segmentEfforts` has all that the viewer may see. */
  readonly segmentEffort: Maybe<SegmentEffort>;
  readonly segmentEfforts: ReadonlyArray<Maybe<SegmentEffort>>;
};

/** What kudos and comments can be given to. */
export type Reactable = {
  readonly id: Scalars['ID']['output'];
  readonly kudosCount: Maybe<Scalars['Int']['output']>;
  readonly viewerHasGivenKudos: Maybe<Scalars['Boolean']['output']>;
  readonly kudos: Maybe<KudosConnection>;
  /** With the replies. */
  readonly commentCount: Maybe<Scalars['Int']['output']>;
  /** Oldest first, without the replies: those stand under the comments. */
  readonly comments: Maybe<CommentConnection>;
};


/** What kudos and comments can be given to. */
export type ReactableKudosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** What kudos and comments can be given to. */
export type ReactableCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type Activity = Reactable & {
  readonly __typename?: 'Activity';
  readonly id: Scalars['ID']['output'];
  readonly kudosCount: Maybe<Scalars['Int']['output']>;
  readonly viewerHasGivenKudos: Maybe<Scalars['Boolean']['output']>;
  readonly kudos: Maybe<KudosConnection>;
  readonly commentCount: Maybe<Scalars['Int']['output']>;
  readonly comments: Maybe<CommentConnection>;
  /** Its owner alone comments and answers. */
  readonly commentsClosed: Maybe<Scalars['Boolean']['output']>;
};


export type ActivityKudosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ActivityCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type YearInReview = {
  readonly __typename?: 'YearInReview';
  readonly ref: Scalars['ID']['output'];
  readonly activityIds: ReadonlyArray<Scalars['ID']['output']>;
  /** The one with the most kudos today, as the viewer sees them; null where none has any. */
  readonly mostKudos: Maybe<Activity>;
};

export type Post = Node & Reactable & {
  readonly __typename?: 'Post';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly author: Maybe<Athlete>;
  /** The club in which it was written: those who see what is in the club see it. */
  readonly club: Maybe<Club>;
  /** Why it is hidden from the club: it waits for a moderator, or was removed. Its author and the club's moderators see it; null where it is not hidden. */
  readonly moderationCase: Maybe<ModerationCase>;
  readonly text: Scalars['String']['output'];
  readonly photos: ReadonlyArray<Photo>;
  readonly mentions: ReadonlyArray<Maybe<Athlete>>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly editedAt: Maybe<Scalars['DateTime']['output']>;
  readonly kudosCount: Scalars['Int']['output'];
  readonly viewerHasGivenKudos: Scalars['Boolean']['output'];
  readonly kudos: KudosConnection;
  readonly commentCount: Scalars['Int']['output'];
  readonly comments: CommentConnection;
  /** Its owner alone comments and answers. */
  readonly commentsClosed: Scalars['Boolean']['output'];
};


export type PostKudosArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type PostCommentsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
  last?: InputMaybe<Scalars['Int']['input']>;
  before?: InputMaybe<Scalars['String']['input']>;
};

export type PostEdge = {
  readonly __typename?: 'PostEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Post;
};

export type PostConnection = {
  readonly __typename?: 'PostConnection';
  readonly edges: ReadonlyArray<PostEdge>;
  readonly pageInfo: PageInfo;
};

export type KudosEdge = {
  readonly __typename?: 'KudosEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Athlete>;
  readonly givenAt: Scalars['DateTime']['output'];
};

export type KudosConnection = {
  readonly __typename?: 'KudosConnection';
  readonly edges: ReadonlyArray<KudosEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** A reply stands under a comment, one level deep. What was deleted with replies under it stays as a place without author and text. */
export type Comment = Node & {
  readonly __typename?: 'Comment';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly author: Maybe<Athlete>;
  readonly text: Scalars['String']['output'];
  readonly mentions: ReadonlyArray<Maybe<Athlete>>;
  readonly createdAt: Scalars['DateTime']['output'];
  readonly editedAt: Maybe<Scalars['DateTime']['output']>;
  readonly subject: Maybe<Reactable>;
  readonly replyTo: Maybe<Comment>;
  /** Oldest first. */
  readonly replies: CommentConnection;
  readonly kudosCount: Scalars['Int']['output'];
  readonly viewerHasGivenKudos: Scalars['Boolean']['output'];
  /** Null unless it was deleted and stays as the place of its replies. */
  readonly deletedBy: Maybe<CommentRemover>;
  /** Why it is hidden from the club: it has a word of the club's rules and waits for a moderator. Its author and the club's moderators see it; null where it is not hidden. */
  readonly moderationCase: Maybe<ModerationCase>;
};


/** A reply stands under a comment, one level deep. What was deleted with replies under it stays as a place without author and text. */
export type CommentRepliesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type CommentRemover =
  | 'AUTHOR'
  | 'OWNER'
  | 'MODERATOR';

export type CommentEdge = {
  readonly __typename?: 'CommentEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Comment;
};

export type CommentConnection = {
  readonly __typename?: 'CommentConnection';
  readonly edges: ReadonlyArray<CommentEdge>;
  readonly pageInfo: PageInfo;
  /** Of this list; a place that a deleted comment has left does not count. */
  readonly totalCount: Scalars['Int']['output'];
};

export type Badge = {
  readonly __typename?: 'Badge';
  readonly key: Scalars['String']['output'];
};

export type SegmentEffort = Node & {
  readonly __typename?: 'SegmentEffort';
  readonly ref: Scalars['ID']['output'];
  readonly id: Scalars['ID']['output'];
};

export type Segment = {
  readonly __typename?: 'Segment';
  readonly id: Scalars['ID']['output'];
};

export type Upload = {
  readonly __typename?: 'Upload';
  readonly id: Scalars['ID']['output'];
};

export type Challenge = {
  readonly __typename?: 'Challenge';
  readonly id: Scalars['ID']['output'];
};

export type LiveSession = {
  readonly __typename?: 'LiveSession';
  readonly id: Scalars['ID']['output'];
};

export type Club = {
  readonly __typename?: 'Club';
  readonly id: Scalars['ID']['output'];
  /** The newest first. Null for who does not see what is in the club. */
  readonly posts: Maybe<PostConnection>;
  /**
   * What was reported, held for a word or appealed in the club and waits for a decision, oldest first, as far as the viewer decides about it: moderators
   * about members, the owner about moderators and admins too, nobody about themselves. What is about the owner goes to the platform's staff.
   * Null for who has no role in the club.
   */
  readonly moderationQueue: Maybe<ModerationCaseConnection>;
  /** Those whose reports were dismissed three times or more, the most often first; at most 20. Null for all but its owner and admins. */
  readonly frequentReporters: Maybe<ReadonlyArray<ClubReporter>>;
};


export type ClubPostsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ClubModerationQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** How often an athlete has reported what is in a club. Who reported one thing is told to nobody. */
export type ClubReporter = {
  readonly __typename?: 'ClubReporter';
  readonly athlete: Maybe<Athlete>;
  readonly reports: Scalars['Int']['output'];
  readonly dismissed: Scalars['Int']['output'];
};

export type ClubEvent = {
  readonly __typename?: 'ClubEvent';
  readonly id: Scalars['ID']['output'];
};

export type Gear = {
  readonly __typename?: 'Gear';
  readonly id: Scalars['ID']['output'];
};

/** Several like events on one subject are one notification that counts them (Ana, Ben and 12 others gave kudos). */
export type Notification = Node & {
  readonly __typename?: 'Notification';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly kind: NotificationKind;
  readonly at: Scalars['DateTime']['output'];
  readonly readAt: Maybe<Scalars['DateTime']['output']>;
  /** The latest of them first; at most three. */
  readonly actors: ReadonlyArray<Maybe<Athlete>>;
  readonly actorCount: Scalars['Int']['output'];
  /** One plain sentence in English, for a client that draws nothing itself. */
  readonly text: Scalars['String']['output'];
  readonly activity: Maybe<Activity>;
  readonly post: Maybe<Post>;
  readonly comment: Maybe<Comment>;
  readonly challenge: Maybe<Challenge>;
  readonly segment: Maybe<Segment>;
  /** Of MODERATION: what `appeal` asks for. */
  readonly caseId: Maybe<Scalars['ID']['output']>;
  readonly club: Maybe<Club>;
  readonly event: Maybe<ClubEvent>;
  readonly badge: Maybe<Badge>;
  readonly liveSession: Maybe<LiveSession>;
  readonly upload: Maybe<Upload>;
  readonly gear: Maybe<Gear>;
  readonly facts: NotificationFacts;
};

/**
 * What only the event of a notification knew, as far as its sentence needs it: for a client that writes the sentence in its own language. Each field
 * names the kinds that have it; for all others it is null, and for notifications from before the field existed.
 */
export type NotificationFacts = {
  readonly __typename?: 'NotificationFacts';
  /** CHEER: the words of the latest. */
  readonly message: Maybe<Scalars['String']['output']>;
  /** COMMENT: whether it answers a comment of the athlete. */
  readonly isReply: Maybe<Scalars['Boolean']['output']>;
  /** UPLOAD_DONE, UPLOAD_FAILED, IMPORT_DONE. */
  readonly fileName: Maybe<Scalars['String']['output']>;
  /** UPLOAD_FAILED. */
  readonly failure: Maybe<UploadFailureCode>;
  /** IMPORT_DONE: recordings that were imported. UPLOAD_DONE: of how many uploads it tells; of more than one where they are of recordings older than a day. */
  readonly imported: Maybe<Scalars['Int']['output']>;
  /** IMPORT_DONE: recordings that were there already. */
  readonly duplicates: Maybe<Scalars['Int']['output']>;
  /** IMPORT_DONE: files that could not be used. */
  readonly failed: Maybe<Scalars['Int']['output']>;
  /** BADGE_AWARDED: how many more badges the same cause has awarded. */
  readonly otherBadges: Maybe<Scalars['Int']['output']>;
  /** CHALLENGE_ENDED: the athlete's place; null when nothing of the athlete's counted. */
  readonly rank: Maybe<Scalars['Int']['output']>;
  /** CHALLENGE_ENDED: among so many; null without a place. */
  readonly participants: Maybe<Scalars['Int']['output']>;
  /** EVENT_CHANGED. */
  readonly change: Maybe<EventChange>;
  /** EVENT_CHANGED: the title of an event whose club was deleted; `event` is null then. */
  readonly eventTitle: Maybe<Scalars['String']['output']>;
  /** EVENT_SCHEDULED, EVENT_CHANGED, EVENT_REMINDER. */
  readonly startsAt: Maybe<Scalars['DateTime']['output']>;
  /** EVENT_CHANGED: as it was before the change. */
  readonly formerStartsAt: Maybe<Scalars['DateTime']['output']>;
  /** EVENT_REMINDER; of EVENT_CHANGED the new place. */
  readonly place: Maybe<Scalars['String']['output']>;
  /** EVENT_CHANGED: whether there is a route now, where it has changed. */
  readonly hasNewRoute: Maybe<Scalars['Boolean']['output']>;
  /** EVENT_CHANGED: why it was cancelled. */
  readonly cancelReason: Maybe<Scalars['String']['output']>;
  /** EVENT_CHANGED: how many other dates of the series changed with it. */
  readonly otherDates: Maybe<Scalars['Int']['output']>;
  /** CLUB_ROLE_CHANGED: the new one. */
  readonly role: Maybe<ClubRole>;
  /** CLUB_OFFER_ANSWERED. */
  readonly isAccepted: Maybe<Scalars['Boolean']['output']>;
  /** PREMIUM_CHANGED: whether the athlete has premium now. */
  readonly hasPremium: Maybe<Scalars['Boolean']['output']>;
  /** STREAK_AT_RISK, where it counts days. */
  readonly streakDays: Maybe<Scalars['Int']['output']>;
  /** STREAK_AT_RISK, where it counts weeks. */
  readonly streakWeeks: Maybe<Scalars['Int']['output']>;
  /** ACTIVITY_HELD_OUT: why it does not count. Null where somebody has judged it. */
  readonly heldOutFor: Maybe<HeldOutReason>;
  /** ACTIVITY_HELD_OUT: the club or challenge in which it was judged. */
  readonly judgedIn: Maybe<Scalars['String']['output']>;
  /** ACTIVITY_HELD_OUT: by the staff, or else by the organisers. */
  readonly isJudgedByStaff: Maybe<Scalars['Boolean']['output']>;
  /** ACTIVITY_HELD_OUT: whether it counts, as was judged. */
  readonly counts: Maybe<Scalars['Boolean']['output']>;
  /** MODERATION. */
  readonly decision: Maybe<ModerationDecision>;
  /** MODERATION: what it is about. */
  readonly moderated: Maybe<ModeratedKind>;
  /** MODERATION: what it was reported for. */
  readonly reasons: Maybe<ReadonlyArray<ReportReason>>;
  /** MODERATION: whether the moderators of a club have decided, and not the staff. */
  readonly isByClub: Maybe<Scalars['Boolean']['output']>;
  /** MODERATION: what the moderators of a club say. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** DIGEST: the athlete's own activities in the week. */
  readonly activities: Maybe<Scalars['Int']['output']>;
  /** DIGEST: their time, beside that of a usual week. */
  readonly comparison: Maybe<WeekComparison>;
  /** DIGEST: how many athletes whom the athlete follows were out. */
  readonly friendsOut: Maybe<Scalars['Int']['output']>;
  /** DIGEST. */
  readonly goals: Maybe<Scalars['Int']['output']>;
  /** DIGEST. */
  readonly goalsReached: Maybe<Scalars['Int']['output']>;
  /** DIGEST: events of the athlete in the coming week. */
  readonly eventsToCome: Maybe<Scalars['Int']['output']>;
};

export type EventChange =
  | 'TIME'
  | 'PLACE'
  | 'ROUTE'
  | 'CANCELLED'
  /** It takes place after all. */
  | 'RESTORED'
  /** The athlete has waited for a place, and has one. */
  | 'PLACE_FREE';

export type ModerationDecision =
  /** Taken from others; the athlete may appeal. */
  | 'REMOVED'
  /** The account may only read for a time. */
  | 'SUSPENDED'
  /** An appeal was refused. */
  | 'UPHELD'
  /** An appeal was granted, or a suspension lifted. */
  | 'RESTORED';

export type ModeratedKind =
  | 'ACTIVITY'
  | 'POST'
  | 'COMMENT'
  | 'ACCOUNT'
  | 'EVENT'
  | 'CHALLENGE'
  | 'LIVE_SESSION'
  | 'PHOTO'
  | 'CONTENT';

export type WeekComparison =
  | 'LONGER'
  | 'SHORTER'
  | 'AS_USUAL';

export type NotificationKind =
  | 'FOLLOWED'
  | 'FOLLOW_REQUESTED'
  | 'FOLLOW_ACCEPTED'
  | 'KUDOS'
  | 'COMMENT'
  | 'MENTION'
  | 'CHEER'
  | 'LIVE_STARTED'
  | 'UPLOAD_DONE'
  | 'UPLOAD_FAILED'
  | 'IMPORT_DONE'
  | 'SEGMENT_RECORD'
  | 'SEGMENT_RECORD_LOST'
  /** A challenge that the athlete had joined has begun. */
  | 'CHALLENGE_STARTED'
  /** A club of the athlete, with at most 2,000 members, was entered into a challenge between clubs. */
  | 'CHALLENGE_ENTERED'
  | 'CHALLENGE_OVERTAKEN'
  | 'CHALLENGE_COMPLETED'
  /** The final standing of a challenge, with the athlete's rank if anything counted. */
  | 'CHALLENGE_ENDED'
  | 'GEAR_WORN'
  /** An activity does not count in clubs and challenges, since nobody can have done it so; or organisers have judged it. */
  | 'ACTIVITY_HELD_OUT'
  | 'PREMIUM_CHANGED'
  | 'BADGE_AWARDED'
  | 'STREAK_AT_RISK'
  /** Somebody whom the athlete follows, and who follows back, has not been out for two weeks and might be glad of a cheer. `actors` has that one. At most one in a week, and about the same athlete one in four weeks to one friend. */
  | 'NUDGE'
  | 'MODERATION'
  | 'CLUB_INVITED'
  /** For the owner and admins. */
  | 'CLUB_JOIN_REQUESTED'
  /** A request to join was accepted. */
  | 'CLUB_JOINED'
  /** Another role in a club, given by somebody else. */
  | 'CLUB_ROLE_CHANGED'
  /** The athlete is now the owner of a club whose owner has closed the account. */
  | 'CLUB_INHERITED'
  /** The owner of a club would hand it over to the athlete, until it is answered or taken back: respondToClubTransfer. */
  | 'CLUB_OFFERED'
  /** Whether the member to whom the athlete has offered a club has accepted. */
  | 'CLUB_OFFER_ANSWERED'
  | 'CLUB_POST'
  /** A club of the athlete, with at most 2,000 members, has a new event; a series is told once. */
  | 'EVENT_SCHEDULED'
  /** The time or place of an event that the athlete has answered, or that it was cancelled or restored. */
  | 'EVENT_CHANGED'
  /** 24 hours and one hour before an event begins, to those who answered GOING or MAYBE. */
  | 'EVENT_REMINDER'
  /** A data export can be fetched. */
  | 'EXPORT_READY'
  | 'DIGEST';

export type NotificationEdge = {
  readonly __typename?: 'NotificationEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Notification;
};

export type NotificationConnection = {
  readonly __typename?: 'NotificationConnection';
  readonly edges: ReadonlyArray<NotificationEdge>;
  readonly pageInfo: PageInfo;
  readonly unreadCount: Scalars['Int']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  readonly follow: Maybe<Athlete>;
  readonly unfollow: Maybe<Athlete>;
  readonly respondToFollowRequest: Maybe<Viewer>;
  readonly block: Maybe<Viewer>;
  readonly unblock: Maybe<Viewer>;
  /** The removed athlete is not told, and may follow or ask again. */
  readonly removeFollower: Maybe<Viewer>;
  /** What the athlete does comes no more to the viewer's feed and notifications; what it shows elsewhere stays readable. Without `until` it has no end. */
  readonly mute: Maybe<Athlete>;
  /** The athlete is not suggested to the viewer again. */
  readonly dismissSuggestion: Scalars['Boolean']['output'];
  /** To an activity, a post or a comment; of a comment it answers what the comment stands under. */
  readonly giveKudos: Maybe<Reactable>;
  readonly takeBackKudos: Maybe<Reactable>;
  readonly addComment: Comment;
  readonly editComment: Comment;
  /** By the author, the owner of what it stands under, or the platform's staff. */
  readonly deleteComment: Maybe<Reactable>;
  readonly createPost: Post;
  readonly editPost: Post;
  readonly deletePost: Scalars['Boolean']['output'];
  /**
   * With a copy of what the thing is now: an activity, a live session, a photo of an activity or a post, a post, a comment, an event or a challenge of a club, a challenge of nobody's club, or an athlete. What is in a club goes to those who
   * moderate it, all else and photos to the platform's staff. Needs a verified address. To report the same thing again changes nothing. The reporter does not see a reported post, comment or photo of a post any more.
   */
  readonly report: Scalars['Boolean']['output'];
  /** For the owner of an activity or a post: nobody else comments or answers there any more, and what is there stays. NOT_FOUND and FORBIDDEN for all others; to close or open it again changes nothing. */
  readonly closeComments: Maybe<Reactable>;
  /** By whom something was taken from, or who was suspended; once a case. */
  readonly appeal: Scalars['Boolean']['output'];
  /**
   * Removes the thing or dismisses the reports; of a case that was appealed, refuses the appeal or brings the thing back. What was held for a word is shown when
   * its case is dismissed. In a club it is for its moderators (see Club.moderationQueue), elsewhere for STAFF. Null of a case outside clubs.
   * With a removal in a club its author may be muted there or banned; an appeal that is granted ends that too. A case about an athlete is dismissed here; suspendAthlete closes it, and liftSuspension grants the appeal.
   */
  readonly resolveModerationCase: Maybe<Club>;
  /** Takes a case of a club, gives it to another who may decide about it, or gives it back (null). */
  readonly assignModerationCase: ModerationCase;
  /** A short word of encouragement to someone who is out right now, or about to be. */
  readonly cheer: Scalars['Boolean']['output'];
  readonly markNotificationsRead: Maybe<Viewer>;
  /** What is left out stays as it is. It counts for notifications that are written from now on. */
  readonly setNotificationPreference: Maybe<Viewer>;
  /** HH:MM each; both null: no quiet hours. */
  readonly setQuietHours: Maybe<Viewer>;
  /** Registers this device for pushes, or confirms it: a client does it at each start. An endpoint belongs to the athlete who registered it last. */
  readonly registerWebPush: Scalars['Boolean']['output'];
  readonly unregisterWebPush: Scalars['Boolean']['output'];
};


export type MutationFollowArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationUnfollowArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationRespondToFollowRequestArgs = {
  athleteId: Scalars['ID']['input'];
  accept: Scalars['Boolean']['input'];
};


export type MutationBlockArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationUnblockArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationRemoveFollowerArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationMuteArgs = {
  athleteId: Scalars['ID']['input'];
  muted: Scalars['Boolean']['input'];
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationDismissSuggestionArgs = {
  athleteId: Scalars['ID']['input'];
};


export type MutationGiveKudosArgs = {
  subjectId: Scalars['ID']['input'];
};


export type MutationTakeBackKudosArgs = {
  subjectId: Scalars['ID']['input'];
};


export type MutationAddCommentArgs = {
  input: AddCommentInput;
};


export type MutationEditCommentArgs = {
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationDeleteCommentArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreatePostArgs = {
  input: CreatePostInput;
};


export type MutationEditPostArgs = {
  id: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationDeletePostArgs = {
  id: Scalars['ID']['input'];
};


export type MutationReportArgs = {
  input: ReportInput;
};


export type MutationCloseCommentsArgs = {
  subjectId: Scalars['ID']['input'];
  closed: Scalars['Boolean']['input'];
};


export type MutationAppealArgs = {
  caseId: Scalars['ID']['input'];
  text: Scalars['String']['input'];
};


export type MutationResolveModerationCaseArgs = {
  id: Scalars['ID']['input'];
  remove: Scalars['Boolean']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
  muteUntil?: InputMaybe<Scalars['DateTime']['input']>;
  ban?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationAssignModerationCaseArgs = {
  id: Scalars['ID']['input'];
  assigneeId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationCheerArgs = {
  input: CheerInput;
};


export type MutationMarkNotificationsReadArgs = {
  ids?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
  allBefore?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationSetNotificationPreferenceArgs = {
  kind: NotificationKind;
  inApp?: InputMaybe<Scalars['Boolean']['input']>;
  push?: InputMaybe<Scalars['Boolean']['input']>;
  mail?: InputMaybe<Scalars['Boolean']['input']>;
  from?: InputMaybe<NotificationAudience>;
};


export type MutationSetQuietHoursArgs = {
  from?: InputMaybe<Scalars['String']['input']>;
  until?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRegisterWebPushArgs = {
  input: WebPushInput;
};


export type MutationUnregisterWebPushArgs = {
  endpoint: Scalars['URL']['input'];
};

/** @handle in a text becomes a mention of that athlete, unless one blocks the other or it stands in a link, a mail or a fediverse address, or in `code`. */
export type AddCommentInput = {
  readonly subjectId: Scalars['ID']['input'];
  readonly text: Scalars['String']['input'];
  /** A reply to a reply stands under the same comment. */
  readonly replyToId?: InputMaybe<Scalars['ID']['input']>;
  /** Made up by the client, at most 64 characters: sent again with the same one, since an answer was lost, it is the comment that is there. */
  readonly sendKey?: InputMaybe<Scalars['String']['input']>;
};

/** One of the three ids. A live session must go on; an event is of a club of the viewer, from a day before it to its end, and the word reaches those who are out in it. */
export type CheerInput = {
  readonly liveSessionId?: InputMaybe<Scalars['ID']['input']>;
  readonly eventId?: InputMaybe<Scalars['ID']['input']>;
  readonly athleteId?: InputMaybe<Scalars['ID']['input']>;
  readonly message: Scalars['String']['input'];
};

export type CreatePostInput = {
  /** May be empty where there are photos. */
  readonly text: Scalars['String']['input'];
  /** A club of which the viewer is a member. */
  readonly clubId?: InputMaybe<Scalars['ID']['input']>;
  /** At most 10, in their order. */
  readonly photoIds?: InputMaybe<ReadonlyArray<Scalars['ID']['input']>>;
};

/** What PushSubscription.toJSON() of a browser says. At most 20 devices: another one takes the place of the one that was confirmed longest ago. */
export type WebPushInput = {
  /** An https address of a public push service. */
  readonly endpoint: Scalars['URL']['input'];
  readonly p256dh: Scalars['String']['input'];
  readonly auth: Scalars['String']['input'];
};

export type ReportInput = {
  readonly subjectId: Scalars['ID']['input'];
  readonly reason: ReportReason;
  readonly note?: InputMaybe<Scalars['String']['input']>;
};

export type ReportReason =
  | 'SPAM'
  | 'HARASSMENT'
  | 'CHEATING'
  | 'WRONG_SPORT'
  | 'DANGEROUS'
  | 'OTHER';

/** What was reported about one thing, held for a word, or taken down by the staff. Whom it is about sees neither assignee nor heldFor, and the note of a club alone. */
export type ModerationCase = {
  readonly __typename?: 'ModerationCase';
  readonly id: Scalars['ID']['output'];
  /** An activity, a live session, a photo, a post, a comment, an event, a challenge or an athlete. */
  readonly subjectId: Scalars['ID']['output'];
  /** As it was when it was first reported; null of what has no text. */
  readonly subjectText: Maybe<Scalars['String']['output']>;
  readonly reports: Scalars['Int']['output'];
  readonly reasons: ReadonlyArray<ReportReason>;
  /** What reporters wrote beside the reason, the last first; at most 20, and not who wrote it. Null for all who may not decide about the case, and for whom it is about. */
  readonly reportNotes: Maybe<ReadonlyArray<ReportNote>>;
  readonly openedAt: Scalars['DateTime']['output'];
  readonly status: ModerationStatus;
  /** Who has taken it, or decided last. */
  readonly assignee: Maybe<Athlete>;
  readonly note: Maybe<Scalars['String']['output']>;
  readonly appeal: Maybe<Scalars['String']['output']>;
  readonly appealedAt: Maybe<Scalars['DateTime']['output']>;
  /** The club in which the thing is; null outside clubs. */
  readonly club: Maybe<Club>;
  /** For how many whole hours it has waited; null when it waits for nothing. */
  readonly hoursOpen: Maybe<Scalars['Int']['output']>;
  /** The word of the club's rules for which a post or a comment waits for a decision. */
  readonly heldFor: Maybe<Scalars['String']['output']>;
  /** Of a photo: the picture as it was, for an hour. Null once the reports were dismissed or it was brought back. */
  readonly photoUrl: Maybe<Scalars['URL']['output']>;
};

export type ReportNote = {
  readonly __typename?: 'ReportNote';
  readonly reason: ReportReason;
  readonly note: Scalars['String']['output'];
  readonly reportedAt: Scalars['DateTime']['output'];
};

export type ModerationStatus =
  | 'OPEN'
  | 'REMOVED'
  | 'DISMISSED';

export type ModerationCaseEdge = {
  readonly __typename?: 'ModerationCaseEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ModerationCase;
};

export type ModerationCaseConnection = {
  readonly __typename?: 'ModerationCaseConnection';
  readonly edges: ReadonlyArray<ModerationCaseEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  readonly notificationReceived: Notification;
  readonly unreadNotificationCountChanged: Scalars['Int']['output'];
  readonly feedItemAdded: FeedItem;
  readonly commentAdded: Comment;
};


export type SubscriptionCommentAddedArgs = {
  subjectId: Scalars['ID']['input'];
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

export type ClubRole =
  | 'OWNER'
  | 'ADMIN'
  | 'MODERATOR'
  | 'MEMBER';

export type HeldOutReason =
  /** Faster than anybody in this sport. */
  | 'IMPOSSIBLE_SPEED'
  /** It moves as if it were a ride, and not on foot. */
  | 'WRONG_SPORT'
  /** It moves as a car or another vehicle does. */
  | 'MOTOR_VEHICLE'
  /** It moves as an e-bike does: what it gains uphill is more than its rider's part. As an E_BIKE_RIDE it counts where e-bikes do. */
  | 'E_BIKE'
  /** Another athlete had uploaded the same track before. */
  | 'SAME_TRACK';

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
  Athlete: Athlete;
  Viewer: Viewer;
  Activity: Activity;
  YearInReview: YearInReview;
  Post: Post;
  Comment: Comment;
  Club: Club;
  Notification: Notification;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Athlete:
    ( { __typename: 'Athlete' }
    & GraphQLRecursivePick<FederationTypes['Athlete'], {"id":true}> );
  Viewer:
    ( { __typename: 'Viewer' }
    & GraphQLRecursivePick<FederationTypes['Viewer'], {"id":true}> );
  Activity:
    ( { __typename: 'Activity' }
    & GraphQLRecursivePick<FederationTypes['Activity'], {"id":true}> );
  YearInReview:
    ( { __typename: 'YearInReview' }
    & GraphQLRecursivePick<FederationTypes['YearInReview'], {"ref":true}>
    & ( Record<PropertyKey, never>
        | GraphQLRecursivePick<FederationTypes['YearInReview'], {"activityIds":true}> ) );
  Post:
    ( { __typename: 'Post' }
    & ( GraphQLRecursivePick<FederationTypes['Post'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Post'], {"ref":true}> ) );
  Comment:
    ( { __typename: 'Comment' }
    & ( GraphQLRecursivePick<FederationTypes['Comment'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Comment'], {"ref":true}> ) );
  Club:
    ( { __typename: 'Club' }
    & GraphQLRecursivePick<FederationTypes['Club'], {"id":true}> );
  Notification:
    ( { __typename: 'Notification' }
    & ( GraphQLRecursivePick<FederationTypes['Notification'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Notification'], {"ref":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  FeedItem:
    | ( FeedItemRow )
    | ( FeedItemRow )
    | ( FeedItemRow )
  ;
  Reactable:
    | ( ActivityRow )
    | ( PostRow )
  ;
  Node:
    | ( PostRow )
    | ( CommentRow )
    | ( NodeRef )
    | ( NotificationRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  Athlete: ResolverTypeWrapper<AthleteRef>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  FollowState: FollowState;
  Viewer: ResolverTypeWrapper<ViewerRef>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
  PushDevice: ResolverTypeWrapper<PushDeviceRow>;
  QuietHours: ResolverTypeWrapper<QuietHours>;
  NotificationPreference: ResolverTypeWrapper<NotificationPreference>;
  NotificationAudience: NotificationAudience;
  Suggestion: ResolverTypeWrapper<SuggestionView>;
  SuggestionReason: SuggestionReason;
  FeedFilter: FeedFilter;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  FeedItemKind: FeedItemKind;
  FeedConnection: ResolverTypeWrapper<Omit<FeedConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['FeedEdge']> }>;
  FeedEdge: ResolverTypeWrapper<Omit<FeedEdge, 'node'> & { node: ResolversTypes['FeedItem'] }>;
  FeedItem: ResolverTypeWrapper<FeedItemRow>;
  ActivityFeedItem: ResolverTypeWrapper<FeedItemRow>;
  PostFeedItem: ResolverTypeWrapper<FeedItemRow>;
  AchievementFeedItem: ResolverTypeWrapper<FeedItemRow>;
  Reactable: ResolverTypeWrapper<ReactableRow>;
  Activity: ResolverTypeWrapper<ActivityRow>;
  YearInReview: ResolverTypeWrapper<YearRef>;
  Post: ResolverTypeWrapper<PostRow>;
  PostEdge: ResolverTypeWrapper<Omit<PostEdge, 'node'> & { node: ResolversTypes['Post'] }>;
  PostConnection: ResolverTypeWrapper<Omit<PostConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['PostEdge']> }>;
  KudosEdge: ResolverTypeWrapper<KudosEdgeSource>;
  KudosConnection: ResolverTypeWrapper<KudosPage>;
  Comment: ResolverTypeWrapper<CommentRow>;
  CommentRemover: CommentRemover;
  CommentEdge: ResolverTypeWrapper<Omit<CommentEdge, 'node'> & { node: ResolversTypes['Comment'] }>;
  CommentConnection: ResolverTypeWrapper<CommentPage>;
  Badge: ResolverTypeWrapper<BadgeRef>;
  SegmentEffort: ResolverTypeWrapper<NodeRef>;
  Segment: ResolverTypeWrapper<PlainRef>;
  Upload: ResolverTypeWrapper<PlainRef>;
  Challenge: ResolverTypeWrapper<PlainRef>;
  LiveSession: ResolverTypeWrapper<PlainRef>;
  Club: ResolverTypeWrapper<PlainRef>;
  ClubReporter: ResolverTypeWrapper<ReporterRow>;
  ClubEvent: ResolverTypeWrapper<PlainRef>;
  Gear: ResolverTypeWrapper<PlainRef>;
  Notification: ResolverTypeWrapper<NotificationRow>;
  NotificationFacts: ResolverTypeWrapper<NotificationFacts>;
  EventChange: EventChange;
  ModerationDecision: ModerationDecision;
  ModeratedKind: ModeratedKind;
  WeekComparison: WeekComparison;
  NotificationKind: NotificationKind;
  NotificationEdge: ResolverTypeWrapper<Omit<NotificationEdge, 'node'> & { node: ResolversTypes['Notification'] }>;
  NotificationConnection: ResolverTypeWrapper<NotificationPage>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AddCommentInput: AddCommentInput;
  CheerInput: CheerInput;
  CreatePostInput: CreatePostInput;
  WebPushInput: WebPushInput;
  ReportInput: ReportInput;
  ReportReason: ReportReason;
  ModerationCase: ResolverTypeWrapper<CaseRow>;
  ReportNote: ResolverTypeWrapper<ReportNote>;
  ModerationStatus: ModerationStatus;
  ModerationCaseEdge: ResolverTypeWrapper<Omit<ModerationCaseEdge, 'node'> & { node: ResolversTypes['ModerationCase'] }>;
  ModerationCaseConnection: ResolverTypeWrapper<CasePage>;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AthleteConnection: ResolverTypeWrapper<AthletePage>;
  AthleteEdge: ResolverTypeWrapper<Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversTypes['Athlete']> }>;
  ClubRole: ClubRole;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  HeldOutReason: HeldOutReason;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Photo: ResolverTypeWrapper<CarriedPhoto>;
  PhotoSize: PhotoSize;
  Sport: Sport;
  UploadFailureCode: UploadFailureCode;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  Athlete: AthleteRef;
  Int: Scalars['Int']['output'];
  Viewer: ViewerRef;
  Boolean: Scalars['Boolean']['output'];
  PushDevice: PushDeviceRow;
  QuietHours: QuietHours;
  NotificationPreference: NotificationPreference;
  Suggestion: SuggestionView;
  FeedFilter: FeedFilter;
  Float: Scalars['Float']['output'];
  FeedConnection: Omit<FeedConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['FeedEdge']> };
  FeedEdge: Omit<FeedEdge, 'node'> & { node: ResolversParentTypes['FeedItem'] };
  FeedItem: FeedItemRow;
  ActivityFeedItem: FeedItemRow;
  PostFeedItem: FeedItemRow;
  AchievementFeedItem: FeedItemRow;
  Reactable: ReactableRow;
  Activity: ActivityRow;
  YearInReview: YearRef;
  Post: PostRow;
  PostEdge: Omit<PostEdge, 'node'> & { node: ResolversParentTypes['Post'] };
  PostConnection: Omit<PostConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['PostEdge']> };
  KudosEdge: KudosEdgeSource;
  KudosConnection: KudosPage;
  Comment: CommentRow;
  CommentEdge: Omit<CommentEdge, 'node'> & { node: ResolversParentTypes['Comment'] };
  CommentConnection: CommentPage;
  Badge: BadgeRef;
  SegmentEffort: NodeRef;
  Segment: PlainRef;
  Upload: PlainRef;
  Challenge: PlainRef;
  LiveSession: PlainRef;
  Club: PlainRef;
  ClubReporter: ReporterRow;
  ClubEvent: PlainRef;
  Gear: PlainRef;
  Notification: NotificationRow;
  NotificationFacts: NotificationFacts;
  NotificationEdge: Omit<NotificationEdge, 'node'> & { node: ResolversParentTypes['Notification'] };
  NotificationConnection: NotificationPage;
  Mutation: Record<PropertyKey, never>;
  AddCommentInput: AddCommentInput;
  CheerInput: CheerInput;
  CreatePostInput: CreatePostInput;
  WebPushInput: WebPushInput;
  ReportInput: ReportInput;
  ModerationCase: CaseRow;
  ReportNote: ReportNote;
  ModerationCaseEdge: Omit<ModerationCaseEdge, 'node'> & { node: ResolversParentTypes['ModerationCase'] };
  ModerationCaseConnection: CasePage;
  Subscription: Record<PropertyKey, never>;
  AthleteConnection: AthletePage;
  AthleteEdge: Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Athlete']> };
  DateTime: Scalars['DateTime']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  Photo: CarriedPhoto;
  URL: Scalars['URL']['output'];
  String: Scalars['String']['output'];
};

export type SameForCrowdDirectiveArgs = {
  argument?: Maybe<Scalars['String']['input']>;
  values?: Maybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type SameForCrowdDirectiveResolver<Result, Parent, ContextType = Context, Args = SameForCrowdDirectiveArgs> = DirectiveResolverFn<Result, Parent, ContextType, Args>;

export type QueryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Query'] = ResolversParentTypes['Query']> = {
  viewer?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType>;
  feedItem?: Resolver<Maybe<ResolversTypes['FeedItem']>, ParentType, ContextType, RequireFields<QueryFeedItemArgs, 'id'>>;
  notification?: Resolver<Maybe<ResolversTypes['Notification']>, ParentType, ContextType, RequireFields<QueryNotificationArgs, 'id'>>;
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType, RequireFields<QueryCommentArgs, 'id'>>;
  moderationCase?: Resolver<Maybe<ResolversTypes['ModerationCase']>, ParentType, ContextType, RequireFields<QueryModerationCaseArgs, 'id'>>;
};

export type AthleteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Athlete'] = ResolversParentTypes['Athlete'], FederationReferenceType extends FederationReferenceTypes['Athlete'] = FederationReferenceTypes['Athlete']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Athlete']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  followers?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<AthleteFollowersArgs, 'first'>>;
  following?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<AthleteFollowingArgs, 'first'>>;
  followerCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  followingCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  viewerFollow?: Resolver<Maybe<ResolversTypes['FollowState']>, ParentType, ContextType>;
  viewerMutedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  posts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, RequireFields<AthletePostsArgs, 'first'>>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'], FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  feed?: Resolver<Maybe<ResolversTypes['FeedConnection']>, ParentType, ContextType, RequireFields<ViewerFeedArgs, 'first'>>;
  followRequests?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<ViewerFollowRequestsArgs, 'first'>>;
  suggestedAthletes?: Resolver<Maybe<ReadonlyArray<Maybe<ResolversTypes['Athlete']>>>, ParentType, ContextType, RequireFields<ViewerSuggestedAthletesArgs, 'first'>>;
  suggestions?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Suggestion']>>, ParentType, ContextType, RequireFields<ViewerSuggestionsArgs, 'first'>>;
  blockedAthletes?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<ViewerBlockedAthletesArgs, 'first'>>;
  moderationQueue?: Resolver<Maybe<ResolversTypes['ModerationCaseConnection']>, ParentType, ContextType, RequireFields<ViewerModerationQueueArgs, 'first'>>;
  suspensionCase?: Resolver<Maybe<ResolversTypes['ModerationCase']>, ParentType, ContextType>;
  mutedAthletes?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<ViewerMutedAthletesArgs, 'first'>>;
  notifications?: Resolver<Maybe<ResolversTypes['NotificationConnection']>, ParentType, ContextType, RequireFields<ViewerNotificationsArgs, 'first' | 'unreadOnly'>>;
  unreadNotificationCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  notificationPreferences?: Resolver<Maybe<ReadonlyArray<ResolversTypes['NotificationPreference']>>, ParentType, ContextType>;
  quietHours?: Resolver<Maybe<ResolversTypes['QuietHours']>, ParentType, ContextType>;
  webPushPublicKey?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  pushDevices?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PushDevice']>>, ParentType, ContextType>;
};

export type PushDeviceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PushDevice'] = ResolversParentTypes['PushDevice']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  endpointHost?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  registeredAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  lastDeliveredAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type QuietHoursResolvers<ContextType = Context, ParentType extends ResolversParentTypes['QuietHours'] = ResolversParentTypes['QuietHours']> = {
  from?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  until?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type NotificationPreferenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationPreference'] = ResolversParentTypes['NotificationPreference']> = {
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  inApp?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  push?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  mail?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  from?: Resolver<ResolversTypes['NotificationAudience'], ParentType, ContextType>;
};

export type SuggestionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Suggestion'] = ResolversParentTypes['Suggestion']> = {
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  reason?: Resolver<ResolversTypes['SuggestionReason'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['SuggestionReason']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type FeedConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeedConnection'] = ResolversParentTypes['FeedConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['FeedEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type FeedEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeedEdge'] = ResolversParentTypes['FeedEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['FeedItem'], ParentType, ContextType>;
};

export type FeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['FeedItem'] = ResolversParentTypes['FeedItem']> = {
  __resolveType: TypeResolveFn<'ActivityFeedItem' | 'PostFeedItem' | 'AchievementFeedItem', ParentType, ContextType>;
};

export type ActivityFeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ActivityFeedItem'] = ResolversParentTypes['ActivityFeedItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostFeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostFeedItem'] = ResolversParentTypes['PostFeedItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AchievementFeedItemResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AchievementFeedItem'] = ResolversParentTypes['AchievementFeedItem']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  badge?: Resolver<Maybe<ResolversTypes['Badge']>, ParentType, ContextType>;
  badges?: Resolver<ReadonlyArray<ResolversTypes['Badge']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
  segmentEffort?: Resolver<Maybe<ResolversTypes['SegmentEffort']>, ParentType, ContextType>;
  segmentEfforts?: Resolver<ReadonlyArray<Maybe<ResolversTypes['SegmentEffort']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ReactableResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Reactable'] = ResolversParentTypes['Reactable']> = {
  __resolveType: TypeResolveFn<'Activity' | 'Post', ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity'], FederationReferenceType extends FederationReferenceTypes['Activity'] = FederationReferenceTypes['Activity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Activity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kudosCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  viewerHasGivenKudos?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  kudos?: Resolver<Maybe<ResolversTypes['KudosConnection']>, ParentType, ContextType, RequireFields<ActivityKudosArgs, 'first'>>;
  commentCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  comments?: Resolver<Maybe<ResolversTypes['CommentConnection']>, ParentType, ContextType, Partial<ActivityCommentsArgs>>;
  commentsClosed?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type YearInReviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['YearInReview'] = ResolversParentTypes['YearInReview'], FederationReferenceType extends FederationReferenceTypes['YearInReview'] = FederationReferenceTypes['YearInReview']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['YearInReview']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  mostKudos?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type PostResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Post'] = ResolversParentTypes['Post'], FederationReferenceType extends FederationReferenceTypes['Post'] = FederationReferenceTypes['Post']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Post']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  club?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType>;
  moderationCase?: Resolver<Maybe<ResolversTypes['ModerationCase']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  photos?: Resolver<ReadonlyArray<ResolversTypes['Photo']>, ParentType, ContextType>;
  mentions?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Athlete']>>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  kudosCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerHasGivenKudos?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  kudos?: Resolver<ResolversTypes['KudosConnection'], ParentType, ContextType, RequireFields<PostKudosArgs, 'first'>>;
  commentCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  comments?: Resolver<ResolversTypes['CommentConnection'], ParentType, ContextType, Partial<PostCommentsArgs>>;
  commentsClosed?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type PostEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostEdge'] = ResolversParentTypes['PostEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Post'], ParentType, ContextType>;
};

export type PostConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PostConnection'] = ResolversParentTypes['PostConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['PostEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type KudosEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KudosEdge'] = ResolversParentTypes['KudosEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  givenAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type KudosConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['KudosConnection'] = ResolversParentTypes['KudosConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['KudosEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type CommentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Comment'] = ResolversParentTypes['Comment'], FederationReferenceType extends FederationReferenceTypes['Comment'] = FederationReferenceTypes['Comment']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Comment']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  author?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  mentions?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Athlete']>>, ParentType, ContextType>;
  createdAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  editedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  subject?: Resolver<Maybe<ResolversTypes['Reactable']>, ParentType, ContextType>;
  replyTo?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  replies?: Resolver<ResolversTypes['CommentConnection'], ParentType, ContextType, RequireFields<CommentRepliesArgs, 'first'>>;
  kudosCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerHasGivenKudos?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  deletedBy?: Resolver<Maybe<ResolversTypes['CommentRemover']>, ParentType, ContextType>;
  moderationCase?: Resolver<Maybe<ResolversTypes['ModerationCase']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type CommentEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentEdge'] = ResolversParentTypes['CommentEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Comment'], ParentType, ContextType>;
};

export type CommentConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['CommentConnection'] = ResolversParentTypes['CommentConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['CommentEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type BadgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Badge'] = ResolversParentTypes['Badge']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type SegmentEffortResolvers<ContextType = Context, ParentType extends ResolversParentTypes['SegmentEffort'] = ResolversParentTypes['SegmentEffort']> = {
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type UploadResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Upload'] = ResolversParentTypes['Upload']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Challenge'] = ResolversParentTypes['Challenge']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type LiveSessionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LiveSession'] = ResolversParentTypes['LiveSession']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ClubResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Club'] = ResolversParentTypes['Club'], FederationReferenceType extends FederationReferenceTypes['Club'] = FederationReferenceTypes['Club']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Club']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  posts?: Resolver<Maybe<ResolversTypes['PostConnection']>, ParentType, ContextType, RequireFields<ClubPostsArgs, 'first'>>;
  moderationQueue?: Resolver<Maybe<ResolversTypes['ModerationCaseConnection']>, ParentType, ContextType, RequireFields<ClubModerationQueueArgs, 'first'>>;
  frequentReporters?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ClubReporter']>>, ParentType, ContextType>;
};

export type ClubReporterResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubReporter'] = ResolversParentTypes['ClubReporter']> = {
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  reports?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  dismissed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClubEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEvent'] = ResolversParentTypes['ClubEvent']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type GearResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Gear'] = ResolversParentTypes['Gear']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type NotificationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Notification'] = ResolversParentTypes['Notification'], FederationReferenceType extends FederationReferenceTypes['Notification'] = FederationReferenceTypes['Notification']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Notification']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['NotificationKind'], ParentType, ContextType>;
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  readAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  actors?: Resolver<ReadonlyArray<Maybe<ResolversTypes['Athlete']>>, ParentType, ContextType>;
  actorCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  text?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  post?: Resolver<Maybe<ResolversTypes['Post']>, ParentType, ContextType>;
  comment?: Resolver<Maybe<ResolversTypes['Comment']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType>;
  caseId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  club?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['ClubEvent']>, ParentType, ContextType>;
  badge?: Resolver<Maybe<ResolversTypes['Badge']>, ParentType, ContextType>;
  liveSession?: Resolver<Maybe<ResolversTypes['LiveSession']>, ParentType, ContextType>;
  upload?: Resolver<Maybe<ResolversTypes['Upload']>, ParentType, ContextType>;
  gear?: Resolver<Maybe<ResolversTypes['Gear']>, ParentType, ContextType>;
  facts?: Resolver<ResolversTypes['NotificationFacts'], ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type NotificationFactsResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationFacts'] = ResolversParentTypes['NotificationFacts']> = {
  message?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isReply?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  fileName?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  failure?: Resolver<Maybe<ResolversTypes['UploadFailureCode']>, ParentType, ContextType>;
  imported?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  duplicates?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  failed?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  otherBadges?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  rank?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  participants?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  change?: Resolver<Maybe<ResolversTypes['EventChange']>, ParentType, ContextType>;
  eventTitle?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  startsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  formerStartsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  hasNewRoute?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  cancelReason?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  otherDates?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  role?: Resolver<Maybe<ResolversTypes['ClubRole']>, ParentType, ContextType>;
  isAccepted?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  hasPremium?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  streakDays?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  streakWeeks?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  heldOutFor?: Resolver<Maybe<ResolversTypes['HeldOutReason']>, ParentType, ContextType>;
  judgedIn?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  isJudgedByStaff?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  decision?: Resolver<Maybe<ResolversTypes['ModerationDecision']>, ParentType, ContextType>;
  moderated?: Resolver<Maybe<ResolversTypes['ModeratedKind']>, ParentType, ContextType>;
  reasons?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ReportReason']>>, ParentType, ContextType>;
  isByClub?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  activities?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  comparison?: Resolver<Maybe<ResolversTypes['WeekComparison']>, ParentType, ContextType>;
  friendsOut?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  goals?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  goalsReached?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  eventsToCome?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type NotificationEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationEdge'] = ResolversParentTypes['NotificationEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Notification'], ParentType, ContextType>;
};

export type NotificationConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['NotificationConnection'] = ResolversParentTypes['NotificationConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['NotificationEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  unreadCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  follow?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType, RequireFields<MutationFollowArgs, 'athleteId'>>;
  unfollow?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType, RequireFields<MutationUnfollowArgs, 'athleteId'>>;
  respondToFollowRequest?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationRespondToFollowRequestArgs, 'athleteId' | 'accept'>>;
  block?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationBlockArgs, 'athleteId'>>;
  unblock?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationUnblockArgs, 'athleteId'>>;
  removeFollower?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationRemoveFollowerArgs, 'athleteId'>>;
  mute?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType, RequireFields<MutationMuteArgs, 'athleteId' | 'muted'>>;
  dismissSuggestion?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDismissSuggestionArgs, 'athleteId'>>;
  giveKudos?: Resolver<Maybe<ResolversTypes['Reactable']>, ParentType, ContextType, RequireFields<MutationGiveKudosArgs, 'subjectId'>>;
  takeBackKudos?: Resolver<Maybe<ResolversTypes['Reactable']>, ParentType, ContextType, RequireFields<MutationTakeBackKudosArgs, 'subjectId'>>;
  addComment?: Resolver<ResolversTypes['Comment'], ParentType, ContextType, RequireFields<MutationAddCommentArgs, 'input'>>;
  editComment?: Resolver<ResolversTypes['Comment'], ParentType, ContextType, RequireFields<MutationEditCommentArgs, 'id' | 'text'>>;
  deleteComment?: Resolver<Maybe<ResolversTypes['Reactable']>, ParentType, ContextType, RequireFields<MutationDeleteCommentArgs, 'id'>>;
  createPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationCreatePostArgs, 'input'>>;
  editPost?: Resolver<ResolversTypes['Post'], ParentType, ContextType, RequireFields<MutationEditPostArgs, 'id' | 'text'>>;
  deletePost?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeletePostArgs, 'id'>>;
  report?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationReportArgs, 'input'>>;
  closeComments?: Resolver<Maybe<ResolversTypes['Reactable']>, ParentType, ContextType, RequireFields<MutationCloseCommentsArgs, 'subjectId' | 'closed'>>;
  appeal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationAppealArgs, 'caseId' | 'text'>>;
  resolveModerationCase?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType, RequireFields<MutationResolveModerationCaseArgs, 'id' | 'remove' | 'ban'>>;
  assignModerationCase?: Resolver<ResolversTypes['ModerationCase'], ParentType, ContextType, RequireFields<MutationAssignModerationCaseArgs, 'id'>>;
  cheer?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationCheerArgs, 'input'>>;
  markNotificationsRead?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, Partial<MutationMarkNotificationsReadArgs>>;
  setNotificationPreference?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationSetNotificationPreferenceArgs, 'kind'>>;
  setQuietHours?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, Partial<MutationSetQuietHoursArgs>>;
  registerWebPush?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationRegisterWebPushArgs, 'input'>>;
  unregisterWebPush?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationUnregisterWebPushArgs, 'endpoint'>>;
};

export type ModerationCaseResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModerationCase'] = ResolversParentTypes['ModerationCase']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectId?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  subjectText?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  reports?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  reasons?: Resolver<ReadonlyArray<ResolversTypes['ReportReason']>, ParentType, ContextType>;
  reportNotes?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ReportNote']>>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ModerationStatus'], ParentType, ContextType>;
  assignee?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  appeal?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  appealedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  club?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType>;
  hoursOpen?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  heldFor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  photoUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
};

export type ReportNoteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ReportNote'] = ResolversParentTypes['ReportNote']> = {
  reason?: Resolver<ResolversTypes['ReportReason'], ParentType, ContextType>;
  note?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  reportedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type ModerationCaseEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModerationCaseEdge'] = ResolversParentTypes['ModerationCaseEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ModerationCase'], ParentType, ContextType>;
};

export type ModerationCaseConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ModerationCaseConnection'] = ResolversParentTypes['ModerationCaseConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ModerationCaseEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  notificationReceived?: SubscriptionResolver<ResolversTypes['Notification'], "notificationReceived", ParentType, ContextType>;
  unreadNotificationCountChanged?: SubscriptionResolver<ResolversTypes['Int'], "unreadNotificationCountChanged", ParentType, ContextType>;
  feedItemAdded?: SubscriptionResolver<ResolversTypes['FeedItem'], "feedItemAdded", ParentType, ContextType>;
  commentAdded?: SubscriptionResolver<ResolversTypes['Comment'], "commentAdded", ParentType, ContextType, RequireFields<SubscriptionCommentAddedArgs, 'subjectId'>>;
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

export interface DateTimeScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['DateTime'], any> {
  name: 'DateTime';
}

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Post' | 'Comment' | 'SegmentEffort' | 'Notification', ParentType, ContextType>;
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

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  Athlete?: AthleteResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  PushDevice?: PushDeviceResolvers<ContextType>;
  QuietHours?: QuietHoursResolvers<ContextType>;
  NotificationPreference?: NotificationPreferenceResolvers<ContextType>;
  Suggestion?: SuggestionResolvers<ContextType>;
  FeedConnection?: FeedConnectionResolvers<ContextType>;
  FeedEdge?: FeedEdgeResolvers<ContextType>;
  FeedItem?: FeedItemResolvers<ContextType>;
  ActivityFeedItem?: ActivityFeedItemResolvers<ContextType>;
  PostFeedItem?: PostFeedItemResolvers<ContextType>;
  AchievementFeedItem?: AchievementFeedItemResolvers<ContextType>;
  Reactable?: ReactableResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  YearInReview?: YearInReviewResolvers<ContextType>;
  Post?: PostResolvers<ContextType>;
  PostEdge?: PostEdgeResolvers<ContextType>;
  PostConnection?: PostConnectionResolvers<ContextType>;
  KudosEdge?: KudosEdgeResolvers<ContextType>;
  KudosConnection?: KudosConnectionResolvers<ContextType>;
  Comment?: CommentResolvers<ContextType>;
  CommentEdge?: CommentEdgeResolvers<ContextType>;
  CommentConnection?: CommentConnectionResolvers<ContextType>;
  Badge?: BadgeResolvers<ContextType>;
  SegmentEffort?: SegmentEffortResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  Upload?: UploadResolvers<ContextType>;
  Challenge?: ChallengeResolvers<ContextType>;
  LiveSession?: LiveSessionResolvers<ContextType>;
  Club?: ClubResolvers<ContextType>;
  ClubReporter?: ClubReporterResolvers<ContextType>;
  ClubEvent?: ClubEventResolvers<ContextType>;
  Gear?: GearResolvers<ContextType>;
  Notification?: NotificationResolvers<ContextType>;
  NotificationFacts?: NotificationFactsResolvers<ContextType>;
  NotificationEdge?: NotificationEdgeResolvers<ContextType>;
  NotificationConnection?: NotificationConnectionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  ModerationCase?: ModerationCaseResolvers<ContextType>;
  ReportNote?: ReportNoteResolvers<ContextType>;
  ModerationCaseEdge?: ModerationCaseEdgeResolvers<ContextType>;
  ModerationCaseConnection?: ModerationCaseConnectionResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  AthleteConnection?: AthleteConnectionResolvers<ContextType>;
  AthleteEdge?: AthleteEdgeResolvers<ContextType>;
  DateTime?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  Photo?: PhotoResolvers<ContextType>;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = Context> = {
  sameForCrowd?: SameForCrowdDirectiveResolver<any, any, ContextType>;
};
