import { expect, it } from 'vitest'
import { isSignedPath, signedPath } from './signed-links.ts'

const SECRET = 'a secret of at least thirty-two characters'
const NOW = 1_796_000_000_000

it('a signed path opens until its time is over, and no other path with its signature', () => {
  const url = new URL(`http://x${signedPath('/receipts/1', SECRET, NOW + 1000)}`)
  const query = Object.fromEntries(url.searchParams)
  const until = (NOW + 9_000_000).toString(36)
  const opens = [
    isSignedPath(url.pathname, query, SECRET, NOW),
    isSignedPath(url.pathname, query, SECRET, NOW + 1000),
    isSignedPath('/receipts/2', query, SECRET, NOW),
    isSignedPath(url.pathname, { ...query, until }, SECRET, NOW),
    isSignedPath(url.pathname, { ...query, signature: '' }, SECRET, NOW),
    isSignedPath(url.pathname, {}, SECRET, NOW),
    isSignedPath(url.pathname, query, `${SECRET}!`, NOW),
  ]
  expect(opens).toEqual([true, false, false, false, false, false, false])
})
