import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { deliverMail } from '../pipelines/deliver-mail.ts'
import type { Services } from '../services.ts'

export const sendMail = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-send-mail',
    on: ['mail.requested'],
    prepare: (event) => deliverMail(services, event),
    // Nothing is written but the mark that the mail is sent, so that a lost acknowledgement does not send it again.
    save: async () => undefined,
  })
