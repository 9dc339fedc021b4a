import { type AnyWorker, defineWorker } from '@gruppetto/runtime'
import { giftMail, subscriptionMails } from '../domain/subscription-mails.ts'

/** Confirms each change of a subscription by a mail. An event that comes twice changes nothing: its mark stands in the inbox. */
export const mailSubscriptions = (): AnyWorker =>
  defineWorker({
    name: 'athletes-mail-subscriptions',
    on: ['subscription.changed'],
    decide: ({ data }) => subscriptionMails(data),
    save: async (mails, tx, { data: { athleteId, at } }) => {
      for (const mail of mails) tx.emit('mail.requested', { ...mail, athleteId, at })
    },
  })

/** Brings the code of a gift to who has bought it. */
export const mailGifts = (): AnyWorker =>
  defineWorker({
    name: 'athletes-mail-gifts',
    on: ['gift.bought'],
    decide: ({ data }) => giftMail(data),
    save: async (mail, tx, { data: { athleteId, at } }) => tx.emit('mail.requested', { ...mail, athleteId, at }),
  })
