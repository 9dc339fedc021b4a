import { describe, expect, it } from 'vitest'
import { accountState, newAccount, personaOf } from './account.ts'
import { privacyPatch, profilePatch } from './inputs.ts'
import { nextAccount, privacyChange, profileChange, rolesChange } from './patches.ts'

const account = {
  ...newAccount(
    {
      id: 'ath_1',
      handle: 'anna',
      email: 'a@example.org',
      displayName: 'Anna',
      timeZone: null,
      units: null,
      persona: 'DATA_NERD',
    },
    new Date(0),
  ),
  bio: 'Rides.',
  city: 'Bern',
  favouriteSports: ['RUN' as const],
}

describe('a change of an account', () => {
  it('keeps what is absent, clears what is null, and is one revision on', () => {
    const next = nextAccount(account, profileChange(profilePatch.parse({ bio: null, displayName: 'Anna M', persona: null })))
    expect(next).toEqual({ ...account, bio: null, displayName: 'Anna M', persona: null, revision: 2 })
    expect(next && personaOf(next)).toBe('SOLO_ATHLETE')
  })

  it.each([{}, { bio: 'Rides.' }, { favouriteSports: ['RUN'] }, { handle: 'ANNA' }])(
    'that changes nothing is none: %j',
    (patch) => expect(nextAccount(account, profileChange(profilePatch.parse(patch)))).toBeNull(),
  )

  it('of privacy is part of what others are told', () => {
    const patch = privacyPatch.parse({ profile: 'FOLLOWERS', approveFollowers: true })
    const next = nextAccount(account, privacyChange(patch))
    expect(next && accountState(next, 7)).toEqual({
      athleteId: 'ath_1',
      revision: 2,
      handle: 'anna',
      displayName: 'Anna',
      avatarUrl: null,
      country: null,
      timeZone: 'UTC',
      profileVisibility: 'FOLLOWERS',
      defaultActivityVisibility: 'EVERYONE',
      isPrivate: true,
      deleted: false,
      at: 7,
    })
  })

  it('of roles sets them whole', () => {
    const staff = nextAccount(account, rolesChange(['STAFF']))
    expect(staff?.roles).toEqual(['STAFF'])
    expect(staff && nextAccount(staff, rolesChange(['STAFF']))).toBeNull()
  })
})
