import { describe, expect, it } from 'vitest'
import { privacyPatch, profilePatch, signInInput, signUpInput } from './inputs.ts'

const signUp = { email: 'a@example.org', password: 'correct horse', handle: 'Anna', displayName: ' Anna M. ' }

const profile = profilePatch('anna')

const pathsOf = (result: { success: boolean; error?: { issues: readonly { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('signUpInput', () => {
  it('trims texts and puts the handle in lower case', () => {
    expect(signUpInput.parse(signUp)).toMatchObject({ handle: 'anna', displayName: 'Anna M.' })
  })

  it('names every invalid field', () => {
    const result = signUpInput.safeParse({ ...signUp, password: 'short', handle: 'a', displayName: ' ' })
    expect(pathsOf(result)).toEqual(['password', 'handle', 'displayName'])
  })

  it.each(['a\u202eb', 'a\u0000b', 'a\nb', '\u200b', 'x'.repeat(61), '\ud800'])('refuses the name %j', (displayName) =>
    expect(signUpInput.safeParse({ ...signUp, displayName }).success).toBe(false),
  )

  it.each(['李雷', 'Zoë', '👨‍👩‍👧 family', "O'Neill", 'عمر'])('accepts the name %s', (displayName) =>
    expect(signUpInput.parse({ ...signUp, displayName }).displayName).toBe(displayName),
  )
})

it('a name keeps no character that nobody could see', () => {
  expect(signUpInput.parse({ ...signUp, displayName: 'An\u200dna\u200b' }).displayName).toBe('Anna')
  expect(profile.parse({ displayName: 'An\u200cna' }).displayName).toBe('Anna')
})

describe('profilePatch', () => {
  it('distinguishes absent fields from null', () => {
    expect(profile.parse({})).not.toHaveProperty('bio', null)
    expect(profile.parse({ bio: null })).toMatchObject({ bio: null })
    expect(profile.parse({ bio: ' ' })).toMatchObject({ bio: null })
    expect(profile.parse({ favouriteSports: null })).toMatchObject({ favouriteSports: [] })
    expect(profile.parse({ favouriteSports: ['RUN', 'RUN', 'ROW'] })).toMatchObject({ favouriteSports: ['RUN', 'ROW'] })
  })

  it.each(['handle', 'displayName', 'timeZone', 'units'])('refuses to clear %s', (field) =>
    expect(pathsOf(profile.safeParse({ [field]: null }))).toEqual([field]),
  )

  it('allows line breaks in a bio, but no other control characters', () => {
    expect(profile.parse({ bio: 'one\r\ntwo' }).bio).toBe('one\ntwo')
    expect(pathsOf(profile.safeParse({ bio: 'a\u0007b' }))).toEqual(['bio'])
    expect(pathsOf(profile.safeParse({ bio: 'a\u202eb' }))).toEqual(['bio'])
    expect(pathsOf(profile.safeParse({ bio: 'x'.repeat(1001), city: 'a\nb' }))).toEqual(['bio', 'city'])
  })
})

it('profilePatch accepts the handle that the athlete has, even when the rules refuse it for new ones', () => {
  expect(profilePatch('_old.').parse({ handle: '_OLD.' }).handle).toBe('_old.')
  expect(pathsOf(profilePatch('_old.').safeParse({ handle: '_new.' }))).toEqual(['handle'])
})

it.each(['profile', 'defaultActivityVisibility', 'approveFollowers'])('privacyPatch refuses to clear %s', (field) =>
  expect(pathsOf(privacyPatch.safeParse({ [field]: null }))).toEqual([field]),
)

it('signInInput limits the length of the device name', () => {
  const given = { email: 'a@example.org', password: 'x' }
  expect(signInInput.parse({ ...given, device: ' Phone ' }).device).toBe('Phone')
  expect(pathsOf(signInInput.safeParse({ ...given, device: 'x'.repeat(101) }))).toEqual(['device'])
})
