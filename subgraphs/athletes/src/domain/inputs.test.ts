import { describe, expect, it } from 'vitest'
import { privacyPatch, profilePatch, signInInput, signUpInput } from './inputs.ts'

const signUp = { email: 'a@example.org', password: 'correct horse', handle: 'Anna', displayName: ' Anna M. ' }

const pathsOf = (result: { success: boolean; error?: { issues: readonly { path: PropertyKey[] }[] } | undefined }) =>
  result.error?.issues.map((issue) => issue.path.join('.')) ?? []

describe('sign-up', () => {
  it('is trimmed and lower case where it must be', () => {
    expect(signUpInput.parse(signUp)).toMatchObject({ handle: 'anna', displayName: 'Anna M.' })
  })

  it('names every field that is wrong', () => {
    const result = signUpInput.safeParse({ ...signUp, password: 'short', handle: 'a', displayName: ' ' })
    expect(pathsOf(result)).toEqual(['password', 'handle', 'displayName'])
  })

  it.each(['a\u202eb', 'a\u0000b', 'a\nb', '\u200b', 'x'.repeat(61), '\ud800'])('refuses the name %j', (displayName) =>
    expect(signUpInput.safeParse({ ...signUp, displayName }).success).toBe(false),
  )

  it.each(['李雷', 'Zoë', '👨‍👩‍👧 family', "O'Neill", 'عمر'])('takes the name %s', (displayName) =>
    expect(signUpInput.parse({ ...signUp, displayName }).displayName).toBe(displayName),
  )
})

describe('a profile patch', () => {
  it('tells absent from null', () => {
    expect(profilePatch.parse({})).not.toHaveProperty('bio', null)
    expect(profilePatch.parse({ bio: null })).toMatchObject({ bio: null })
    expect(profilePatch.parse({ bio: ' ' })).toMatchObject({ bio: null })
    expect(profilePatch.parse({ favouriteSports: null })).toMatchObject({ favouriteSports: [] })
    expect(profilePatch.parse({ favouriteSports: ['RUN', 'RUN', 'ROW'] })).toMatchObject({ favouriteSports: ['RUN', 'ROW'] })
  })

  it.each(['handle', 'displayName', 'timeZone', 'units'])('refuses to clear %s', (field) =>
    expect(pathsOf(profilePatch.safeParse({ [field]: null }))).toEqual([field]),
  )

  it('keeps lines in a bio, and nothing else that cannot be shown', () => {
    expect(profilePatch.parse({ bio: 'one\r\ntwo' }).bio).toBe('one\ntwo')
    expect(pathsOf(profilePatch.safeParse({ bio: 'a\u0007b' }))).toEqual(['bio'])
    expect(pathsOf(profilePatch.safeParse({ bio: 'a\u202eb' }))).toEqual(['bio'])
    expect(pathsOf(profilePatch.safeParse({ bio: 'x'.repeat(1001), city: 'a\nb' }))).toEqual(['bio', 'city'])
  })
})

it.each(['profile', 'defaultActivityVisibility', 'approveFollowers'])('privacy has no empty %s', (field) =>
  expect(pathsOf(privacyPatch.safeParse({ [field]: null }))).toEqual([field]),
)

it('a device has a name of bounded length', () => {
  const given = { email: 'a@example.org', password: 'x' }
  expect(signInInput.parse({ ...given, device: ' Phone ' }).device).toBe('Phone')
  expect(pathsOf(signInInput.safeParse({ ...given, device: 'x'.repeat(101) }))).toEqual(['device'])
})
