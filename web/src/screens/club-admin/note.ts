import { ROLES, type Role } from '../../clubs/rights.ts'

/** What the note of a line in the log says: roles, one date of a series or all from it on, or what somebody has written. */
export type Note =
  | { readonly is: 'roles'; readonly roles: readonly Role[] }
  | { readonly is: 'date'; readonly scope: 'ONE' | 'FOLLOWING'; readonly date: string }
  | { readonly is: 'text'; readonly text: string }

const isRole = (text: string): text is Role => ROLES.some((role) => role === text)

/** Reads a note; null for none. */
export const noteOf = (note: string | null | undefined): Note | null => {
  if (note == null || note === '') return null
  const roles = note.split(' to ')
  if (roles.every(isRole)) return { is: 'roles', roles }
  const [, scope, date] = /^(ONE|FOLLOWING) (\d{4}-\d\d-\d\dT[\d:.]+Z)$/.exec(note) ?? []
  return scope === undefined || date === undefined
    ? { is: 'text', text: note }
    : { is: 'date', scope: scope === 'ONE' ? 'ONE' : 'FOLLOWING', date }
}
