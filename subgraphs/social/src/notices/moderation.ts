import { type EntityType, typeOfId } from '@gruppetto/graph'
import { defineNotice, type NoticeParts } from './define-notice.ts'

const NAMES: Readonly<Partial<Record<EntityType, string>>> = {
  Activity: 'activity',
  Post: 'post',
  Comment: 'comment',
  Athlete: 'account',
}

/** For whom something was taken from, or given back to. It never says who reported. */
export const moderation = defineNotice({
  kind: 'MODERATION',
  on: ['moderation.decided'],
  defaults: { push: true, mail: true },
  notify: ({
    data: { caseId, subjectId, subjectOwnerId, decision, reasons, at },
  }): readonly NoticeParts<'what' | 'decision' | 'reasons'>[] => {
    if (decision === 'DISMISSED') return []
    const type = typeOfId(subjectId)
    const what = (type && NAMES[type]) ?? 'content'
    const words = { what, decision, reasons: reasons.join(', ').toLowerCase().replaceAll('_', ' ') }
    return [{ recipientId: subjectOwnerId, group: `${caseId}:${decision}`, atMs: at, subjects: { case: caseId }, words }]
  },
  sentence: ({ what = 'content', decision, reasons }) => {
    const why = reasons === undefined || reasons === '' ? '' : ` (${reasons})`
    if (decision === 'SUSPENDED') return `Your account is suspended${why}: you can still read, and appeal`
    if (decision === 'UPHELD') return `Your appeal was refused: the decision about your ${what} stays`
    if (decision === 'RESTORED')
      return what === 'account' ? 'Your suspension was lifted' : `Your appeal was granted: your ${what} is free again`
    return what === 'activity'
      ? `Your activity was hidden from others by the staff${why}: you can appeal`
      : `Your ${what} was removed by the staff${why}: you can appeal`
  },
})
