import { describe, expect, it } from 'vitest'
import { clearedCookie, cookieOf, isOwnPage, sessionCookie } from './session-cookie.ts'

const HTTPS = 'https://gruppetto.example'
const HTTP = 'http://localhost:4000'

describe('the cookie of a session', () => {
  it('is read by no script, sent to one path by the same site alone, and by TLS where there is TLS', () => {
    expect(sessionCookie(HTTPS, 'a.b', 60)).toBe(
      '__Secure-gruppetto=a.b; Max-Age=60; Path=/session; HttpOnly; SameSite=Strict; Secure',
    )
    expect(sessionCookie(HTTP, 'a.b', 60)).toBe('gruppetto=a.b; Max-Age=60; Path=/session; HttpOnly; SameSite=Strict')
    expect(clearedCookie(HTTP)).toBe('gruppetto=; Max-Age=0; Path=/session; HttpOnly; SameSite=Strict')
  })
  it('is found among others, and only whole', () => {
    expect(cookieOf('a=1; gruppetto=x.y; b=2', HTTP)).toBe('x.y')
    expect(cookieOf('xgruppetto=x.y', HTTP)).toBe(null)
    expect(cookieOf('gruppetto=', HTTP)).toBe(null)
    expect(cookieOf(undefined, HTTP)).toBe(null)
    expect(cookieOf('gruppetto=x.y', HTTPS)).toBe(null)
  })
})

describe('a page of the platform itself', () => {
  it.each([
    [{ 'sec-fetch-site': 'same-origin' }, true],
    [{ 'sec-fetch-site': 'same-site', origin: HTTPS }, false],
    [{ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, false],
    [{ 'sec-fetch-site': 'none' }, false],
    [{ origin: HTTPS }, true],
    [{ origin: 'http://192.168.1.5:4000', host: '192.168.1.5:4000' }, true],
    [{ origin: 'https://evil.example', host: 'gruppetto.example' }, false],
    [{ origin: 'https://evil.example//gruppetto.example', host: 'gruppetto.example' }, false],
    [{ origin: 'null', host: 'gruppetto.example' }, false],
    [{ host: 'gruppetto.example' }, false],
  ])('is told by its headers: %j', (headers, expected) => {
    expect(isOwnPage(headers, HTTPS)).toBe(expected)
  })
})
