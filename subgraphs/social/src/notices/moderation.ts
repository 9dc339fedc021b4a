import { type EntityType, typeOfId } from '@gruppetto/graph'
import type { ModeratedKind, ModerationDecision, ReportReason } from '../generated/resolvers.ts'
import { defineNotice, type NoticeParts } from './define-notice.ts'

const NAMES: Readonly<Partial<Record<EntityType, string>>> = {
  Activity: 'activity',
  Post: 'post',
  Comment: 'comment',
  Athlete: 'account',
  ClubEvent: 'event',
  Challenge: 'challenge',
  LiveSession: 'live session',
  Photo: 'photo',
}

/** Returns the name in the schema of what a sentence calls `live session`. */
const codeOf = (words: string): string => words.toUpperCase().replaceAll(' ', '_')

/** For whom something was taken from, or given back to. It never says who reported. */
export const moderation = defineNotice({
  kind: 'MODERATION',
  on: ['moderation.decided'],
  defaults: { push: true, mail: true },
  notify: ({
    data: { caseId, subjectId, subjectOwnerId, decision, reasons, byId, note, at },
  }): readonly NoticeParts<'what' | 'decision' | 'reasons' | 'by' | 'note'>[] => {
    if (decision === 'DISMISSED') return []
    const type = typeOfId(subjectId)
    const what = (type && NAMES[type]) ?? 'content'
    const why = reasons.join(', ').toLowerCase().replaceAll('_', ' ')
    // The note of the staff stays with the staff. The event has none.
    const words = { what, decision, reasons: why, by: byId === undefined ? 'STAFF' : 'CLUB', note: note ?? '' }
    return [{ recipientId: subjectOwnerId, group: `${caseId}:${decision}`, atMs: at, subjects: { case: caseId }, words }]
  },
  facts: ({ what = 'content', decision, reasons, by, note }) => ({
    decision: decision as ModerationDecision | undefined,
    moderated: codeOf(what) as ModeratedKind,
    reasons: reasons ? reasons.split(', ').map((reason) => codeOf(reason) as ReportReason) : [],
    isByClub: by === 'CLUB',
    note: note || undefined,
  }),
  sentence: ({ what = 'content', decision, reasons, by, note = '' }) => {
    const why = reasons === undefined || reasons === '' ? '' : ` (${reasons})`
    if (decision === 'SUSPENDED') return `Your account is suspended${why}: you can still read, and appeal`
    if (decision === 'UPHELD') return `Your appeal was refused: the decision about your ${what} stays`
    if (decision === 'RESTORED')
      return what === 'account' ? 'Your suspension was lifted' : `Your appeal was granted: your ${what} is free again`
    const remover = by === 'CLUB' ? 'the moderators of your club' : 'the staff'
    const said = note === '' ? '' : `, who say: ${note}`
    return what === 'activity' || what === 'live session'
      ? `Your ${what} was hidden from others by the staff${why}: you can appeal`
      : `Your ${what} was removed by ${remover}${why}${said}: you can appeal`
  },
})
