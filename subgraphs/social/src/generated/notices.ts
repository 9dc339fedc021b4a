// Generated from schema/social.graphql by npm run codegen.
import { followed } from '../notices/followed.ts';
import { followRequested } from '../notices/follow-requested.ts';
import { followAccepted } from '../notices/follow-accepted.ts';
import { kudos } from '../notices/kudos.ts';
import { comment } from '../notices/comment.ts';
import { mention } from '../notices/mention.ts';
import { cheer } from '../notices/cheer.ts';
import { liveStarted } from '../notices/live-started.ts';
import { uploadDone } from '../notices/upload-done.ts';
import { uploadFailed } from '../notices/upload-failed.ts';
import { importDone } from '../notices/import-done.ts';
import { segmentRecord } from '../notices/segment-record.ts';
import { segmentRecordLost } from '../notices/segment-record-lost.ts';
import { challengeStarted } from '../notices/challenge-started.ts';
import { challengeEntered } from '../notices/challenge-entered.ts';
import { challengeOvertaken } from '../notices/challenge-overtaken.ts';
import { challengeCompleted } from '../notices/challenge-completed.ts';
import { challengeEnded } from '../notices/challenge-ended.ts';
import { gearWorn } from '../notices/gear-worn.ts';
import { activityHeldOut } from '../notices/activity-held-out.ts';
import { premiumChanged } from '../notices/premium-changed.ts';
import { badgeAwarded } from '../notices/badge-awarded.ts';
import { streakAtRisk } from '../notices/streak-at-risk.ts';
import { nudge } from '../notices/nudge.ts';
import { moderation } from '../notices/moderation.ts';
import { clubInvited } from '../notices/club-invited.ts';
import { clubJoinRequested } from '../notices/club-join-requested.ts';
import { clubJoined } from '../notices/club-joined.ts';
import { clubRoleChanged } from '../notices/club-role-changed.ts';
import { clubInherited } from '../notices/club-inherited.ts';
import { clubOffered } from '../notices/club-offered.ts';
import { clubOfferAnswered } from '../notices/club-offer-answered.ts';
import { clubPost } from '../notices/club-post.ts';
import { eventScheduled } from '../notices/event-scheduled.ts';
import { eventChanged } from '../notices/event-changed.ts';
import { eventReminder } from '../notices/event-reminder.ts';
import { exportReady } from '../notices/export-ready.ts';
import { digest } from '../notices/digest.ts';
import { listNotices } from '../notices/define-notice.ts';

export const notices = listNotices({
  FOLLOWED: followed,
  FOLLOW_REQUESTED: followRequested,
  FOLLOW_ACCEPTED: followAccepted,
  KUDOS: kudos,
  COMMENT: comment,
  MENTION: mention,
  CHEER: cheer,
  LIVE_STARTED: liveStarted,
  UPLOAD_DONE: uploadDone,
  UPLOAD_FAILED: uploadFailed,
  IMPORT_DONE: importDone,
  SEGMENT_RECORD: segmentRecord,
  SEGMENT_RECORD_LOST: segmentRecordLost,
  CHALLENGE_STARTED: challengeStarted,
  CHALLENGE_ENTERED: challengeEntered,
  CHALLENGE_OVERTAKEN: challengeOvertaken,
  CHALLENGE_COMPLETED: challengeCompleted,
  CHALLENGE_ENDED: challengeEnded,
  GEAR_WORN: gearWorn,
  ACTIVITY_HELD_OUT: activityHeldOut,
  PREMIUM_CHANGED: premiumChanged,
  BADGE_AWARDED: badgeAwarded,
  STREAK_AT_RISK: streakAtRisk,
  NUDGE: nudge,
  MODERATION: moderation,
  CLUB_INVITED: clubInvited,
  CLUB_JOIN_REQUESTED: clubJoinRequested,
  CLUB_JOINED: clubJoined,
  CLUB_ROLE_CHANGED: clubRoleChanged,
  CLUB_INHERITED: clubInherited,
  CLUB_OFFERED: clubOffered,
  CLUB_OFFER_ANSWERED: clubOfferAnswered,
  CLUB_POST: clubPost,
  EVENT_SCHEDULED: eventScheduled,
  EVENT_CHANGED: eventChanged,
  EVENT_REMINDER: eventReminder,
  EXPORT_READY: exportReady,
  DIGEST: digest,
});
