import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { passwordResetMail } from '../domain/account-mails.ts'
import { issueToken } from '../pipelines/account-tokens.ts'
import type { Services } from '../services.ts'

/** Sends the mail that resets a password, when the address that was given has an account. */
export const answerPasswordResets = (services: Services): AnyWorker =>
  defineWorker({
    name: 'athletes-answer-password-resets',
    on: ['password-reset.requested'],
    load: async ({ data: { requestId } }, tx) => {
      const request = await services.stores.passwordResets.get(requestId, tx)
      if (request === null || request.expiresAt.getTime() <= services.runtime.now()) return null
      const credential = await services.stores.credentials.byEmail(request.emailKey, tx)
      return credential === null ? null : services.stores.accounts.get(credential.athleteId, tx)
    },
    save: async (account, tx, { data: { requestId } }) => {
      await services.stores.passwordResets.delete(requestId, tx)
      if (account === null) return
      const { _id: athleteId, email } = account
      const token = await issueToken(services, { athleteId, purpose: 'RESET_PASSWORD', email }, tx)
      tx.emit('mail.requested', passwordResetMail({ athleteId, atMs: services.runtime.now() }, token))
    },
  })
