import { describe, expect, it } from 'vitest'
import { accountState, newAccount, personaOf } from './account.ts'
import { privacyPatch, profilePatch } from './inputs.ts'
import { nextAccount, patchPrivacy, patchProfile } from './patches.ts'

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

const changed = (patch: object) => nextAccount(account, (before) => patchProfile(before, profilePatch('anna').parse(patch), null))

describe('a change of an account', () => {
  it('keeps absent fields, clears fields that are null, and increments the revision', () => {
    const next = changed({ bio: null, displayName: 'Anna M', persona: null })
    expect(next).toEqual({ ...account, bio: null, displayName: 'Anna M', persona: null, revision: 2 })
    expect(next && personaOf(next)).toBe('SOLO_ATHLETE')
  })

  it.each([{}, { bio: 'Rides.' }, { favouriteSports: ['RUN'] }, { handle: 'ANNA' }])(
    'has no next revision for %j, which changes nothing',
    (patch) => expect(changed(patch)).toBeNull(),
  )

  it('lets a photo win over an address elsewhere, and such an address take the place of a photo', () => {
    const avatar = { avatarPhotoId: 'photo_1', avatarUrl: null }
    const elsewhere = { avatarUrl: 'https://example.org/a.jpg' }
    const said = (patch: object) => profilePatch('anna').parse(patch)
    const withPhoto = patchProfile(account, said(elsewhere), avatar)
    expect(withPhoto).toEqual({ ...account, ...avatar })
    expect(patchProfile(withPhoto, said(elsewhere), null)).toEqual({ ...account, avatarPhotoId: null, ...elsewhere })
    expect(patchProfile(withPhoto, said({ bio: 'Runs.' }), null)).toMatchObject(avatar)
  })

  it('changes the privacy in the state for the other subgraphs', () => {
    const patch = privacyPatch.parse({ profile: 'FOLLOWERS', approveFollowers: true })
    const next = nextAccount(account, (before) => patchPrivacy(before, patch))
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
      emailVerified: false,
      suggestible: true,
      nudgeable: true,
      suspendedUntil: null,
      persona: 'DATA_NERD',
      at: 7,
    })
  })
})
