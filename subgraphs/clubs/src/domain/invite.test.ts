import { describe, expect, it } from 'vitest'
import { type InviteRow, inviteInput, isUsable } from './invite.ts'

const link: InviteRow = {
  ...{ _id: 'inv_1', clubId: 'c', role: 'MEMBER', createdById: 'a', createdAt: new Date(1) },
  ...{ usesLeft: null, expiresAt: null, revoked: false },
}

describe('isUsable', () => {
  it('ends with its uses, its time, and when it is revoked', () => {
    expect(isUsable(link, 'ADMIN', 100)).toBe(true)
    expect(isUsable({ ...link, usesLeft: 1, expiresAt: new Date(101) }, 'ADMIN', 100)).toBe(true)
    expect(isUsable({ ...link, usesLeft: 0 }, 'ADMIN', 100)).toBe(false)
    expect(isUsable({ ...link, expiresAt: new Date(100) }, 'ADMIN', 100)).toBe(false)
    expect(isUsable({ ...link, revoked: true }, 'ADMIN', 100)).toBe(false)
  })

  it('ends with the right of its creator to make it', () => {
    expect(([null, 'MEMBER', 'MODERATOR', 'ADMIN', 'OWNER'] as const).map((role) => isUsable(link, role, 100))).toEqual([
      ...[false, false, false, true, true],
    ])
    expect((['ADMIN', 'OWNER'] as const).map((role) => isUsable({ ...link, role: 'ADMIN' }, role, 100))).toEqual([false, true])
  })
})

describe('inviteInput', () => {
  const parse = (input: object) => inviteInput(1_000).safeParse({ clubId: 'c', ...input })

  it('lets a link for members work any number of times, and one with a higher role once', () => {
    expect(parse({}).data).toEqual({ clubId: 'c', role: 'MEMBER', usesLeft: null, expiresAt: null })
    expect(parse({ role: 'MODERATOR' }).data).toMatchObject({ usesLeft: 1 })
    expect(parse({ role: 'ADMIN', maxUses: 3 }).data).toMatchObject({ usesLeft: 3 })
  })

  it.each([
    { role: 'OWNER' },
    { maxUses: 0 },
    { maxUses: 1.5 },
    { expiresAt: new Date(1_000) },
    { expiresAt: new Date(400 * 86_400_000) },
  ])('refuses %j', (input) => {
    expect(parse(input).success).toBe(false)
  })
})
