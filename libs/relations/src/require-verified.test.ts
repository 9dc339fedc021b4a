import { newId } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { isVerified, requireVerified } from './require-verified.ts'
import type { AccountRow } from './stores/accounts.ts'

describe('isVerified', () => {
  it.each([
    ['says that it is', { emailVerified: true }, true],
    ['is from before addresses were verified', {}, true],
    ['says that it is not', { emailVerified: false }, false],
    ['has not arrived here', null, false],
  ])('answers for an account that %s', (_what, account, expected) => expect(isVerified(account)).toBe(expected))
})

describe('requireVerified', () => {
  const accountsWith = (...answers: readonly boolean[]) => {
    let looks = 0
    return {
      get: async () => {
        const emailVerified = answers[Math.min(looks, answers.length - 1)]
        looks += 1
        return { emailVerified } as AccountRow
      },
    }
  }
  const oldAthlete = { id: newId('Athlete'), nowMs: Date.now() + 60_000 }

  it('refuses an account that is not verified, and says what to do', async () => {
    await expect(requireVerified(accountsWith(false), oldAthlete.id, oldAthlete.nowMs)).rejects.toMatchObject({
      message: expect.stringContaining('Verify your e-mail address first'),
      extensions: { code: 'FORBIDDEN' },
    })
    await requireVerified(accountsWith(true), oldAthlete.id, oldAthlete.nowMs)
  })

  it('waits for the verification of an account that is a few seconds old', async () => {
    await requireVerified(accountsWith(false, false, true), newId('Athlete'), Date.now())
  })
})
