import type { EventData } from '@gruppetto/events'
import type { MailParts } from './mail-layout.ts'

const REASONS = {
  GONE: 'The address answered 410 Gone, which means that it wants no more deliveries.',
  FAILURES: 'For three days or more nothing was delivered, and at least twenty tries failed in a row.',
} as const

/** Tells the person behind a webhook that it is disabled, and what to do. */
export const webhookDisabledMail = ({ webhookId, url, reason, at }: EventData<'webhook.disabled'>): MailParts => ({
  kind: null,
  subject: 'Your webhook is disabled',
  paragraphs: [
    `Gruppetto sends nothing to your webhook ${webhookId} any more. ${REASONS[reason]}`,
    'What happens from now on is kept for thirty days. Enable the webhook with setWebhook when its address works again, and all of it is delivered.',
  ],
  facts: [
    { label: 'Address', text: url },
    { label: 'Disabled at', at },
  ],
})

/** Tells the person at a brand that few codes are left for those who complete its challenge, or none. */
export const codesLowMail = ({ challengeId, title, left, at }: EventData<'sponsorship.codes-low'>): MailParts => ({
  kind: null,
  subject: left === 0 ? 'Your offer codes have run out' : 'Your offer codes run low',
  paragraphs: [
    left === 0
      ? `No code is left for those who complete the challenge “${title}”. They read that the codes have run out.`
      : `Few codes are left for those who complete the challenge “${title}”.`,
    'Add some with addOfferCodes. Who has completed the challenge and got none gets the next ones, the first to complete first.',
  ],
  facts: [
    { label: 'Challenge', text: challengeId },
    { label: 'Codes left', text: String(left) },
    { label: 'As of', at },
  ],
})

export const WHY_WEBHOOK = 'You get this mail because your address stands in the webhook as the one to tell.'
export const WHY_BRAND = 'You get this mail because your address stands with your brand as the one to tell.'
