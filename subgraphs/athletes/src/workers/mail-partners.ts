import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { layoutMail } from '../domain/mail-layout.ts'
import { codesLowMail, WHY_BRAND, WHY_WEBHOOK, webhookDisabledMail } from '../domain/partner-mails.ts'
import { sendPatiently } from '../pipelines/deliver-mail.ts'
import type { Services } from '../services.ts'

const READER = { displayName: null, units: 'METRIC', timeZone: 'UTC' } as const

/** Mails to people at partners, who have no account. It is here because only this subgraph sends mails. */
export const mailPartners = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-mail-partners',
    on: ['webhook.disabled', 'sponsorship.codes-low'],
    prepare: async ({ id, data }) => {
      const { noticeEmail, at } = data
      if (noticeEmail === null) return
      const [parts, why, facts] =
        'webhookId' in data
          ? ([webhookDisabledMail(data), WHY_WEBHOOK, { webhookId: data.webhookId }] as const)
          : ([codesLowMail(data), WHY_BRAND, { challengeId: data.challengeId }] as const)
      const content = layoutMail(parts, READER, { publicUrl: services.runtime.config.publicUrl, token: null, why })
      await sendPatiently(services, { ...content, id, to: noticeEmail, at: new Date(at) }, facts)
    },
    // Nothing is written but the mark that the mail is sent, so that a lost acknowledgement does not send it again.
    save: async () => undefined,
  })
