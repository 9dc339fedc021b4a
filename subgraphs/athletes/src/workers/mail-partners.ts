import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { layoutMail } from '../domain/mail-layout.ts'
import { WHY_PARTNERS, webhookDisabledMail } from '../domain/partner-mails.ts'
import { sendPatiently } from '../pipelines/deliver-mail.ts'
import type { Services } from '../services.ts'

const READER = { displayName: null, units: 'METRIC', timeZone: 'UTC' } as const

/** Mails to people at partners, who have no account. It is here because only this subgraph sends mails. */
export const mailPartners = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-mail-partners',
    on: ['webhook.disabled'],
    prepare: async ({ id, data }) => {
      const { noticeEmail, webhookId, at } = data
      if (noticeEmail === null) return
      const place = { publicUrl: services.runtime.config.publicUrl, token: null, why: WHY_PARTNERS }
      const content = layoutMail(webhookDisabledMail(data), READER, place)
      await sendPatiently(services, { ...content, id, to: noticeEmail, at: new Date(at) }, { webhookId })
    },
    // Nothing is written but the mark that the mail is sent, so that a lost acknowledgement does not send it again.
    save: async () => undefined,
  })
