import type { Envelope, EventData } from '@gruppetto/events'
import { signedPath } from '@gruppetto/graph'
import { RejectEvent } from '@gruppetto/runtime'
import { isClosed, isVerified } from '../domain/account.ts'
import { layoutMail } from '../domain/mail-layout.ts'
import type { Services } from '../services.ts'
import { tokenOf } from './account-tokens.ts'
import { withExportToken } from './exports/export-links.ts'
import { type Mail, MailRefused, MailServerUnavailable } from './mailer.ts'

/** While the mail server is away, a mail is tried for this long. Then it is a dead letter, which an operator can send again. */
const TRY_FOR_MS = 3 * 86_400_000

/** Hands a mail to the mail server. Drops one whose address is refused for good; the facts name it in the log, since the address is not logged. */
export const sendPatiently = async (
  { runtime, mailer }: Pick<Services, 'runtime' | 'mailer'>,
  mail: Mail,
  facts: Readonly<Record<string, string>>,
): Promise<void> => {
  try {
    await mailer.send(mail)
  } catch (error) {
    if (error instanceof MailRefused) {
      // The line holds no address: more people read a log than a database.
      runtime.log.warn({ ...facts, reason: error.message }, 'a mail could not be delivered, and is not tried again')
      return
    }
    if (error instanceof MailServerUnavailable && runtime.now() - mail.at.getTime() > TRY_FOR_MS)
      throw new RejectEvent(error.message)
    throw error
  }
}

/** A link in a mail opens for this long without a sign-in. */
const SIGNED_FOR_MS = 90 * 86_400_000

type Link = NonNullable<EventData<'mail.requested'>['link']>

const openingPath = ({ path, isSigned }: Link, secret: string, nowMs: number): string =>
  isSigned ? signedPath(path, secret, nowMs + SIGNED_FOR_MS) : withExportToken(secret, path)

/**
 * Sends a requested mail. An address that nobody has verified gets only the mail that verifies it, since it may belong to somebody
 * else. It drops a mail that has expired, and one whose address the mail server refuses for good.
 */
export const deliverMail = async (
  services: Pick<Services, 'runtime' | 'stores' | 'mailer'>,
  { id, data }: Envelope<'mail.requested'>,
): Promise<void> => {
  const { runtime, stores } = services
  const { athleteId, address, tokenId, expiresAt, at } = data
  const nowMs = runtime.now()
  const account = await stores.accounts.get(athleteId)
  const isDue = () => expiresAt === undefined || expiresAt > runtime.now()
  if (account === null || !isDue() || !(isVerified(account) || tokenId !== undefined)) return
  // Who has deleted the account hears no more of what happens, only of the account itself.
  if (isClosed(account) && data.kind !== null) return
  const token = tokenId === undefined ? null : tokenOf(runtime.config.identitySecret, tokenId)
  const link = data.link && { ...data.link, path: openingPath(data.link, runtime.config.identitySecret, nowMs) }
  const isOwn = isVerified(account) && address === undefined
  const reader = isOwn ? account : { ...account, displayName: null }
  const content = layoutMail({ ...data, link }, reader, { publicUrl: runtime.config.publicUrl, token })
  try {
    await sendPatiently(services, { ...content, id, to: address ?? account.email, at: new Date(at) }, { athleteId })
  } catch (error) {
    // What has expired during the attempt is no dead letter either: nobody could send it again.
    if (isDue()) throw error
  }
}
