import type { NotificationKind } from './notifications.ts'

export interface SentenceParts {
  readonly kind: NotificationKind
  /** Display names of the latest actors the recipient may see. */
  readonly names: readonly string[]
  readonly actorCount: number
  /** The activity's name; null when it has none to show or the recipient may not see it. */
  readonly activityName: string | null
  readonly isPost: boolean
  readonly isComment: boolean
  readonly challengeTitle: string | null
  readonly segmentName: string | null
  readonly fileName: string | null
  readonly reason: string | null
  readonly gearName: string | null
}

/** `Ana`, `Ana and Ben`, `Ana, Ben and 12 others`. Names two people at most where there are more than three. */
export const namesOf = (names: readonly string[], count: number): string => {
  if (count <= 0 || names.length === 0) return count > 1 ? `${count} athletes` : 'Someone'
  const shown = names.length >= count ? names : names.slice(0, 2)
  const rest = count - shown.length
  if (rest > 0) return `${shown.join(', ')} and ${rest} ${rest === 1 ? 'other' : 'others'}`
  return shown.length === 1 ? (shown[0] ?? '') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`
}

const subjectOf = (parts: SentenceParts): string => {
  if (parts.isPost) return 'your post'
  return parts.activityName ?? 'an activity'
}

const mentionPlace = (parts: SentenceParts): string => {
  if (!parts.isComment) return 'a post'
  if (parts.isPost) return 'a comment on a post'
  return parts.activityName === null ? 'a comment' : `a comment on ${parts.activityName}`
}

/** One plain sentence in English. */
export const sentenceOf = (parts: SentenceParts): string => {
  const who = namesOf(parts.names, parts.actorCount)
  const many = parts.actorCount > 1
  const challenge = parts.challengeTitle ?? 'a challenge'
  const segment = parts.segmentName ?? 'a segment'
  switch (parts.kind) {
    case 'FOLLOWED':
      return many ? `${who} are following you` : `${who} is following you`
    case 'FOLLOW_REQUESTED':
      return `${who} would like to follow you`
    case 'FOLLOW_ACCEPTED':
      return many ? `${who} accepted your requests to follow them` : `${who} accepted your request to follow them`
    case 'KUDOS':
      return `${who} gave kudos to ${subjectOf(parts)}`
    case 'COMMENT':
      return `${who} commented on ${subjectOf(parts)}`
    case 'MENTION':
      return `${who} mentioned you in ${mentionPlace(parts)}`
    case 'UPLOAD_DONE':
      return `${parts.activityName ?? parts.fileName ?? 'Your upload'} is ready`
    case 'UPLOAD_FAILED':
      return `${parts.fileName ?? 'Your upload'} could not be used${parts.reason === null ? '' : `: ${parts.reason}`}`
    case 'SEGMENT_RECORD':
      return `You set the record on ${segment}`
    case 'SEGMENT_RECORD_LOST':
      return `${who} took your record on ${segment}`
    case 'CHALLENGE_OVERTAKEN':
      return `${who} overtook you in ${challenge}`
    case 'CHALLENGE_COMPLETED':
      return `You completed ${challenge}`
    case 'GEAR_WORN':
      return `${parts.gearName ?? 'Your gear'} has reached the distance you set for it`
  }
}
