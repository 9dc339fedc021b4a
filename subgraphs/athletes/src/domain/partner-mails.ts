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

export const WHY_PARTNERS = 'You get this mail because your address stands in the webhook as the one to tell.'
