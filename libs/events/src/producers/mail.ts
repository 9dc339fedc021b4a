import { z } from 'zod'
import { defineEvent, id, instantMs } from '../define.ts'

/** One line of figures in a mail. The sender of the mail writes the value in the athlete's units, language and time zone. */
const mailFact = z.object({
  label: z.string(),
  distanceMeters: z.number().optional(),
  seconds: z.number().optional(),
  at: instantMs.optional(),
  count: z.number().int().optional(),
  text: z.string().optional(),
})

/**
 * An athlete is to get a mail. Any subgraph may ask for one; only athletes knows the address, so only athletes sends it. All texts are
 * plain. Never put a secret here: the event stays in the stream and in its outbox, where other processes read it.
 */
export const mailRequested = defineEvent('mail.requested', {
  athleteId: id,
  /** Only athletes sets it, for another address than the present one of the account. */
  address: z.string().optional(),
  /** The kind of notification, or DIGEST. Null for a mail about money or the safety of the account, which nobody can unsubscribe from. */
  kind: z.string().nullable(),
  /** What a mail is about that nobody can unsubscribe from. When absent, the safety of the account. */
  about: z.enum(['MONEY']).optional(),
  subject: z.string(),
  paragraphs: z.array(z.string()),
  facts: z.array(mailFact).optional(),
  /** The one button of the mail. `path` starts with / and is on the platform's public address. */
  link: z
    .object({
      label: z.string(),
      path: z.string().startsWith('/'),
      /** The link opens without a sign-in: athletes signs it when it sends the mail, so that the stream has nothing that opens it. */
      isSigned: z.boolean().optional(),
    })
    .optional(),
  /** Only athletes sets it: the link gets the secret token that athletes derives from this id when it sends the mail. */
  tokenId: id.optional(),
  /** After this instant the mail is not worth sending any more. */
  expiresAt: instantMs.optional(),
  /** Where one click ends mails of this kind (RFC 8058). Required unless `kind` is null. */
  unsubscribePath: z.string().startsWith('/').optional(),
  at: instantMs,
})
