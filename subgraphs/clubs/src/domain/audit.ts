/** What the audit log of a club tells. An action is never renamed, since lines are kept as long as their club. */
export const AUDIT_ACTIONS = [
  'CLUB_UPDATED',
  'MEMBER_INVITED',
  'INVITATION_WITHDRAWN',
  'INVITE_LINK_CREATED',
  'INVITE_LINK_REVOKED',
  'REQUEST_ACCEPTED',
  'REQUEST_DECLINED',
  'ROLE_SET',
  'MEMBER_REMOVED',
  'MEMBER_BANNED',
  'BAN_LIFTED',
  'MEMBER_MUTED',
  'MUTE_LIFTED',
  'TRANSFER_OFFERED',
  'TRANSFER_TAKEN_BACK',
  'TRANSFER_ACCEPTED',
  'TRANSFER_DECLINED',
  'OWNER_SUCCEEDED',
  'GOAL_SET',
  'GOAL_CHANGED',
  'GOAL_ENDED',
  'CHALLENGE_CREATED',
  'CHALLENGE_CHANGED',
  'CHALLENGE_CANCELLED',
  'CHALLENGE_ENTERED',
  'CHALLENGE_WITHDRAWN',
  'CASE_REMOVED',
  'CASE_DISMISSED',
  'CASE_UPHELD',
  'CASE_RESTORED',
  'CASE_ASSIGNED',
  'ACTIVITY_COUNTED',
  'ACTIVITY_HELD_OUT',
  'EVENT_CREATED',
  'EVENT_CHANGED',
  'EVENT_CANCELLED',
  'EVENT_RESTORED',
  'ATTENDANCE_RECORDED',
] as const

export type AuditAction = (typeof AUDIT_ACTIONS)[number]

/** One act of somebody with a role in a club. */
export interface AuditEntryRow {
  readonly _id: string
  readonly clubId: string
  /** Null for the platform itself, and after the erasure of the actor. */
  readonly actorId: string | null
  readonly action: AuditAction
  /** The athlete, event, challenge, post or link that it was about. */
  readonly subjectId: string | null
  readonly note: string | null
  readonly at: Date
}
