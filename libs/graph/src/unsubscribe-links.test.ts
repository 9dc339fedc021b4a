import { expect, it } from 'vitest'
import { UNSUBSCRIBE_PATH, unsubscribePath, verifyUnsubscribe } from './unsubscribe-links.ts'

const secret = 'x'.repeat(32)
const subscription = { athleteId: 'ath_01', kind: 'COMMENT' }
const token = unsubscribePath(subscription, secret).slice(UNSUBSCRIBE_PATH.length)

it('a link says whose mails of which kind it ends', () => {
  expect(verifyUnsubscribe(token, secret)).toEqual(subscription)
})

it('a link that was changed, cut or made with another secret is refused', () => {
  const [athleteId, kind, mac] = token.split('.')
  const bad = [
    `ath_02.${kind}.${mac}`,
    `${athleteId}.KUDOS.${mac}`,
    `${athleteId}.${kind}`,
    `${token}.x`,
    token.slice(0, -4),
    '',
    '..',
  ]
  for (const one of bad) expect(verifyUnsubscribe(one, secret)).toBeNull()
  expect(verifyUnsubscribe(token, 'y'.repeat(32))).toBeNull()
})
