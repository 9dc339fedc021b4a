import { defineNotice } from './define-notice.ts'

const OLD_MS = 24 * 3600 * 1000

/** For the athlete whose plan changed. Changes of long ago, which a new consumer gets too, are no news. */
export const premiumChanged = defineNotice({
  kind: 'PREMIUM_CHANGED',
  on: ['entitlement.changed'],
  defaults: { push: false, mail: true },
  load: async ({ runtime }, { data: { at } }) => runtime.now() - at < OLD_MS,
  notify: ({ data: { athleteId, premium, at } }, isNews) =>
    isNews ? [{ recipientId: athleteId, atMs: at, words: { plan: premium ? 'PREMIUM' : 'FREE' } }] : [],
  facts: ({ plan }) => ({ hasPremium: plan === undefined ? undefined : plan === 'PREMIUM' }),
  sentence: ({ plan }) => {
    if (plan === 'PREMIUM') return 'You have Gruppetto Premium now'
    return plan === 'FREE' ? 'Your Gruppetto Premium has ended' : 'Your plan has changed'
  },
})
