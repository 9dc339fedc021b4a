import { describe, expect, it } from 'vitest'
import { type Caller, IDENTITY_SECONDS, signIdentity, verifyIdentity } from './identity.ts'

const secret = 's'.repeat(40)
const caller: Caller = { kind: 'athlete', athleteId: 'ath_1', sessionId: 'ses_1', roles: ['STAFF'], address: '192.0.2.1' }
const now = 1_795_500_000_000

describe('the identity header', () => {
  it('identifies the caller for a minute', () => {
    const header = signIdentity(caller, secret, now)
    expect(verifyIdentity(header, secret, now)).toEqual(caller)
    expect(verifyIdentity(header, secret, now + IDENTITY_SECONDS * 1000 - 1)).toEqual(caller)
    expect(verifyIdentity(header, secret, now + IDENTITY_SECONDS * 1000)).toBeNull()
  })

  it('is refused when it is missing, forged, cut, concatenated or signed with another secret', () => {
    const header = signIdentity(caller, secret, now)
    const [payload = '', mac = ''] = header.split('.')
    const other = Buffer.from(JSON.stringify({ caller: { ...caller, athleteId: 'ath_2' }, expiresAtMs: now * 2 })).toString(
      'base64url',
    )
    for (const bad of [
      undefined,
      '',
      '.',
      payload,
      `${payload}.`,
      `${other}.${mac}`,
      `${header}.${mac}`,
      header.slice(0, -4),
      `${payload}.AAAA`,
    ]) {
      expect(verifyIdentity(bad, secret, now)).toBeNull()
    }
    expect(verifyIdentity(header, `${secret}x`, now)).toBeNull()
  })
})
