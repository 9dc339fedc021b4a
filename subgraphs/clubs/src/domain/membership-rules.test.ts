import { describe, expect, it } from 'vitest'
import type { MembershipRow } from './club.ts'
import { decideJoining, decideRemoval, muteInput, requireGivenRole } from './membership-rules.ts'

const rowOf = (status: MembershipRow['status']): MembershipRow => ({
  ...{ _id: 'c:a', clubId: 'c', athleteId: 'a', role: 'MEMBER', status, joinedAt: new Date(1), revision: 1 },
})
const ALL = [null, ...(['NONE', 'REQUESTED', 'INVITED', 'ACTIVE', 'BANNED'] as const).map(rowOf)]

describe('decideJoining', () => {
  it.each([
    ['OPEN', ['JOIN', 'JOIN', 'JOIN', 'JOIN', 'NOTHING', 'BANNED']],
    ['ON_REQUEST', ['ASK', 'ASK', 'NOTHING', 'JOIN', 'NOTHING', 'BANNED']],
  ] as const)('%s', (access, expected) => {
    expect(ALL.map((row) => decideJoining(access, row))).toEqual(expected)
  })
})

describe('decideRemoval', () => {
  it('bans whoever it is about, also somebody who has left', () => {
    expect(ALL.map((row) => decideRemoval(row, true))).toEqual(['BAN', 'BAN', 'BAN', 'BAN', 'BAN', 'NOTHING'])
  })

  it('without a ban ends a membership, an invitation or a ban', () => {
    expect(ALL.map((row) => decideRemoval(row, false))).toEqual([
      ...['NOT_FOUND', 'NOT_FOUND', 'NOT_FOUND', 'WITHDRAW_INVITATION', 'REMOVE', 'LIFT_BAN'],
    ])
  })
})

describe('muteInput', () => {
  it('takes an instant of the next year, or none', () => {
    const input = muteInput(1_000)
    expect(input.parse(new Date(1_001))).toEqual(new Date(1_001))
    expect([input.parse(null), input.parse(undefined)]).toEqual([null, null])
    for (const ms of [1_000, 0, 1_000 + 367 * 86_400_000]) expect(input.safeParse(new Date(ms)).success).toBe(false)
  })
})

describe('requireGivenRole', () => {
  it('never gives the role of the owner', () => {
    expect(() => requireGivenRole('OWNER', 'role')).toThrow(/transferClub/)
    expect(() => requireGivenRole('ADMIN', 'role')).not.toThrow()
  })
})
