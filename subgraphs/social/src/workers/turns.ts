import type { Notice } from '../domain/notifications.ts'

/** Written by who tells of an event and by who takes it back. */
export const groupTurn = ({ recipientId, groupKey }: Pick<Notice, 'recipientId' | 'groupKey'>): string =>
  `group:${recipientId}:${groupKey}`

/** Written by who tells of something on a subject, and by who clears up after a subject that is gone. */
export const aboutTurn = (subjectId: string): string => `about:${subjectId}`

/** Written by who tells one of the two of the other, and by who clears up after a block between them. */
export const pairTurn = (one: string, other: string): string => `pair:${[one, other].toSorted().join(':')}`
