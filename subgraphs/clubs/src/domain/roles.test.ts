import { describe, expect, it } from 'vitest'
import { type Act, LEAST_ROLE, mayAct, refusalOf, roleOf } from './roles.ts'
import type { ClubRole } from './values.ts'

const ROLES = ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER'] as const
const ACTS = Object.keys(LEAST_ROLE) as Act[]

/** Written out once more, so that a change of the table is a change of this test too. */
const WHO_MAY: Readonly<Record<Act, readonly ClubRole[]>> = {
  INVITE_TO_OPEN_CLUB: ['OWNER', 'ADMIN', 'MODERATOR', 'MEMBER'],
  INVITE: ['OWNER', 'ADMIN'],
  MANAGE_INVITE_LINKS: ['OWNER', 'ADMIN'],
  ANSWER_REQUESTS: ['OWNER', 'ADMIN'],
  SEARCH_MEMBERS: ['OWNER', 'ADMIN', 'MODERATOR'],
  SET_ROLE: ['OWNER', 'ADMIN'],
  STEP_DOWN: ['OWNER', 'ADMIN', 'MODERATOR'],
  REMOVE_MEMBER: ['OWNER', 'ADMIN', 'MODERATOR'],
  BAN_MEMBER: ['OWNER', 'ADMIN', 'MODERATOR'],
  MUTE_MEMBER: ['OWNER', 'ADMIN', 'MODERATOR'],
  MODERATE: ['OWNER', 'ADMIN', 'MODERATOR'],
  UPDATE_CLUB: ['OWNER', 'ADMIN'],
  READ_AUDIT_LOG: ['OWNER', 'ADMIN'],
  TRANSFER_CLUB: ['OWNER'],
  DELETE_CLUB: ['OWNER'],
  RUN_EVENTS: ['OWNER', 'ADMIN'],
  RECORD_ATTENDANCE: ['OWNER', 'ADMIN', 'MODERATOR'],
  RUN_CHALLENGES: ['OWNER', 'ADMIN'],
  RUN_GOALS: ['OWNER', 'ADMIN'],
  JUDGE_ACTIVITIES: ['OWNER', 'ADMIN', 'MODERATOR'],
}
/** The roles below each role. */
const BELOW: Readonly<Record<ClubRole, readonly ClubRole[]>> = {
  OWNER: ['ADMIN', 'MODERATOR', 'MEMBER'],
  ADMIN: ['MODERATOR', 'MEMBER'],
  MODERATOR: ['MEMBER'],
  MEMBER: [],
}

describe('mayAct', () => {
  it.each(ACTS)('%s: each role alone, and on a member of each role', (act) => {
    for (const actor of ROLES) {
      expect(mayAct(act, actor), `${actor} ${act}`).toBe(WHO_MAY[act].includes(actor))
      for (const target of ROLES) {
        const expected = WHO_MAY[act].includes(actor) && BELOW[actor].includes(target)
        expect(mayAct(act, actor, target), `${actor} ${act} ${target}`).toBe(expected)
      }
    }
    for (const target of [null, ...ROLES]) expect(mayAct(act, null, target)).toBe(false)
  })
})

describe('roleOf', () => {
  it('is the role of active members alone', () => {
    const row = { _id: 'c:a', clubId: 'c', athleteId: 'a', role: 'ADMIN', joinedAt: new Date(1), revision: 1 } as const
    expect(roleOf({ ...row, status: 'ACTIVE' })).toBe('ADMIN')
    for (const status of ['REQUESTED', 'INVITED', 'BANNED', 'NONE'] as const) expect(roleOf({ ...row, status })).toBeNull()
    expect(roleOf(null)).toBeNull()
  })
})

describe('refusalOf', () => {
  it('names who may, or says that the other role is too high', () => {
    expect(refusalOf('TRANSFER_CLUB', 'ADMIN')).toBe("Only the club's owner may do this.")
    expect(refusalOf('SET_ROLE', 'ADMIN')).toBe('You may do this only where the role is below your own.')
  })
})
