// Generated from schema/clubs.graphql by npm run codegen.
import type { GraphQLResolveInfo, GraphQLScalarType, GraphQLScalarTypeConfig } from 'graphql';
import type { ClubRow, MembershipRow } from '../domain/club.ts';
import type { InviteRow, OpenInvite } from '../domain/invite.ts';
import type { AuditEntryRow } from '../domain/audit.ts';
import type { ClubEventRow } from '../domain/club-event.ts';
import type { DisputeRow } from '../domain/dispute.ts';
import type { ClubGoalRow } from '../domain/club-goal.ts';
import type { OccurrenceRow } from '../domain/occurrence.ts';
import type { ChallengeRow } from '../domain/challenge.ts';
import type { GoalView } from '../domain/personal-goal.ts';
import type { ShownEntry, ShownPage } from '../domain/leaderboard.ts';
import type { TeamView } from '../domain/team.ts';
import type { Reference, BadgeReference } from '../domain/references.ts';
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
  /** An IANA time zone name such as Europe/Zurich. */
  TimeZone: { input: string; output: string; }
  URL: { input: string; output: string; }
  _FieldSet: { input: string; output: string; }
};

export type Query = {
  readonly __typename?: 'Query';
  readonly viewer: Maybe<Viewer>;
  readonly club: Maybe<Club>;
  /** By the beginnings of words of the name, sport and place; the largest first. SECRET clubs are found by invitation alone. */
  readonly searchClubs: ClubConnection;
  /** What whoever has the link of an invitation sees before joining; null when it has ended. */
  readonly clubInvite: Maybe<ClubInvitePreview>;
  readonly clubEvent: Maybe<ClubEvent>;
  readonly challenge: Maybe<Challenge>;
  readonly challenges: ChallengeConnection;
};


export type QueryClubArgs = {
  id?: InputMaybe<Scalars['ID']['input']>;
  slug?: InputMaybe<Scalars['String']['input']>;
};


export type QuerySearchClubsArgs = {
  query?: InputMaybe<Scalars['String']['input']>;
  sport?: InputMaybe<Sport>;
  near?: InputMaybe<NearInput>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type QueryClubInviteArgs = {
  token: Scalars['String']['input'];
};


export type QueryClubEventArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChallengeArgs = {
  id: Scalars['ID']['input'];
};


export type QueryChallengesArgs = {
  status?: InputMaybe<ChallengeStatus>;
  sport?: InputMaybe<Sport>;
  sponsoredOnly?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/** radiusKm: at most 500. */
export type NearInput = {
  readonly latitude: Scalars['Float']['input'];
  readonly longitude: Scalars['Float']['input'];
  readonly radiusKm: Scalars['Float']['input'];
};

export type ClubInvitePreview = {
  readonly __typename?: 'ClubInvitePreview';
  readonly clubName: Scalars['String']['output'];
  readonly clubAvatarUrl: Maybe<Scalars['URL']['output']>;
  readonly invitedBy: Maybe<Athlete>;
  /** What whoever joins by it becomes. */
  readonly role: ClubRole;
};

/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type Club = Node & {
  readonly __typename?: 'Club';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly slug: Scalars['String']['output'];
  readonly name: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  /** Of a picture that was sent as a photo it works for an hour. */
  readonly avatarUrl: Maybe<Scalars['URL']['output']>;
  readonly sports: ReadonlyArray<Sport>;
  readonly access: ClubAccess;
  /** Where the club is at home. */
  readonly location: Maybe<Coordinates>;
  readonly memberCount: Scalars['Int']['output'];
  readonly viewerMembership: Maybe<ClubMembership>;
  /**
   * The longest there first. Of a club that is not OPEN, its members alone see who its members are.
   * Those who run the club find members by the beginnings of words of their names (query), and whoever is invited or banned (status).
   */
  readonly members: ClubMemberConnection;
  /**
   * Those that are not over by `from`, which is now unless given; the soonest first. What was cancelled stays among them for 14 days. A series is listed
   * once, by its next date. Of a club that is not OPEN, its members alone see them.
   */
  readonly events: ClubEventConnection;
  readonly challenges: ChallengeConnection;
  /** The viewer's own link for calendar programs; null for who is no member. It ends with the membership. */
  readonly calendarUrl: Maybe<Scalars['URL']['output']>;
  /** Those that are not over, the first to end first; then the last ten that were. Of a club that is not OPEN, its members alone see them. */
  readonly goals: ReadonlyArray<ClubGoal>;
  /**
   * Its members by what they have done in this week, month or year, or in the one that has the day `on`; for five weeks after its end. A day is
   * that of where an activity was recorded. By every metric but SEGMENT_TIME, highest first; ties share a rank. What counts is what others may
   * see, as in challenges. Empty where the viewer may not see the members.
   */
  readonly leaderboard: LeaderboardConnection;
  /** Activities to judge, the oldest first: of its boards, its goals and its challenges. Null for all but its owner, admins and moderators. */
  readonly disputes: Maybe<DisputeConnection>;
  /** Null for all but its owner and admins. */
  readonly joinRequests: Maybe<AthleteConnection>;
  /** The links that work, the newest first. Null for all but its owner and admins. */
  readonly invites: Maybe<ReadonlyArray<ClubInvite>>;
  /** What those with a role did, the newest first. Null for all but its owner and admins. */
  readonly auditLog: Maybe<AuditEntryConnection>;
  /** The member to whom the owner has offered the club. Null for all but these two. */
  readonly transferOfferedTo: Maybe<Athlete>;
  /** How long a member without a role waits between two posts; 0: not at all. Null for who is no member. */
  readonly slowModeSeconds: Maybe<Scalars['Int']['output']>;
  /** A post or a comment with one of these words waits for a moderator. Null for all but its owner, admins and moderators. */
  readonly heldWords: Maybe<ReadonlyArray<Scalars['String']['output']>>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubMembersArgs = {
  role?: InputMaybe<ClubRole>;
  status?: InputMaybe<MembershipStatus>;
  query?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubEventsArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubChallengesArgs = {
  status?: InputMaybe<ChallengeStatus>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubLeaderboardArgs = {
  metric: ScoreMetric;
  period: TotalsPeriod;
  sport?: InputMaybe<Sport>;
  on?: InputMaybe<Scalars['Date']['input']>;
  around?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubDisputesArgs = {
  judged?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubJoinRequestsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** Whoever is invited to a SECRET club sees its id, name, avatarUrl and access; all else of it is empty. */
export type ClubAuditLogArgs = {
  actorId?: InputMaybe<Scalars['ID']['input']>;
  action?: InputMaybe<Scalars['String']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * Something a club reaches together, such as 10,000 km in a year: what its present members have done in that time, also before they joined. Who
 * leaves takes their part along, unless the goal is over.
 *
 * Rest days count by cheering others on: for ACTIVE_DAYS without sports, a day on which a member gives ten cheers counts as a day with an activity does, and a
 * day with both counts once. The day of a cheer is that of the member's time zone.
 */
export type ClubGoal = {
  readonly __typename?: 'ClubGoal';
  readonly id: Scalars['ID']['output'];
  readonly club: Club;
  readonly title: Scalars['String']['output'];
  readonly metric: ScoreMetric;
  /** Without sports every sport counts. */
  readonly sports: ReadonlyArray<Sport>;
  readonly target: Scalars['Float']['output'];
  readonly progress: Scalars['Float']['output'];
  readonly startsOn: Scalars['Date']['output'];
  readonly endsOn: Scalars['Date']['output'];
  /** The members who have done the most. */
  readonly contributors: ReadonlyArray<LeaderboardEntry>;
};


/**
 * Something a club reaches together, such as 10,000 km in a year: what its present members have done in that time, also before they joined. Who
 * leaves takes their part along, unless the goal is over.
 *
 * Rest days count by cheering others on: for ACTIVE_DAYS without sports, a day on which a member gives ten cheers counts as a day with an activity does, and a
 * day with both counts once. The day of a cheer is that of the member's time zone.
 */
export type ClubGoalContributorsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};

export type ClubAccess =
  | 'OPEN'
  | 'ON_REQUEST'
  /** For all but its members it does not exist; whoever is invited sees its name and picture. */
  | 'SECRET';

export type ClubMembership = {
  readonly __typename?: 'ClubMembership';
  readonly role: ClubRole;
  readonly since: Scalars['DateTime']['output'];
  readonly status: MembershipStatus;
  /** Until then the member reads everything in the club and writes nothing. */
  readonly mutedUntil: Maybe<Scalars['DateTime']['output']>;
  /** Of an invitation. */
  readonly invitedBy: Maybe<Athlete>;
};

export type MembershipStatus =
  | 'ACTIVE'
  | 'REQUESTED'
  | 'INVITED'
  | 'BANNED';

export type ClubEdge = {
  readonly __typename?: 'ClubEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Club;
};

export type ClubConnection = {
  readonly __typename?: 'ClubConnection';
  readonly edges: ReadonlyArray<ClubEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type ClubMemberEdge = {
  readonly __typename?: 'ClubMemberEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Athlete>;
  readonly role: ClubRole;
  readonly since: Scalars['DateTime']['output'];
  /** Null for all but those who run the club. */
  readonly mutedUntil: Maybe<Scalars['DateTime']['output']>;
};

export type ClubMemberConnection = {
  readonly __typename?: 'ClubMemberConnection';
  readonly edges: ReadonlyArray<ClubMemberEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** A link by which whoever has it joins the club. It ends when who made it may no longer make one. */
export type ClubInvite = {
  readonly __typename?: 'ClubInvite';
  readonly id: Scalars['ID']['output'];
  readonly url: Scalars['URL']['output'];
  readonly role: ClubRole;
  /** Null: any number. */
  readonly usesLeft: Maybe<Scalars['Int']['output']>;
  /** Null: it works until it is revoked. */
  readonly expiresAt: Maybe<Scalars['DateTime']['output']>;
};

export type AuditEntry = {
  readonly __typename?: 'AuditEntry';
  readonly at: Scalars['DateTime']['output'];
  /** Null for what the platform itself did. */
  readonly actor: Maybe<Athlete>;
  readonly action: Scalars['String']['output'];
  /** The athlete, event, challenge, post, link or club that it was about. */
  readonly subjectId: Maybe<Scalars['ID']['output']>;
  /** The athlete that it was about. Null for anything else, and where the viewer may not see the athlete. */
  readonly athlete: Maybe<Athlete>;
  /** The event that it was about; null for anything else. */
  readonly event: Maybe<ClubEvent>;
  /** The challenge that it was about; null for anything else. */
  readonly challenge: Maybe<Challenge>;
  readonly note: Maybe<Scalars['String']['output']>;
};

export type AuditEntryEdge = {
  readonly __typename?: 'AuditEntryEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: AuditEntry;
};

export type AuditEntryConnection = {
  readonly __typename?: 'AuditEntryConnection';
  readonly edges: ReadonlyArray<AuditEntryEdge>;
  readonly pageInfo: PageInfo;
};

export type ClubEvent = Node & {
  readonly __typename?: 'ClubEvent';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly club: Club;
  readonly title: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly sport: Maybe<Sport>;
  readonly startsAt: Scalars['DateTime']['output'];
  readonly endsAt: Maybe<Scalars['DateTime']['output']>;
  readonly timeZone: Scalars['TimeZone']['output'];
  /**
   * Of a series: its rule after RFC 5545, such as FREQ=WEEKLY;BYDAY=TU, with lines EXDATE and RDATE where dates are left out or added. It is
   * counted on the clock of the event's own zone: 07:00 stays 07:00 over a clock change. Null for a single event.
   */
  readonly recurrence: Maybe<Scalars['String']['output']>;
  readonly meetingPoint: Maybe<Coordinates>;
  readonly place: Maybe<Scalars['String']['output']>;
  /** What activities draws the route from. A route from an activity is not stored here: it is cut anew for each reader. */
  readonly routeLine: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeLineMeters: Maybe<Scalars['Float']['output']>;
  readonly routeLineClimbMeters: Maybe<Scalars['Float']['output']>;
  readonly routeActivityId: Maybe<Scalars['ID']['output']>;
  /** Who has given the route. */
  readonly routeGivenById: Maybe<Scalars['ID']['output']>;
  readonly isVirtual: Scalars['Boolean']['output'];
  /** How many may take part, guests too. */
  readonly capacity: Maybe<Scalars['Int']['output']>;
  /** How many guests each athlete may bring. */
  readonly guestsAllowed: Scalars['Int']['output'];
  /** Answers close so many minutes before the start; where it is null, at the end. */
  readonly answersCloseMinutes: Maybe<Scalars['Int']['output']>;
  readonly status: EventStatus;
  /**
   * By answer, and the first who gave it first. Members of the club see them; for others the list is empty. What an event says of answers and
   * of who took part is about its date; of a series about the next date that is not over, or the last.
   */
  readonly responses: RsvpConnection;
  /** How many places are taken, those of guests too. */
  readonly goingCount: Scalars['Int']['output'];
  /** How many places are waited for. */
  readonly waitlistedCount: Scalars['Int']['output'];
  /** Who is going can say until the end that they are not. Null while no date has been made. */
  readonly answersCloseAt: Maybe<Scalars['DateTime']['output']>;
  readonly viewerRsvp: Maybe<Rsvp>;
  /** Of a series: its dates that are not over by `from`, which is now unless given, the soonest first; made for a year ahead. Null for a single event. */
  readonly occurrences: Maybe<EventOccurrenceConnection>;
  /**
   * For its club's owner, admins and moderators, null for others: of whom it is said whether they took part, and whose activities were under way at
   * the same time and passed the meeting point.
   */
  readonly attendance: Maybe<AttendanceConnection>;
  /**
   * Of a virtual event, for members of its club: what the live sessions for it have become, as the viewer may see it, the farthest first. While it is on,
   * `live` has the order.
   */
  readonly results: EventResultConnection;
};


export type ClubEventResponsesArgs = {
  answer?: InputMaybe<Rsvp>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ClubEventOccurrencesArgs = {
  from?: InputMaybe<Scalars['DateTime']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ClubEventAttendanceArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ClubEventResultsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type AttendanceEdge = {
  readonly __typename?: 'AttendanceEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Attendance;
};

export type Attendance = {
  readonly __typename?: 'Attendance';
  readonly athlete: Maybe<Athlete>;
  /** Null until it is said. */
  readonly attended: Maybe<Scalars['Boolean']['output']>;
  /** What suggests that the athlete was there. */
  readonly activity: Maybe<Activity>;
};

export type AttendanceConnection = {
  readonly __typename?: 'AttendanceConnection';
  readonly edges: ReadonlyArray<AttendanceEdge>;
  readonly pageInfo: PageInfo;
};

export type EventResult = {
  readonly __typename?: 'EventResult';
  readonly athlete: Maybe<Athlete>;
  readonly activity: Maybe<Activity>;
  readonly distanceMeters: Scalars['Float']['output'];
  readonly movingSeconds: Scalars['Float']['output'];
};

export type EventResultEdge = {
  readonly __typename?: 'EventResultEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: EventResult;
};

export type EventResultConnection = {
  readonly __typename?: 'EventResultConnection';
  readonly edges: ReadonlyArray<EventResultEdge>;
  readonly pageInfo: PageInfo;
};

export type Rsvp =
  | 'GOING'
  | 'MAYBE'
  | 'NOT_GOING'
  /** What becomes of GOING while all places are taken. Who waits moves up in order as places become free. */
  | 'WAITLISTED';

export type RsvpEdge = {
  readonly __typename?: 'RsvpEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Athlete>;
  readonly answer: Rsvp;
  readonly guests: Scalars['Int']['output'];
  /** For the athlete, and for those who run the event. */
  readonly note: Maybe<Scalars['String']['output']>;
  /** Whether the athlete took part, once it is said. For the athlete, and for those who may say it. */
  readonly attended: Maybe<Scalars['Boolean']['output']>;
};

export type RsvpConnection = {
  readonly __typename?: 'RsvpConnection';
  readonly edges: ReadonlyArray<RsvpEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
};

/** One date of an event. `originalStartsAt` names it for good, also after it was moved. */
export type EventOccurrence = {
  readonly __typename?: 'EventOccurrence';
  readonly ref: Scalars['ID']['output'];
  readonly originalStartsAt: Scalars['DateTime']['output'];
  readonly startsAt: Scalars['DateTime']['output'];
  readonly endsAt: Maybe<Scalars['DateTime']['output']>;
  readonly title: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly sport: Maybe<Sport>;
  readonly meetingPoint: Maybe<Coordinates>;
  readonly place: Maybe<Scalars['String']['output']>;
  /** What activities draws the route from. A route from an activity is not stored here: it is cut anew for each reader. */
  readonly routeLine: Maybe<Scalars['EncodedPolyline']['output']>;
  readonly routeLineMeters: Maybe<Scalars['Float']['output']>;
  readonly routeLineClimbMeters: Maybe<Scalars['Float']['output']>;
  readonly routeActivityId: Maybe<Scalars['ID']['output']>;
  /** Who has given the route. */
  readonly routeGivenById: Maybe<Scalars['ID']['output']>;
  readonly isVirtual: Scalars['Boolean']['output'];
  readonly status: EventStatus;
  readonly capacity: Maybe<Scalars['Int']['output']>;
  /** As of the event, and so all that follows. */
  readonly responses: RsvpConnection;
  readonly goingCount: Scalars['Int']['output'];
  readonly waitlistedCount: Scalars['Int']['output'];
  readonly answersCloseAt: Maybe<Scalars['DateTime']['output']>;
  readonly viewerRsvp: Maybe<Rsvp>;
  readonly attendance: Maybe<AttendanceConnection>;
  readonly results: EventResultConnection;
};


/** One date of an event. `originalStartsAt` names it for good, also after it was moved. */
export type EventOccurrenceResponsesArgs = {
  answer?: InputMaybe<Rsvp>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** One date of an event. `originalStartsAt` names it for good, also after it was moved. */
export type EventOccurrenceAttendanceArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


/** One date of an event. `originalStartsAt` names it for good, also after it was moved. */
export type EventOccurrenceResultsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type EventOccurrenceEdge = {
  readonly __typename?: 'EventOccurrenceEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: EventOccurrence;
};

export type EventOccurrenceConnection = {
  readonly __typename?: 'EventOccurrenceConnection';
  readonly edges: ReadonlyArray<EventOccurrenceEdge>;
  readonly pageInfo: PageInfo;
};

/** One date of a series, one and those after it, or the series. */
export type SeriesScope =
  | 'ONE'
  | 'FOLLOWING'
  | 'ALL';

export type EventStatus =
  | 'SCHEDULED'
  | 'CANCELLED'
  /** After its end; 12 hours after its start where it names none. */
  | 'PAST';

export type ClubEventEdge = {
  readonly __typename?: 'ClubEventEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: ClubEvent;
  /** The date for which the event stands here: of a series its next one. */
  readonly occurrence: EventOccurrence;
};

export type ClubEventConnection = {
  readonly __typename?: 'ClubEventConnection';
  readonly edges: ReadonlyArray<ClubEventEdge>;
  readonly pageInfo: PageInfo;
};

export type Athlete = {
  readonly __typename?: 'Athlete';
  readonly id: Scalars['ID']['output'];
  readonly clubs: Maybe<ClubConnection>;
  readonly challenges: Maybe<ChallengeConnection>;
};


export type AthleteClubsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type AthleteChallengesArgs = {
  status?: InputMaybe<ChallengeStatus>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type Viewer = {
  readonly __typename?: 'Viewer';
  readonly id: Scalars['ID']['output'];
  /** Those of the viewer's clubs that are not over, the soonest first, cancelled ones among them; a series once, by its next date. */
  readonly upcomingEvents: Maybe<ClubEventConnection>;
  readonly clubs: Maybe<ClubConnection>;
  /** A link for calendar programs, to the events of all clubs of the viewer. */
  readonly calendarUrl: Maybe<Scalars['URL']['output']>;
  /** The newest first; at most 100. */
  readonly clubInvitations: Maybe<ReadonlyArray<Club>>;
  /**
   * Challenges that are not over and that the viewer could join: first those that suit best, by those whom the viewer follows, the own clubs and the own
   * sports of late.
   */
  readonly suggestedChallenges: Maybe<ReadonlyArray<Challenge>>;
  /** STAFF: objections, and disputes whose organiser is a party or has not answered for a week, the longest first; null for everybody else. */
  readonly disputeQueue: Maybe<DisputeConnection>;
  /** In the order in which they were set. */
  readonly goals: Maybe<ReadonlyArray<PersonalGoal>>;
};


export type ViewerUpcomingEventsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerClubsArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ViewerSuggestedChallengesArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
};


export type ViewerDisputeQueueArgs = {
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

/**
 * What an athlete wants to reach in each week, month or year, or in all. Everything counts, also what nobody else sees; an activity counts on
 * the day that it was where it was recorded.
 */
export type PersonalGoal = {
  readonly __typename?: 'PersonalGoal';
  readonly id: Scalars['ID']['output'];
  /** Without sports every sport counts. */
  readonly sports: ReadonlyArray<Sport>;
  readonly metric: ScoreMetric;
  readonly period: TotalsPeriod;
  readonly target: Scalars['Float']['output'];
  readonly progress: Scalars['Float']['output'];
  /** The first day of the present period in the athlete's time zone; of all time 0001-01-01. */
  readonly periodStart: Scalars['Date']['output'];
  /** The last day of the present period; of all time 9999-12-31. */
  readonly periodEnd: Scalars['Date']['output'];
};

export type Badge = {
  readonly __typename?: 'Badge';
  readonly key: Scalars['String']['output'];
};

export type Activity = {
  readonly __typename?: 'Activity';
  readonly id: Scalars['ID']['output'];
  /**
   * Why it counts in no club and no challenge, until it is corrected or an organiser has judged it; empty when it counts. Null for all but its
   * athlete.
   */
  readonly heldOutFor: Maybe<ReadonlyArray<HeldOutReason>>;
};

/** An activity that is held out in a club or a challenge, or that somebody who takes part there has flagged. */
export type Dispute = {
  readonly __typename?: 'Dispute';
  readonly id: Scalars['ID']['output'];
  /** Where it is judged: the one of the two that judgeActivity takes. Neither: an objection of its athlete, which judgeObjection answers. */
  readonly clubId: Maybe<Scalars['ID']['output']>;
  readonly challengeId: Maybe<Scalars['ID']['output']>;
  readonly activity: Maybe<Activity>;
  readonly athlete: Maybe<Athlete>;
  /** Why the platform holds it out. Empty when it was flagged; then it counts until it is judged. */
  readonly heldOutFor: ReadonlyArray<HeldOutReason>;
  readonly flagCount: Scalars['Int']['output'];
  /** What those who flagged it have said. */
  readonly notes: ReadonlyArray<Scalars['String']['output']>;
  readonly openedAt: Scalars['DateTime']['output'];
  /** Whether it counts; null until it is judged. */
  readonly counts: Maybe<Scalars['Boolean']['output']>;
  readonly judgedBy: Maybe<Athlete>;
  readonly judgedAt: Maybe<Scalars['DateTime']['output']>;
  /** What the organiser has said. */
  readonly note: Maybe<Scalars['String']['output']>;
};

export type DisputeEdge = {
  readonly __typename?: 'DisputeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Dispute;
};

export type DisputeConnection = {
  readonly __typename?: 'DisputeConnection';
  readonly edges: ReadonlyArray<DisputeEdge>;
  readonly pageInfo: PageInfo;
};

export type Segment = {
  readonly __typename?: 'Segment';
  readonly id: Scalars['ID']['output'];
};

/**
 * Units: DISTANCE metres, MOVING_TIME seconds, ELEVATION_GAIN metres, ACTIVITY_COUNT, ACTIVE_DAYS, SEGMENT_TIME seconds, TRAINING_LOAD points.
 * A day is that of where the activity was recorded. The points of a challenge come from power, pace or time, never from heart rate, which an athlete may
 * hide; new thresholds do not change what has been counted.
 */
export type ScoreMetric =
  | 'DISTANCE'
  | 'MOVING_TIME'
  | 'ELEVATION_GAIN'
  | 'ACTIVITY_COUNT'
  | 'ACTIVE_DAYS'
  | 'SEGMENT_TIME'
  | 'TRAINING_LOAD';

export type ChallengeKind =
  /** The sum over all that counts. Of every metric but SEGMENT_TIME. */
  | 'TOTAL'
  /** The least SEGMENT_TIME on a segment. An effort counts where others see it and it can have a rank. */
  | 'BEST_TIME'
  /** The most ACTIVE_DAYS in a row. */
  | 'STREAK_DAYS';

export type ActivityPlace =
  | 'ANYWHERE'
  /** Recordings with positions, but for virtual sports. */
  | 'OUTDOORS'
  /** Virtual sports, and recordings without positions. */
  | 'INDOORS';

/** What counts, besides the sports and the time. */
export type ChallengeRules = {
  readonly __typename?: 'ChallengeRules';
  readonly manualEntries: Scalars['Boolean']['output'];
  /** A shorter activity does not count. */
  readonly minDistanceMeters: Maybe<Scalars['Float']['output']>;
  readonly place: ActivityPlace;
  /** Of a club's challenge: whether its members alone may join. */
  readonly membersOnly: Scalars['Boolean']['output'];
};

export type Challenge = Node & {
  readonly __typename?: 'Challenge';
  readonly id: Scalars['ID']['output'];
  readonly ref: Scalars['ID']['output'];
  readonly title: Scalars['String']['output'];
  readonly description: Maybe<Scalars['String']['output']>;
  readonly kind: ChallengeKind;
  readonly metric: ScoreMetric;
  readonly sports: ReadonlyArray<Sport>;
  /** What completes it; null when only the ranking counts. */
  readonly target: Maybe<Scalars['Float']['output']>;
  /** Of a BEST_TIME. */
  readonly segment: Maybe<Segment>;
  readonly rules: ChallengeRules;
  readonly startsAt: Scalars['DateTime']['output'];
  readonly endsAt: Scalars['DateTime']['output'];
  /**
   * Until then late uploads, edits and deletions still change the scores. Then the standing is final: whatever becomes of the activities, the
   * entries stay as they are.
   */
  readonly settlesAt: Scalars['DateTime']['output'];
  /** Whether the final standing is complete. Its ranks stay as they are, also when somebody leaves. */
  readonly isFinal: Scalars['Boolean']['output'];
  readonly status: ChallengeStatus;
  readonly club: Maybe<Club>;
  readonly participantCount: Scalars['Int']['output'];
  /** Of a challenge between clubs: the score of a club is the sum of the scores of so many of its members, the best ones. */
  readonly bestOfTeam: Maybe<Scalars['Int']['output']>;
  /** The clubs of a challenge between clubs, the best first; ties share a rank. Null for any other challenge. */
  readonly teams: Maybe<ReadonlyArray<ChallengeTeam>>;
  /** The club for which the viewer scores. */
  readonly viewerTeam: Maybe<Club>;
  readonly viewerEntry: Maybe<LeaderboardEntry>;
  /** Whether the viewer lets the sponsor see who they are. */
  readonly viewerSharesWithBrand: Scalars['Boolean']['output'];
  /** Whether the viewer may change and cancel it until its end: who made it, and the owner and the admins of its club. */
  readonly viewerOrganises: Scalars['Boolean']['output'];
  /** Highest first (fastest first for BEST_TIME); ties share a rank, the earlier to reach the score stands first. */
  readonly leaderboard: LeaderboardConnection;
  /** Activities to judge; of a club's challenge those of the club. Null for all but who made it, or the club's owner, admins and moderators. */
  readonly disputes: Maybe<DisputeConnection>;
  /** For those who reach the target; null without a target. */
  readonly badge: Maybe<Badge>;
};


export type ChallengeLeaderboardArgs = {
  scope?: InputMaybe<LeaderboardScope>;
  clubId?: InputMaybe<Scalars['ID']['input']>;
  around?: InputMaybe<Scalars['ID']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};


export type ChallengeDisputesArgs = {
  judged?: InputMaybe<Scalars['Boolean']['input']>;
  first?: InputMaybe<Scalars['Int']['input']>;
  after?: InputMaybe<Scalars['String']['input']>;
};

export type ChallengeTeam = {
  readonly __typename?: 'ChallengeTeam';
  readonly rank: Scalars['Int']['output'];
  readonly club: Club;
  readonly score: Scalars['Float']['output'];
  /** The number of members whose scores count for it so far. */
  readonly counted: Scalars['Int']['output'];
};

export type LeaderboardEntry = {
  readonly __typename?: 'LeaderboardEntry';
  readonly rank: Scalars['Int']['output'];
  /**
   * Null in a sponsored challenge for who has not agreed to share with the brand, unless the viewer is that athlete, or is followed by or has been let in by them:
   * the sponsor reads this leaderboard as everybody does.
   */
  readonly athlete: Maybe<Athlete>;
  /** What privacy hides of an activity does not count. 0 for who has no time on the segment yet. */
  readonly score: Scalars['Float']['output'];
  /** Null too where the athlete is not named. */
  readonly completedAt: Maybe<Scalars['DateTime']['output']>;
  readonly lastActivity: Maybe<Activity>;
};

export type LeaderboardEdge = {
  readonly __typename?: 'LeaderboardEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: LeaderboardEntry;
};

export type LeaderboardConnection = {
  readonly __typename?: 'LeaderboardConnection';
  readonly edges: ReadonlyArray<LeaderboardEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Scalars['Int']['output'];
  readonly updatedAt: Scalars['DateTime']['output'];
};

export type Mutation = {
  readonly __typename?: 'Mutation';
  readonly createClub: Club;
  /** By the owner and admins. What the input leaves out stays as it is; null empties it. */
  readonly updateClub: Club;
  /** By the owner. Its events and challenges that have not ended are cancelled. */
  readonly deleteClub: Scalars['Boolean']['output'];
  /** Joins an OPEN club, accepts an invitation, or asks to join. */
  readonly joinClub: Club;
  /** Leaves a club, takes a request back, or declines an invitation. */
  readonly leaveClub: Club;
  /** By every member of an OPEN club, and by the owner and admins of another one. */
  readonly inviteToClub: Club;
  readonly respondToJoinRequest: Club;
  /** Answers at most 100 requests alike; those that are no longer there are passed over. */
  readonly respondToJoinRequests: Club;
  /** By the owner and admins, on members below them; each may also step down. The role OWNER is handed over by transferClub. */
  readonly setClubRole: Club;
  /**
   * By the owner, admins and moderators, on members below them. Whoever is banned cannot come back or ask to; without ban it ends a ban, and
   * withdraws an invitation. The reason stands in the audit log.
   */
  readonly removeClubMember: Club;
  /** At most one year. Without until it ends the mute. */
  readonly muteClubMember: Club;
  /** Offers the club to one of its members, who accepts by respondToClubTransfer. The owner takes the offer back by naming themselves. */
  readonly transferClub: Club;
  /** The former owner becomes an admin. */
  readonly respondToClubTransfer: Club;
  /** At most 50 links of a club work at a time. A link with a role above MEMBER works once unless maxUses says otherwise. */
  readonly createClubInvite: ClubInvite;
  readonly revokeClubInvite: Club;
  /** The token is the last part of the link's url. */
  readonly joinByInvite: Club;
  /** By the club's owner and admins; at most 100 to come. */
  readonly createClubEvent: ClubEvent;
  /**
   * The input is the whole event: what it leaves out is none. `occurrence` is an originalStartsAt, and goes with ONE or FOLLOWING; without it the
   * whole series is meant. What is over stays as it was; what one date has of its own stays when the series changes. ONE does not read
   * recurrence. FOLLOWING lets the series go on by the new rule: its startsAt is when that date is to begin.
   */
  readonly updateClubEvent: ClubEvent;
  readonly cancelClubEvent: ClubEvent;
  /** Takes a cancellation back: that of one date, or, without occurrence, that of the series or of its end. Dates that were cancelled one by one stay so. */
  readonly restoreClubEvent: ClubEvent;
  /**
   * Answers as a member of the club: to one date, named by its originalStartsAt, or without it to all. Where too few places are left, GOING becomes
   * WAITLISTED, which is not given by hand. The note is for those who run the event; left out it stays as it is.
   */
  readonly rsvp: ClubEvent;
  /**
   * Says of members, at most 200 at once, whether they took part in a date that has begun; null takes it back. By the club's owner, admins and
   * moderators.
   */
  readonly recordAttendance: ClubEvent;
  /** The old link ends at once. Without clubId the link of `Viewer.calendarUrl`. */
  readonly renewCalendarUrl: Maybe<Club>;
  /** Asks the organiser of a club or a challenge, in which the viewer takes part too, to judge an activity. */
  readonly flagActivity: Scalars['Boolean']['output'];
  /**
   * Decides whether somebody else's activity counts: in a club with all its challenges, as one who moderates it, or in a challenge that is of no club, as its
   * maker. STAFF decides where the maker is a party (it is the maker's own activity, or flagged by the maker), and where there is no answer for a week. A final standing stays
   * as it is. A correction of the activity takes the decision away.
   */
  readonly judgeActivity: Dispute;
  /**
   * Asks the platform's staff to look at an own activity that is held out, or whose efforts on segments have no rank though they should. Asking again
   * changes nothing.
   */
  readonly objectToHoldOut: Dispute;
  /**
   * STAFF: answers an objection. The activity counts, or does not, in every club and challenge whose organisers have not decided about it, and its efforts on segments
   * have their ranks again. A correction of the activity takes the answer away.
   */
  readonly judgeObjection: Dispute;
  /** By the club's owner and admins. By every metric but SEGMENT_TIME, over a year at most; at most 20 that are not over. */
  readonly createClubGoal: ClubGoal;
  /** The input is the whole goal: what its members have done is counted again. */
  readonly updateClubGoal: ClubGoal;
  /** Ends a goal before its time. The club no longer shows it. */
  readonly endClubGoal: Club;
  readonly createChallenge: Challenge;
  /**
   * By whoever may cancel it, until its end. What participants have agreed to stays: what counts, the target, and, once it has begun, has a sponsor or
   * somebody has joined, the dates.
   */
  readonly updateChallenge: Challenge;
  readonly cancelChallenge: Challenge;
  /** Enters a club into a challenge between clubs, by its owner and admins. At most 50 clubs, and no SECRET one. */
  readonly enterChallenge: Challenge;
  /** Takes a club out of a challenge between clubs before it is over. The entries of its members stay, and score for themselves alone. */
  readonly withdrawFromChallenge: Challenge;
  /**
   * shareWithBrand: a sponsored challenge's brand sees the athlete's name on its leaderboard; off unless the athlete says so, and can be taken back.
   * clubId: of a challenge between clubs the one to score for; who is a member of only one of them may leave it out.
   */
  readonly joinChallenge: Challenge;
  /**
   * Says whether the sponsor of a challenge in which the caller takes part learns the caller's name. It can be taken back at any time,
   * also after the end, and the name is gone from the sponsor's board within a second.
   */
  readonly setChallengeSharing: Challenge;
  readonly leaveChallenge: Challenge;
  /** At most 20 goals, by DISTANCE, MOVING_TIME, ELEVATION_GAIN, ACTIVITY_COUNT or ACTIVE_DAYS. */
  readonly setPersonalGoal: Maybe<Viewer>;
};


export type MutationCreateClubArgs = {
  input: ClubInput;
};


export type MutationUpdateClubArgs = {
  id: Scalars['ID']['input'];
  input: ClubInput;
};


export type MutationDeleteClubArgs = {
  id: Scalars['ID']['input'];
};


export type MutationJoinClubArgs = {
  id: Scalars['ID']['input'];
};


export type MutationLeaveClubArgs = {
  id: Scalars['ID']['input'];
};


export type MutationInviteToClubArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
};


export type MutationRespondToJoinRequestArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
  accept: Scalars['Boolean']['input'];
};


export type MutationRespondToJoinRequestsArgs = {
  clubId: Scalars['ID']['input'];
  athleteIds: ReadonlyArray<Scalars['ID']['input']>;
  accept: Scalars['Boolean']['input'];
};


export type MutationSetClubRoleArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
  role: ClubRole;
};


export type MutationRemoveClubMemberArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
  ban?: InputMaybe<Scalars['Boolean']['input']>;
  reason?: InputMaybe<Scalars['String']['input']>;
};


export type MutationMuteClubMemberArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
  until?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationTransferClubArgs = {
  clubId: Scalars['ID']['input'];
  athleteId: Scalars['ID']['input'];
};


export type MutationRespondToClubTransferArgs = {
  clubId: Scalars['ID']['input'];
  accept: Scalars['Boolean']['input'];
};


export type MutationCreateClubInviteArgs = {
  input: ClubInviteInput;
};


export type MutationRevokeClubInviteArgs = {
  id: Scalars['ID']['input'];
};


export type MutationJoinByInviteArgs = {
  token: Scalars['String']['input'];
};


export type MutationCreateClubEventArgs = {
  input: ClubEventInput;
};


export type MutationUpdateClubEventArgs = {
  id: Scalars['ID']['input'];
  input: ClubEventInput;
  occurrence?: InputMaybe<Scalars['DateTime']['input']>;
  scope?: InputMaybe<SeriesScope>;
};


export type MutationCancelClubEventArgs = {
  id: Scalars['ID']['input'];
  reason?: InputMaybe<Scalars['String']['input']>;
  occurrence?: InputMaybe<Scalars['DateTime']['input']>;
  scope?: InputMaybe<SeriesScope>;
};


export type MutationRestoreClubEventArgs = {
  id: Scalars['ID']['input'];
  occurrence?: InputMaybe<Scalars['DateTime']['input']>;
};


export type MutationRsvpArgs = {
  eventId: Scalars['ID']['input'];
  answer: Rsvp;
  occurrence?: InputMaybe<Scalars['DateTime']['input']>;
  guests?: InputMaybe<Scalars['Int']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationRecordAttendanceArgs = {
  eventId: Scalars['ID']['input'];
  occurrence?: InputMaybe<Scalars['DateTime']['input']>;
  athleteIds: ReadonlyArray<Scalars['ID']['input']>;
  attended?: InputMaybe<Scalars['Boolean']['input']>;
};


export type MutationRenewCalendarUrlArgs = {
  clubId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationFlagActivityArgs = {
  activityId: Scalars['ID']['input'];
  challengeId?: InputMaybe<Scalars['ID']['input']>;
  clubId?: InputMaybe<Scalars['ID']['input']>;
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationJudgeActivityArgs = {
  activityId: Scalars['ID']['input'];
  challengeId?: InputMaybe<Scalars['ID']['input']>;
  clubId?: InputMaybe<Scalars['ID']['input']>;
  counts: Scalars['Boolean']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationObjectToHoldOutArgs = {
  activityId: Scalars['ID']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationJudgeObjectionArgs = {
  activityId: Scalars['ID']['input'];
  counts: Scalars['Boolean']['input'];
  note?: InputMaybe<Scalars['String']['input']>;
};


export type MutationCreateClubGoalArgs = {
  input: ClubGoalInput;
};


export type MutationUpdateClubGoalArgs = {
  id: Scalars['ID']['input'];
  input: ClubGoalInput;
};


export type MutationEndClubGoalArgs = {
  id: Scalars['ID']['input'];
};


export type MutationCreateChallengeArgs = {
  input: ChallengeInput;
};


export type MutationUpdateChallengeArgs = {
  id: Scalars['ID']['input'];
  input: ChallengeUpdateInput;
};


export type MutationCancelChallengeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationEnterChallengeArgs = {
  id: Scalars['ID']['input'];
  clubId: Scalars['ID']['input'];
};


export type MutationWithdrawFromChallengeArgs = {
  id: Scalars['ID']['input'];
  clubId: Scalars['ID']['input'];
};


export type MutationJoinChallengeArgs = {
  id: Scalars['ID']['input'];
  shareWithBrand?: InputMaybe<Scalars['Boolean']['input']>;
  clubId?: InputMaybe<Scalars['ID']['input']>;
};


export type MutationSetChallengeSharingArgs = {
  id: Scalars['ID']['input'];
  share: Scalars['Boolean']['input'];
};


export type MutationLeaveChallengeArgs = {
  id: Scalars['ID']['input'];
};


export type MutationSetPersonalGoalArgs = {
  input: PersonalGoalInput;
};

/** The same sports, metric and period again change the target; target 0 ends the goal. */
export type PersonalGoalInput = {
  readonly sports?: InputMaybe<ReadonlyArray<Sport>>;
  readonly metric: ScoreMetric;
  readonly period: TotalsPeriod;
  readonly target: Scalars['Float']['input'];
};

/**
 * latitude and longitude, both or neither, are where the club is at home. avatarPhotoId is an own photo; it is shown instead of avatarUrl.
 * A SECRET club gets a slug that nobody can guess.
 */
export type ClubInput = {
  readonly name: Scalars['String']['input'];
  readonly slug?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly avatarUrl?: InputMaybe<Scalars['URL']['input']>;
  readonly avatarPhotoId?: InputMaybe<Scalars['ID']['input']>;
  readonly latitude?: InputMaybe<Scalars['Float']['input']>;
  readonly longitude?: InputMaybe<Scalars['Float']['input']>;
  readonly sports?: InputMaybe<ReadonlyArray<Sport>>;
  readonly access?: InputMaybe<ClubAccess>;
  /** At most a day; 0 ends slow mode. */
  readonly slowModeSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** At most 100 words or phrases. Capitals and accents make no difference. */
  readonly heldWords?: InputMaybe<ReadonlyArray<Scalars['String']['input']>>;
};

export type ClubInviteInput = {
  readonly clubId: Scalars['ID']['input'];
  readonly role?: InputMaybe<ClubRole>;
  readonly maxUses?: InputMaybe<Scalars['Int']['input']>;
  readonly expiresAt?: InputMaybe<Scalars['DateTime']['input']>;
};

/** latitude and longitude, both or neither, are where to meet. */
export type ClubEventInput = {
  readonly clubId: Scalars['ID']['input'];
  readonly title: Scalars['String']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly sport?: InputMaybe<Sport>;
  readonly startsAt: Scalars['DateTime']['input'];
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly timeZone: Scalars['TimeZone']['input'];
  /** A rule after RFC 5545, daily at most; its first date is startsAt. At most 1,000 dates by COUNT; UNTIL or no end may be as far as you like. */
  readonly recurrence?: InputMaybe<Scalars['String']['input']>;
  readonly latitude?: InputMaybe<Scalars['Float']['input']>;
  readonly longitude?: InputMaybe<Scalars['Float']['input']>;
  readonly place?: InputMaybe<Scalars['String']['input']>;
  readonly isVirtual?: InputMaybe<Scalars['Boolean']['input']>;
  readonly capacity?: InputMaybe<Scalars['Int']['input']>;
  /** 0 to 10. Default: 0. */
  readonly guestsAllowed?: InputMaybe<Scalars['Int']['input']>;
  readonly answersCloseMinutes?: InputMaybe<Scalars['Int']['input']>;
  /**
   * A route that was drawn: 2 to 10,000 points, at most 5,000 km. One of `route`, `routeGpx` and `routeActivityId` at most. When an event is changed, null
   * takes its route away, and without any of the three the route stays.
   */
  readonly route?: InputMaybe<Scalars['EncodedPolyline']['input']>;
  /** The text of a GPX file, of at most 900,000 characters. Of several tracks or routes the longest is taken. */
  readonly routeGpx?: InputMaybe<Scalars['String']['input']>;
  /**
   * An activity of the last 14 months: one's own that not only oneself sees, or one that everyone sees. The route is shown as a stranger sees it, to all
   * who see the event where the activity is of who gives it, else to those who may see the activity. It goes when the activity is deleted, or hidden from them.
   */
  readonly routeActivityId?: InputMaybe<Scalars['ID']['input']>;
};

export type ClubGoalInput = {
  readonly clubId: Scalars['ID']['input'];
  readonly title: Scalars['String']['input'];
  readonly metric: ScoreMetric;
  readonly sports?: InputMaybe<ReadonlyArray<Sport>>;
  readonly target: Scalars['Float']['input'];
  readonly startsOn: Scalars['Date']['input'];
  readonly endsOn: Scalars['Date']['input'];
};

export type ChallengeInput = {
  readonly title: Scalars['String']['input'];
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly kind: ChallengeKind;
  readonly metric: ScoreMetric;
  readonly sports: ReadonlyArray<Sport>;
  /** Of a BEST_TIME the seconds to reach or beat. */
  readonly target?: InputMaybe<Scalars['Float']['input']>;
  /** For BEST_TIME, which needs it. */
  readonly segmentId?: InputMaybe<Scalars['ID']['input']>;
  readonly rules?: InputMaybe<ChallengeRulesInput>;
  readonly startsAt: Scalars['DateTime']['input'];
  readonly endsAt: Scalars['DateTime']['input'];
  /** How long after the end late uploads still count: at most a week. */
  readonly graceHours?: InputMaybe<Scalars['Int']['input']>;
  readonly clubId?: InputMaybe<Scalars['ID']['input']>;
  /** Makes it a challenge between clubs, which is open to all of them: the club of clubId is the first. 1 to 100; not for BEST_TIME. */
  readonly bestOfTeam?: InputMaybe<Scalars['Int']['input']>;
  /** The name of the badge for those who reach the target. Default: the title. */
  readonly badgeName?: InputMaybe<Scalars['String']['input']>;
};

/** What is left out, or is null, stays; but for the description, which null takes away. */
export type ChallengeUpdateInput = {
  readonly title?: InputMaybe<Scalars['String']['input']>;
  readonly description?: InputMaybe<Scalars['String']['input']>;
  readonly startsAt?: InputMaybe<Scalars['DateTime']['input']>;
  readonly endsAt?: InputMaybe<Scalars['DateTime']['input']>;
};

export type ChallengeRulesInput = {
  readonly manualEntries?: InputMaybe<Scalars['Boolean']['input']>;
  readonly minDistanceMeters?: InputMaybe<Scalars['Float']['input']>;
  readonly place?: InputMaybe<ActivityPlace>;
  /** False lets everybody join the challenge of an OPEN club. */
  readonly membersOnly?: InputMaybe<Scalars['Boolean']['input']>;
};

export type Subscription = {
  readonly __typename?: 'Subscription';
  /** After each change of the event, of its dates, of the answers, and of the order of a virtual event, about once a second at most. */
  readonly clubEventUpdated: ClubEvent;
  readonly challengeLeaderboardChanged: Challenge;
};


export type SubscriptionClubEventUpdatedArgs = {
  eventId: Scalars['ID']['input'];
};


export type SubscriptionChallengeLeaderboardChangedArgs = {
  challengeId: Scalars['ID']['input'];
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

export type ChallengeConnection = {
  readonly __typename?: 'ChallengeConnection';
  readonly edges: ReadonlyArray<ChallengeEdge>;
  readonly pageInfo: PageInfo;
  readonly totalCount: Maybe<Scalars['Int']['output']>;
};

export type ChallengeEdge = {
  readonly __typename?: 'ChallengeEdge';
  readonly cursor: Scalars['String']['output'];
  readonly node: Maybe<Challenge>;
};

export type ChallengeStatus =
  | 'UPCOMING'
  | 'ACTIVE'
  | 'ENDED'
  | 'CANCELLED';

export type ClubRole =
  | 'OWNER'
  | 'ADMIN'
  | 'MODERATOR'
  | 'MEMBER';

export type Coordinates = {
  readonly __typename?: 'Coordinates';
  /** Degrees north, WGS 84. */
  readonly latitude: Scalars['Float']['output'];
  /** Degrees east, WGS 84. */
  readonly longitude: Scalars['Float']['output'];
};

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
  Club: Club;
  ClubEvent: ClubEvent;
  EventOccurrence: EventOccurrence;
  Athlete: Athlete;
  Viewer: Viewer;
  Activity: Activity;
  Challenge: Challenge;
};

/** Mapping of federation reference types */
export type FederationReferenceTypes = {
  Club:
    ( { __typename: 'Club' }
    & ( GraphQLRecursivePick<FederationTypes['Club'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Club'], {"ref":true}> ) );
  ClubEvent:
    ( { __typename: 'ClubEvent' }
    & ( GraphQLRecursivePick<FederationTypes['ClubEvent'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['ClubEvent'], {"ref":true}> ) );
  EventOccurrence:
    ( { __typename: 'EventOccurrence' }
    & GraphQLRecursivePick<FederationTypes['EventOccurrence'], {"ref":true}> );
  Athlete:
    ( { __typename: 'Athlete' }
    & GraphQLRecursivePick<FederationTypes['Athlete'], {"id":true}> );
  Viewer:
    ( { __typename: 'Viewer' }
    & GraphQLRecursivePick<FederationTypes['Viewer'], {"id":true}> );
  Activity:
    ( { __typename: 'Activity' }
    & GraphQLRecursivePick<FederationTypes['Activity'], {"id":true}> );
  Challenge:
    ( { __typename: 'Challenge' }
    & ( GraphQLRecursivePick<FederationTypes['Challenge'], {"id":true}>
        | GraphQLRecursivePick<FederationTypes['Challenge'], {"ref":true}> ) );
};


/** Mapping of interface types */
export type ResolversInterfaceTypes<_RefType extends Record<string, unknown>> = {
  Node:
    | ( ClubRow )
    | ( ClubEventRow )
    | ( ChallengeRow )
  ;
};

/** Mapping between all available schema types and the resolvers types */
export type ResolversTypes = {
  Query: ResolverTypeWrapper<Record<PropertyKey, never>>;
  ID: ResolverTypeWrapper<Scalars['ID']['output']>;
  NearInput: NearInput;
  Float: ResolverTypeWrapper<Scalars['Float']['output']>;
  ClubInvitePreview: ResolverTypeWrapper<OpenInvite>;
  Club: ResolverTypeWrapper<ClubRow>;
  ClubGoal: ResolverTypeWrapper<ClubGoalRow>;
  ClubAccess: ClubAccess;
  ClubMembership: ResolverTypeWrapper<MembershipRow>;
  MembershipStatus: MembershipStatus;
  ClubEdge: ResolverTypeWrapper<Omit<ClubEdge, 'node'> & { node: ResolversTypes['Club'] }>;
  ClubConnection: ResolverTypeWrapper<Omit<ClubConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ClubEdge']> }>;
  ClubMemberEdge: ResolverTypeWrapper<Omit<ClubMemberEdge, 'node'> & { node?: Maybe<ResolversTypes['Athlete']> }>;
  ClubMemberConnection: ResolverTypeWrapper<Omit<ClubMemberConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ClubMemberEdge']> }>;
  ClubInvite: ResolverTypeWrapper<InviteRow>;
  AuditEntry: ResolverTypeWrapper<AuditEntryRow>;
  AuditEntryEdge: ResolverTypeWrapper<Omit<AuditEntryEdge, 'node'> & { node: ResolversTypes['AuditEntry'] }>;
  AuditEntryConnection: ResolverTypeWrapper<Omit<AuditEntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AuditEntryEdge']> }>;
  ClubEvent: ResolverTypeWrapper<ClubEventRow>;
  AttendanceEdge: ResolverTypeWrapper<Omit<AttendanceEdge, 'node'> & { node: ResolversTypes['Attendance'] }>;
  Attendance: ResolverTypeWrapper<Omit<Attendance, 'athlete' | 'activity'> & { athlete?: Maybe<ResolversTypes['Athlete']>, activity?: Maybe<ResolversTypes['Activity']> }>;
  AttendanceConnection: ResolverTypeWrapper<Omit<AttendanceConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AttendanceEdge']> }>;
  EventResult: ResolverTypeWrapper<Omit<EventResult, 'athlete' | 'activity'> & { athlete?: Maybe<ResolversTypes['Athlete']>, activity?: Maybe<ResolversTypes['Activity']> }>;
  EventResultEdge: ResolverTypeWrapper<Omit<EventResultEdge, 'node'> & { node: ResolversTypes['EventResult'] }>;
  EventResultConnection: ResolverTypeWrapper<Omit<EventResultConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EventResultEdge']> }>;
  Rsvp: Rsvp;
  RsvpEdge: ResolverTypeWrapper<Omit<RsvpEdge, 'node'> & { node?: Maybe<ResolversTypes['Athlete']> }>;
  RsvpConnection: ResolverTypeWrapper<Omit<RsvpConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['RsvpEdge']> }>;
  EventOccurrence: ResolverTypeWrapper<OccurrenceRow>;
  EventOccurrenceEdge: ResolverTypeWrapper<Omit<EventOccurrenceEdge, 'node'> & { node: ResolversTypes['EventOccurrence'] }>;
  EventOccurrenceConnection: ResolverTypeWrapper<Omit<EventOccurrenceConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['EventOccurrenceEdge']> }>;
  SeriesScope: SeriesScope;
  EventStatus: EventStatus;
  ClubEventEdge: ResolverTypeWrapper<Omit<ClubEventEdge, 'node' | 'occurrence'> & { node: ResolversTypes['ClubEvent'], occurrence: ResolversTypes['EventOccurrence'] }>;
  ClubEventConnection: ResolverTypeWrapper<Omit<ClubEventConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ClubEventEdge']> }>;
  Athlete: ResolverTypeWrapper<Reference>;
  Viewer: ResolverTypeWrapper<Reference>;
  PersonalGoal: ResolverTypeWrapper<GoalView>;
  Badge: ResolverTypeWrapper<BadgeReference>;
  Activity: ResolverTypeWrapper<Reference>;
  Dispute: ResolverTypeWrapper<DisputeRow>;
  DisputeEdge: ResolverTypeWrapper<Omit<DisputeEdge, 'node'> & { node: ResolversTypes['Dispute'] }>;
  DisputeConnection: ResolverTypeWrapper<Omit<DisputeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['DisputeEdge']> }>;
  Segment: ResolverTypeWrapper<Reference>;
  ScoreMetric: ScoreMetric;
  ChallengeKind: ChallengeKind;
  ActivityPlace: ActivityPlace;
  ChallengeRules: ResolverTypeWrapper<ChallengeRules>;
  Challenge: ResolverTypeWrapper<ChallengeRow>;
  ChallengeTeam: ResolverTypeWrapper<TeamView>;
  LeaderboardEntry: ResolverTypeWrapper<ShownEntry>;
  LeaderboardEdge: ResolverTypeWrapper<Omit<LeaderboardEdge, 'node'> & { node: ResolversTypes['LeaderboardEntry'] }>;
  LeaderboardConnection: ResolverTypeWrapper<ShownPage>;
  Mutation: ResolverTypeWrapper<Record<PropertyKey, never>>;
  PersonalGoalInput: PersonalGoalInput;
  ClubInput: ClubInput;
  ClubInviteInput: ClubInviteInput;
  ClubEventInput: ClubEventInput;
  ClubGoalInput: ClubGoalInput;
  ChallengeInput: ChallengeInput;
  ChallengeUpdateInput: ChallengeUpdateInput;
  ChallengeRulesInput: ChallengeRulesInput;
  Subscription: ResolverTypeWrapper<Record<PropertyKey, never>>;
  AthleteConnection: ResolverTypeWrapper<Omit<AthleteConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['AthleteEdge']> }>;
  AthleteEdge: ResolverTypeWrapper<Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversTypes['Athlete']> }>;
  ChallengeConnection: ResolverTypeWrapper<Omit<ChallengeConnection, 'edges'> & { edges: ReadonlyArray<ResolversTypes['ChallengeEdge']> }>;
  ChallengeEdge: ResolverTypeWrapper<Omit<ChallengeEdge, 'node'> & { node?: Maybe<ResolversTypes['Challenge']> }>;
  ChallengeStatus: ChallengeStatus;
  ClubRole: ClubRole;
  Coordinates: ResolverTypeWrapper<Coordinates>;
  Date: ResolverTypeWrapper<Scalars['Date']['output']>;
  DateTime: ResolverTypeWrapper<Scalars['DateTime']['output']>;
  EncodedPolyline: ResolverTypeWrapper<Scalars['EncodedPolyline']['output']>;
  HeldOutReason: HeldOutReason;
  LeaderboardScope: LeaderboardScope;
  Node: ResolverTypeWrapper<ResolversInterfaceTypes<ResolversTypes>['Node']>;
  PageInfo: ResolverTypeWrapper<PageInfo>;
  Sport: Sport;
  TimeZone: ResolverTypeWrapper<Scalars['TimeZone']['output']>;
  TotalsPeriod: TotalsPeriod;
  URL: ResolverTypeWrapper<Scalars['URL']['output']>;
  Int: ResolverTypeWrapper<Scalars['Int']['output']>;
  String: ResolverTypeWrapper<Scalars['String']['output']>;
  Boolean: ResolverTypeWrapper<Scalars['Boolean']['output']>;
};

/** Mapping between all available schema types and the resolvers parents */
export type ResolversParentTypes = {
  Query: Record<PropertyKey, never>;
  ID: Scalars['ID']['output'];
  NearInput: NearInput;
  Float: Scalars['Float']['output'];
  ClubInvitePreview: OpenInvite;
  Club: ClubRow;
  ClubGoal: ClubGoalRow;
  ClubMembership: MembershipRow;
  ClubEdge: Omit<ClubEdge, 'node'> & { node: ResolversParentTypes['Club'] };
  ClubConnection: Omit<ClubConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ClubEdge']> };
  ClubMemberEdge: Omit<ClubMemberEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Athlete']> };
  ClubMemberConnection: Omit<ClubMemberConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ClubMemberEdge']> };
  ClubInvite: InviteRow;
  AuditEntry: AuditEntryRow;
  AuditEntryEdge: Omit<AuditEntryEdge, 'node'> & { node: ResolversParentTypes['AuditEntry'] };
  AuditEntryConnection: Omit<AuditEntryConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AuditEntryEdge']> };
  ClubEvent: ClubEventRow;
  AttendanceEdge: Omit<AttendanceEdge, 'node'> & { node: ResolversParentTypes['Attendance'] };
  Attendance: Omit<Attendance, 'athlete' | 'activity'> & { athlete?: Maybe<ResolversParentTypes['Athlete']>, activity?: Maybe<ResolversParentTypes['Activity']> };
  AttendanceConnection: Omit<AttendanceConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AttendanceEdge']> };
  EventResult: Omit<EventResult, 'athlete' | 'activity'> & { athlete?: Maybe<ResolversParentTypes['Athlete']>, activity?: Maybe<ResolversParentTypes['Activity']> };
  EventResultEdge: Omit<EventResultEdge, 'node'> & { node: ResolversParentTypes['EventResult'] };
  EventResultConnection: Omit<EventResultConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EventResultEdge']> };
  RsvpEdge: Omit<RsvpEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Athlete']> };
  RsvpConnection: Omit<RsvpConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['RsvpEdge']> };
  EventOccurrence: OccurrenceRow;
  EventOccurrenceEdge: Omit<EventOccurrenceEdge, 'node'> & { node: ResolversParentTypes['EventOccurrence'] };
  EventOccurrenceConnection: Omit<EventOccurrenceConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['EventOccurrenceEdge']> };
  ClubEventEdge: Omit<ClubEventEdge, 'node' | 'occurrence'> & { node: ResolversParentTypes['ClubEvent'], occurrence: ResolversParentTypes['EventOccurrence'] };
  ClubEventConnection: Omit<ClubEventConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ClubEventEdge']> };
  Athlete: Reference;
  Viewer: Reference;
  PersonalGoal: GoalView;
  Badge: BadgeReference;
  Activity: Reference;
  Dispute: DisputeRow;
  DisputeEdge: Omit<DisputeEdge, 'node'> & { node: ResolversParentTypes['Dispute'] };
  DisputeConnection: Omit<DisputeConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['DisputeEdge']> };
  Segment: Reference;
  ChallengeRules: ChallengeRules;
  Challenge: ChallengeRow;
  ChallengeTeam: TeamView;
  LeaderboardEntry: ShownEntry;
  LeaderboardEdge: Omit<LeaderboardEdge, 'node'> & { node: ResolversParentTypes['LeaderboardEntry'] };
  LeaderboardConnection: ShownPage;
  Mutation: Record<PropertyKey, never>;
  PersonalGoalInput: PersonalGoalInput;
  ClubInput: ClubInput;
  ClubInviteInput: ClubInviteInput;
  ClubEventInput: ClubEventInput;
  ClubGoalInput: ClubGoalInput;
  ChallengeInput: ChallengeInput;
  ChallengeUpdateInput: ChallengeUpdateInput;
  ChallengeRulesInput: ChallengeRulesInput;
  Subscription: Record<PropertyKey, never>;
  AthleteConnection: Omit<AthleteConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['AthleteEdge']> };
  AthleteEdge: Omit<AthleteEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Athlete']> };
  ChallengeConnection: Omit<ChallengeConnection, 'edges'> & { edges: ReadonlyArray<ResolversParentTypes['ChallengeEdge']> };
  ChallengeEdge: Omit<ChallengeEdge, 'node'> & { node?: Maybe<ResolversParentTypes['Challenge']> };
  Coordinates: Coordinates;
  Date: Scalars['Date']['output'];
  DateTime: Scalars['DateTime']['output'];
  EncodedPolyline: Scalars['EncodedPolyline']['output'];
  Node: ResolversInterfaceTypes<ResolversParentTypes>['Node'];
  PageInfo: PageInfo;
  TimeZone: Scalars['TimeZone']['output'];
  URL: Scalars['URL']['output'];
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
  club?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType, Partial<QueryClubArgs>>;
  searchClubs?: Resolver<ResolversTypes['ClubConnection'], ParentType, ContextType, RequireFields<QuerySearchClubsArgs, 'first'>>;
  clubInvite?: Resolver<Maybe<ResolversTypes['ClubInvitePreview']>, ParentType, ContextType, RequireFields<QueryClubInviteArgs, 'token'>>;
  clubEvent?: Resolver<Maybe<ResolversTypes['ClubEvent']>, ParentType, ContextType, RequireFields<QueryClubEventArgs, 'id'>>;
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType, RequireFields<QueryChallengeArgs, 'id'>>;
  challenges?: Resolver<ResolversTypes['ChallengeConnection'], ParentType, ContextType, RequireFields<QueryChallengesArgs, 'sponsoredOnly' | 'first'>>;
};

export type ClubInvitePreviewResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubInvitePreview'] = ResolversParentTypes['ClubInvitePreview']> = {
  clubName?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  clubAvatarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClubRole'], ParentType, ContextType>;
};

export type ClubResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Club'] = ResolversParentTypes['Club'], FederationReferenceType extends FederationReferenceTypes['Club'] = FederationReferenceTypes['Club']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Club']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  slug?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  name?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  avatarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  sports?: Resolver<ReadonlyArray<ResolversTypes['Sport']>, ParentType, ContextType>;
  access?: Resolver<ResolversTypes['ClubAccess'], ParentType, ContextType>;
  location?: Resolver<Maybe<ResolversTypes['Coordinates']>, ParentType, ContextType>;
  memberCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  viewerMembership?: Resolver<Maybe<ResolversTypes['ClubMembership']>, ParentType, ContextType>;
  members?: Resolver<ResolversTypes['ClubMemberConnection'], ParentType, ContextType, RequireFields<ClubMembersArgs, 'status' | 'first'>>;
  events?: Resolver<ResolversTypes['ClubEventConnection'], ParentType, ContextType, RequireFields<ClubEventsArgs, 'first'>>;
  challenges?: Resolver<ResolversTypes['ChallengeConnection'], ParentType, ContextType, RequireFields<ClubChallengesArgs, 'first'>>;
  calendarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  goals?: Resolver<ReadonlyArray<ResolversTypes['ClubGoal']>, ParentType, ContextType>;
  leaderboard?: Resolver<ResolversTypes['LeaderboardConnection'], ParentType, ContextType, RequireFields<ClubLeaderboardArgs, 'metric' | 'period' | 'first'>>;
  disputes?: Resolver<Maybe<ResolversTypes['DisputeConnection']>, ParentType, ContextType, RequireFields<ClubDisputesArgs, 'judged' | 'first'>>;
  joinRequests?: Resolver<Maybe<ResolversTypes['AthleteConnection']>, ParentType, ContextType, RequireFields<ClubJoinRequestsArgs, 'first'>>;
  invites?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ClubInvite']>>, ParentType, ContextType>;
  auditLog?: Resolver<Maybe<ResolversTypes['AuditEntryConnection']>, ParentType, ContextType, RequireFields<ClubAuditLogArgs, 'first'>>;
  transferOfferedTo?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  slowModeSeconds?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  heldWords?: Resolver<Maybe<ReadonlyArray<ResolversTypes['String']>>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ClubGoalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubGoal'] = ResolversParentTypes['ClubGoal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  club?: Resolver<ResolversTypes['Club'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['ScoreMetric'], ParentType, ContextType>;
  sports?: Resolver<ReadonlyArray<ResolversTypes['Sport']>, ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  startsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  endsOn?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  contributors?: Resolver<ReadonlyArray<ResolversTypes['LeaderboardEntry']>, ParentType, ContextType, RequireFields<ClubGoalContributorsArgs, 'first'>>;
};

export type ClubMembershipResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubMembership'] = ResolversParentTypes['ClubMembership']> = {
  role?: Resolver<ResolversTypes['ClubRole'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['MembershipStatus'], ParentType, ContextType>;
  mutedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  invitedBy?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
};

export type ClubEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEdge'] = ResolversParentTypes['ClubEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Club'], ParentType, ContextType>;
};

export type ClubConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubConnection'] = ResolversParentTypes['ClubConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ClubEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ClubMemberEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubMemberEdge'] = ResolversParentTypes['ClubMemberEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClubRole'], ParentType, ContextType>;
  since?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  mutedUntil?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type ClubMemberConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubMemberConnection'] = ResolversParentTypes['ClubMemberConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ClubMemberEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type ClubInviteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubInvite'] = ResolversParentTypes['ClubInvite']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  url?: Resolver<ResolversTypes['URL'], ParentType, ContextType>;
  role?: Resolver<ResolversTypes['ClubRole'], ParentType, ContextType>;
  usesLeft?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  expiresAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
};

export type AuditEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntry'] = ResolversParentTypes['AuditEntry']> = {
  at?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  actor?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  action?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  subjectId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  event?: Resolver<Maybe<ResolversTypes['ClubEvent']>, ParentType, ContextType>;
  challenge?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type AuditEntryEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryEdge'] = ResolversParentTypes['AuditEntryEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['AuditEntry'], ParentType, ContextType>;
};

export type AuditEntryConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AuditEntryConnection'] = ResolversParentTypes['AuditEntryConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AuditEntryEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ClubEventResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEvent'] = ResolversParentTypes['ClubEvent'], FederationReferenceType extends FederationReferenceTypes['ClubEvent'] = FederationReferenceTypes['ClubEvent']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['ClubEvent']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  club?: Resolver<ResolversTypes['Club'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sport?: Resolver<Maybe<ResolversTypes['Sport']>, ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  timeZone?: Resolver<ResolversTypes['TimeZone'], ParentType, ContextType>;
  recurrence?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  meetingPoint?: Resolver<Maybe<ResolversTypes['Coordinates']>, ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  routeLine?: Resolver<Maybe<ResolversTypes['EncodedPolyline']>, ParentType, ContextType>;
  routeLineMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeLineClimbMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeActivityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  routeGivenById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isVirtual?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  guestsAllowed?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  answersCloseMinutes?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EventStatus'], ParentType, ContextType>;
  responses?: Resolver<ResolversTypes['RsvpConnection'], ParentType, ContextType, RequireFields<ClubEventResponsesArgs, 'first'>>;
  goingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waitlistedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  answersCloseAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  viewerRsvp?: Resolver<Maybe<ResolversTypes['Rsvp']>, ParentType, ContextType>;
  occurrences?: Resolver<Maybe<ResolversTypes['EventOccurrenceConnection']>, ParentType, ContextType, RequireFields<ClubEventOccurrencesArgs, 'first'>>;
  attendance?: Resolver<Maybe<ResolversTypes['AttendanceConnection']>, ParentType, ContextType, RequireFields<ClubEventAttendanceArgs, 'first'>>;
  results?: Resolver<ResolversTypes['EventResultConnection'], ParentType, ContextType, RequireFields<ClubEventResultsArgs, 'first'>>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type AttendanceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttendanceEdge'] = ResolversParentTypes['AttendanceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Attendance'], ParentType, ContextType>;
};

export type AttendanceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Attendance'] = ResolversParentTypes['Attendance']> = {
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  attended?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type AttendanceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['AttendanceConnection'] = ResolversParentTypes['AttendanceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['AttendanceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type EventResultResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventResult'] = ResolversParentTypes['EventResult']> = {
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  distanceMeters?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  movingSeconds?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
};

export type EventResultEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventResultEdge'] = ResolversParentTypes['EventResultEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EventResult'], ParentType, ContextType>;
};

export type EventResultConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventResultConnection'] = ResolversParentTypes['EventResultConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventResultEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type RsvpEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RsvpEdge'] = ResolversParentTypes['RsvpEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  answer?: Resolver<ResolversTypes['Rsvp'], ParentType, ContextType>;
  guests?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  attended?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
};

export type RsvpConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['RsvpConnection'] = ResolversParentTypes['RsvpConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['RsvpEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type EventOccurrenceResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventOccurrence'] = ResolversParentTypes['EventOccurrence'], FederationReferenceType extends FederationReferenceTypes['EventOccurrence'] = FederationReferenceTypes['EventOccurrence']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['EventOccurrence']> | FederationReferenceType, FederationReferenceType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  originalStartsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  sport?: Resolver<Maybe<ResolversTypes['Sport']>, ParentType, ContextType>;
  meetingPoint?: Resolver<Maybe<ResolversTypes['Coordinates']>, ParentType, ContextType>;
  place?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  routeLine?: Resolver<Maybe<ResolversTypes['EncodedPolyline']>, ParentType, ContextType>;
  routeLineMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeLineClimbMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  routeActivityId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  routeGivenById?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  isVirtual?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['EventStatus'], ParentType, ContextType>;
  capacity?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  responses?: Resolver<ResolversTypes['RsvpConnection'], ParentType, ContextType, RequireFields<EventOccurrenceResponsesArgs, 'first'>>;
  goingCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  waitlistedCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  answersCloseAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  viewerRsvp?: Resolver<Maybe<ResolversTypes['Rsvp']>, ParentType, ContextType>;
  attendance?: Resolver<Maybe<ResolversTypes['AttendanceConnection']>, ParentType, ContextType, RequireFields<EventOccurrenceAttendanceArgs, 'first'>>;
  results?: Resolver<ResolversTypes['EventResultConnection'], ParentType, ContextType, RequireFields<EventOccurrenceResultsArgs, 'first'>>;
};

export type EventOccurrenceEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventOccurrenceEdge'] = ResolversParentTypes['EventOccurrenceEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['EventOccurrence'], ParentType, ContextType>;
};

export type EventOccurrenceConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['EventOccurrenceConnection'] = ResolversParentTypes['EventOccurrenceConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['EventOccurrenceEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type ClubEventEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEventEdge'] = ResolversParentTypes['ClubEventEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType>;
  occurrence?: Resolver<ResolversTypes['EventOccurrence'], ParentType, ContextType>;
};

export type ClubEventConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ClubEventConnection'] = ResolversParentTypes['ClubEventConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ClubEventEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type AthleteResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Athlete'] = ResolversParentTypes['Athlete'], FederationReferenceType extends FederationReferenceTypes['Athlete'] = FederationReferenceTypes['Athlete']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Athlete']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clubs?: Resolver<Maybe<ResolversTypes['ClubConnection']>, ParentType, ContextType, RequireFields<AthleteClubsArgs, 'first'>>;
  challenges?: Resolver<Maybe<ResolversTypes['ChallengeConnection']>, ParentType, ContextType, RequireFields<AthleteChallengesArgs, 'first'>>;
};

export type ViewerResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Viewer'] = ResolversParentTypes['Viewer'], FederationReferenceType extends FederationReferenceTypes['Viewer'] = FederationReferenceTypes['Viewer']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Viewer']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  upcomingEvents?: Resolver<Maybe<ResolversTypes['ClubEventConnection']>, ParentType, ContextType, RequireFields<ViewerUpcomingEventsArgs, 'first'>>;
  clubs?: Resolver<Maybe<ResolversTypes['ClubConnection']>, ParentType, ContextType, RequireFields<ViewerClubsArgs, 'first'>>;
  calendarUrl?: Resolver<Maybe<ResolversTypes['URL']>, ParentType, ContextType>;
  clubInvitations?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Club']>>, ParentType, ContextType>;
  suggestedChallenges?: Resolver<Maybe<ReadonlyArray<ResolversTypes['Challenge']>>, ParentType, ContextType, RequireFields<ViewerSuggestedChallengesArgs, 'first'>>;
  disputeQueue?: Resolver<Maybe<ResolversTypes['DisputeConnection']>, ParentType, ContextType, RequireFields<ViewerDisputeQueueArgs, 'first'>>;
  goals?: Resolver<Maybe<ReadonlyArray<ResolversTypes['PersonalGoal']>>, ParentType, ContextType>;
};

export type PersonalGoalResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PersonalGoal'] = ResolversParentTypes['PersonalGoal']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  sports?: Resolver<ReadonlyArray<ResolversTypes['Sport']>, ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['ScoreMetric'], ParentType, ContextType>;
  period?: Resolver<ResolversTypes['TotalsPeriod'], ParentType, ContextType>;
  target?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  progress?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  periodStart?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
  periodEnd?: Resolver<ResolversTypes['Date'], ParentType, ContextType>;
};

export type BadgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Badge'] = ResolversParentTypes['Badge']> = {
  key?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
};

export type ActivityResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Activity'] = ResolversParentTypes['Activity'], FederationReferenceType extends FederationReferenceTypes['Activity'] = FederationReferenceTypes['Activity']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Activity']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  heldOutFor?: Resolver<Maybe<ReadonlyArray<ResolversTypes['HeldOutReason']>>, ParentType, ContextType>;
};

export type DisputeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Dispute'] = ResolversParentTypes['Dispute']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  clubId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  challengeId?: Resolver<Maybe<ResolversTypes['ID']>, ParentType, ContextType>;
  activity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  heldOutFor?: Resolver<ReadonlyArray<ResolversTypes['HeldOutReason']>, ParentType, ContextType>;
  flagCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  notes?: Resolver<ReadonlyArray<ResolversTypes['String']>, ParentType, ContextType>;
  openedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  counts?: Resolver<Maybe<ResolversTypes['Boolean']>, ParentType, ContextType>;
  judgedBy?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  judgedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  note?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export type DisputeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisputeEdge'] = ResolversParentTypes['DisputeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType>;
};

export type DisputeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['DisputeConnection'] = ResolversParentTypes['DisputeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['DisputeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
};

export type SegmentResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Segment'] = ResolversParentTypes['Segment']> = {
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
};

export type ChallengeRulesResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeRules'] = ResolversParentTypes['ChallengeRules']> = {
  manualEntries?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  minDistanceMeters?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  place?: Resolver<ResolversTypes['ActivityPlace'], ParentType, ContextType>;
  membersOnly?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
};

export type ChallengeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Challenge'] = ResolversParentTypes['Challenge'], FederationReferenceType extends FederationReferenceTypes['Challenge'] = FederationReferenceTypes['Challenge']> = {
  __resolveReference?: ReferenceResolver<Maybe<ResolversTypes['Challenge']> | FederationReferenceType, FederationReferenceType, ContextType>;
  id?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  ref?: Resolver<ResolversTypes['ID'], ParentType, ContextType>;
  title?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  description?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  kind?: Resolver<ResolversTypes['ChallengeKind'], ParentType, ContextType>;
  metric?: Resolver<ResolversTypes['ScoreMetric'], ParentType, ContextType>;
  sports?: Resolver<ReadonlyArray<ResolversTypes['Sport']>, ParentType, ContextType>;
  target?: Resolver<Maybe<ResolversTypes['Float']>, ParentType, ContextType>;
  segment?: Resolver<Maybe<ResolversTypes['Segment']>, ParentType, ContextType>;
  rules?: Resolver<ResolversTypes['ChallengeRules'], ParentType, ContextType>;
  startsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  endsAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  settlesAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
  isFinal?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  status?: Resolver<ResolversTypes['ChallengeStatus'], ParentType, ContextType>;
  club?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType>;
  participantCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  bestOfTeam?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
  teams?: Resolver<Maybe<ReadonlyArray<ResolversTypes['ChallengeTeam']>>, ParentType, ContextType>;
  viewerTeam?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType>;
  viewerEntry?: Resolver<Maybe<ResolversTypes['LeaderboardEntry']>, ParentType, ContextType>;
  viewerSharesWithBrand?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  viewerOrganises?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  leaderboard?: Resolver<ResolversTypes['LeaderboardConnection'], ParentType, ContextType, RequireFields<ChallengeLeaderboardArgs, 'scope' | 'first'>>;
  disputes?: Resolver<Maybe<ResolversTypes['DisputeConnection']>, ParentType, ContextType, RequireFields<ChallengeDisputesArgs, 'judged' | 'first'>>;
  badge?: Resolver<Maybe<ResolversTypes['Badge']>, ParentType, ContextType>;
  __isTypeOf?: IsTypeOfResolverFn<ParentType, ContextType>;
};

export type ChallengeTeamResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeTeam'] = ResolversParentTypes['ChallengeTeam']> = {
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  club?: Resolver<ResolversTypes['Club'], ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  counted?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
};

export type LeaderboardEntryResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaderboardEntry'] = ResolversParentTypes['LeaderboardEntry']> = {
  rank?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  athlete?: Resolver<Maybe<ResolversTypes['Athlete']>, ParentType, ContextType>;
  score?: Resolver<ResolversTypes['Float'], ParentType, ContextType>;
  completedAt?: Resolver<Maybe<ResolversTypes['DateTime']>, ParentType, ContextType>;
  lastActivity?: Resolver<Maybe<ResolversTypes['Activity']>, ParentType, ContextType>;
};

export type LeaderboardEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaderboardEdge'] = ResolversParentTypes['LeaderboardEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<ResolversTypes['LeaderboardEntry'], ParentType, ContextType>;
};

export type LeaderboardConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['LeaderboardConnection'] = ResolversParentTypes['LeaderboardConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['LeaderboardEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<ResolversTypes['Int'], ParentType, ContextType>;
  updatedAt?: Resolver<ResolversTypes['DateTime'], ParentType, ContextType>;
};

export type MutationResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Mutation'] = ResolversParentTypes['Mutation']> = {
  createClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationCreateClubArgs, 'input'>>;
  updateClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationUpdateClubArgs, 'id' | 'input'>>;
  deleteClub?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationDeleteClubArgs, 'id'>>;
  joinClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationJoinClubArgs, 'id'>>;
  leaveClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationLeaveClubArgs, 'id'>>;
  inviteToClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationInviteToClubArgs, 'clubId' | 'athleteId'>>;
  respondToJoinRequest?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationRespondToJoinRequestArgs, 'clubId' | 'athleteId' | 'accept'>>;
  respondToJoinRequests?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationRespondToJoinRequestsArgs, 'clubId' | 'athleteIds' | 'accept'>>;
  setClubRole?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationSetClubRoleArgs, 'clubId' | 'athleteId' | 'role'>>;
  removeClubMember?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationRemoveClubMemberArgs, 'clubId' | 'athleteId' | 'ban'>>;
  muteClubMember?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationMuteClubMemberArgs, 'clubId' | 'athleteId'>>;
  transferClub?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationTransferClubArgs, 'clubId' | 'athleteId'>>;
  respondToClubTransfer?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationRespondToClubTransferArgs, 'clubId' | 'accept'>>;
  createClubInvite?: Resolver<ResolversTypes['ClubInvite'], ParentType, ContextType, RequireFields<MutationCreateClubInviteArgs, 'input'>>;
  revokeClubInvite?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationRevokeClubInviteArgs, 'id'>>;
  joinByInvite?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationJoinByInviteArgs, 'token'>>;
  createClubEvent?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationCreateClubEventArgs, 'input'>>;
  updateClubEvent?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationUpdateClubEventArgs, 'id' | 'input' | 'scope'>>;
  cancelClubEvent?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationCancelClubEventArgs, 'id' | 'scope'>>;
  restoreClubEvent?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationRestoreClubEventArgs, 'id'>>;
  rsvp?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationRsvpArgs, 'eventId' | 'answer' | 'guests'>>;
  recordAttendance?: Resolver<ResolversTypes['ClubEvent'], ParentType, ContextType, RequireFields<MutationRecordAttendanceArgs, 'eventId' | 'athleteIds'>>;
  renewCalendarUrl?: Resolver<Maybe<ResolversTypes['Club']>, ParentType, ContextType, Partial<MutationRenewCalendarUrlArgs>>;
  flagActivity?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType, RequireFields<MutationFlagActivityArgs, 'activityId'>>;
  judgeActivity?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType, RequireFields<MutationJudgeActivityArgs, 'activityId' | 'counts'>>;
  objectToHoldOut?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType, RequireFields<MutationObjectToHoldOutArgs, 'activityId'>>;
  judgeObjection?: Resolver<ResolversTypes['Dispute'], ParentType, ContextType, RequireFields<MutationJudgeObjectionArgs, 'activityId' | 'counts'>>;
  createClubGoal?: Resolver<ResolversTypes['ClubGoal'], ParentType, ContextType, RequireFields<MutationCreateClubGoalArgs, 'input'>>;
  updateClubGoal?: Resolver<ResolversTypes['ClubGoal'], ParentType, ContextType, RequireFields<MutationUpdateClubGoalArgs, 'id' | 'input'>>;
  endClubGoal?: Resolver<ResolversTypes['Club'], ParentType, ContextType, RequireFields<MutationEndClubGoalArgs, 'id'>>;
  createChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationCreateChallengeArgs, 'input'>>;
  updateChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationUpdateChallengeArgs, 'id' | 'input'>>;
  cancelChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationCancelChallengeArgs, 'id'>>;
  enterChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationEnterChallengeArgs, 'id' | 'clubId'>>;
  withdrawFromChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationWithdrawFromChallengeArgs, 'id' | 'clubId'>>;
  joinChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationJoinChallengeArgs, 'id' | 'shareWithBrand'>>;
  setChallengeSharing?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationSetChallengeSharingArgs, 'id' | 'share'>>;
  leaveChallenge?: Resolver<ResolversTypes['Challenge'], ParentType, ContextType, RequireFields<MutationLeaveChallengeArgs, 'id'>>;
  setPersonalGoal?: Resolver<Maybe<ResolversTypes['Viewer']>, ParentType, ContextType, RequireFields<MutationSetPersonalGoalArgs, 'input'>>;
};

export type SubscriptionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Subscription'] = ResolversParentTypes['Subscription']> = {
  clubEventUpdated?: SubscriptionResolver<ResolversTypes['ClubEvent'], "clubEventUpdated", ParentType, ContextType, RequireFields<SubscriptionClubEventUpdatedArgs, 'eventId'>>;
  challengeLeaderboardChanged?: SubscriptionResolver<ResolversTypes['Challenge'], "challengeLeaderboardChanged", ParentType, ContextType, RequireFields<SubscriptionChallengeLeaderboardChangedArgs, 'challengeId'>>;
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

export type ChallengeConnectionResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeConnection'] = ResolversParentTypes['ChallengeConnection']> = {
  edges?: Resolver<ReadonlyArray<ResolversTypes['ChallengeEdge']>, ParentType, ContextType>;
  pageInfo?: Resolver<ResolversTypes['PageInfo'], ParentType, ContextType>;
  totalCount?: Resolver<Maybe<ResolversTypes['Int']>, ParentType, ContextType>;
};

export type ChallengeEdgeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['ChallengeEdge'] = ResolversParentTypes['ChallengeEdge']> = {
  cursor?: Resolver<ResolversTypes['String'], ParentType, ContextType>;
  node?: Resolver<Maybe<ResolversTypes['Challenge']>, ParentType, ContextType>;
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

export type NodeResolvers<ContextType = Context, ParentType extends ResolversParentTypes['Node'] = ResolversParentTypes['Node']> = {
  __resolveType: TypeResolveFn<'Club' | 'ClubEvent' | 'Challenge', ParentType, ContextType>;
};

export type PageInfoResolvers<ContextType = Context, ParentType extends ResolversParentTypes['PageInfo'] = ResolversParentTypes['PageInfo']> = {
  hasNextPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  hasPreviousPage?: Resolver<ResolversTypes['Boolean'], ParentType, ContextType>;
  startCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
  endCursor?: Resolver<Maybe<ResolversTypes['String']>, ParentType, ContextType>;
};

export interface TimeZoneScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['TimeZone'], any> {
  name: 'TimeZone';
}

export interface UrlScalarConfig extends GraphQLScalarTypeConfig<ResolversTypes['URL'], any> {
  name: 'URL';
}

export type Resolvers<ContextType = Context> = {
  Query?: QueryResolvers<ContextType>;
  ClubInvitePreview?: ClubInvitePreviewResolvers<ContextType>;
  Club?: ClubResolvers<ContextType>;
  ClubGoal?: ClubGoalResolvers<ContextType>;
  ClubMembership?: ClubMembershipResolvers<ContextType>;
  ClubEdge?: ClubEdgeResolvers<ContextType>;
  ClubConnection?: ClubConnectionResolvers<ContextType>;
  ClubMemberEdge?: ClubMemberEdgeResolvers<ContextType>;
  ClubMemberConnection?: ClubMemberConnectionResolvers<ContextType>;
  ClubInvite?: ClubInviteResolvers<ContextType>;
  AuditEntry?: AuditEntryResolvers<ContextType>;
  AuditEntryEdge?: AuditEntryEdgeResolvers<ContextType>;
  AuditEntryConnection?: AuditEntryConnectionResolvers<ContextType>;
  ClubEvent?: ClubEventResolvers<ContextType>;
  AttendanceEdge?: AttendanceEdgeResolvers<ContextType>;
  Attendance?: AttendanceResolvers<ContextType>;
  AttendanceConnection?: AttendanceConnectionResolvers<ContextType>;
  EventResult?: EventResultResolvers<ContextType>;
  EventResultEdge?: EventResultEdgeResolvers<ContextType>;
  EventResultConnection?: EventResultConnectionResolvers<ContextType>;
  RsvpEdge?: RsvpEdgeResolvers<ContextType>;
  RsvpConnection?: RsvpConnectionResolvers<ContextType>;
  EventOccurrence?: EventOccurrenceResolvers<ContextType>;
  EventOccurrenceEdge?: EventOccurrenceEdgeResolvers<ContextType>;
  EventOccurrenceConnection?: EventOccurrenceConnectionResolvers<ContextType>;
  ClubEventEdge?: ClubEventEdgeResolvers<ContextType>;
  ClubEventConnection?: ClubEventConnectionResolvers<ContextType>;
  Athlete?: AthleteResolvers<ContextType>;
  Viewer?: ViewerResolvers<ContextType>;
  PersonalGoal?: PersonalGoalResolvers<ContextType>;
  Badge?: BadgeResolvers<ContextType>;
  Activity?: ActivityResolvers<ContextType>;
  Dispute?: DisputeResolvers<ContextType>;
  DisputeEdge?: DisputeEdgeResolvers<ContextType>;
  DisputeConnection?: DisputeConnectionResolvers<ContextType>;
  Segment?: SegmentResolvers<ContextType>;
  ChallengeRules?: ChallengeRulesResolvers<ContextType>;
  Challenge?: ChallengeResolvers<ContextType>;
  ChallengeTeam?: ChallengeTeamResolvers<ContextType>;
  LeaderboardEntry?: LeaderboardEntryResolvers<ContextType>;
  LeaderboardEdge?: LeaderboardEdgeResolvers<ContextType>;
  LeaderboardConnection?: LeaderboardConnectionResolvers<ContextType>;
  Mutation?: MutationResolvers<ContextType>;
  Subscription?: SubscriptionResolvers<ContextType>;
  AthleteConnection?: AthleteConnectionResolvers<ContextType>;
  AthleteEdge?: AthleteEdgeResolvers<ContextType>;
  ChallengeConnection?: ChallengeConnectionResolvers<ContextType>;
  ChallengeEdge?: ChallengeEdgeResolvers<ContextType>;
  Coordinates?: CoordinatesResolvers<ContextType>;
  Date?: GraphQLScalarType;
  DateTime?: GraphQLScalarType;
  EncodedPolyline?: GraphQLScalarType;
  Node?: NodeResolvers<ContextType>;
  PageInfo?: PageInfoResolvers<ContextType>;
  TimeZone?: GraphQLScalarType;
  URL?: GraphQLScalarType;
};

export type DirectiveResolvers<ContextType = Context> = {
  cacheControl?: CacheControlDirectiveResolver<any, any, ContextType>;
  sameForCrowd?: SameForCrowdDirectiveResolver<any, any, ContextType>;
};
