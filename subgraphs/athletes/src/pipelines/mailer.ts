import type { Config, Runtime } from '@gruppetto/runtime'
import type { MailContent } from '../domain/mail-layout.ts'
import { openFolderMailer } from './folder-mailer.ts'
import { openSmtpMailer } from './smtp-mailer.ts'

export interface Mail extends MailContent {
  /** The same for each try, so that a mail that is sent twice is seen as one. */
  readonly id: string
  readonly to: string
  readonly at: Date
}

/** The recipient's address is refused for good. Another try would not help. */
export class MailRefused extends Error {
  override readonly name = 'MailRefused'
}

/** The mail server is away, busy, or does not let us in. libs/runtime knows the name: the event is tried again and the try is not counted. */
export class MailServerUnavailable extends Error {
  override readonly name = 'MailServerUnavailable'
}

export interface Mailer {
  /** Throws MailRefused or MailServerUnavailable. */
  send(mail: Mail): Promise<void>
  /** Deletes the mails that are kept here and whose text matches. A mail server keeps none of ours. */
  erase(matches: (text: string) => boolean): Promise<void>
  close(): Promise<void>
}

/** Returns where mails go, for the line at start: a mail server, without its password, or a folder. */
export const mailDestination = ({ smtpUrl, dataDir }: Pick<Config, 'smtpUrl' | 'dataDir'>): string =>
  smtpUrl === undefined ? `${dataDir}/mail` : new URL(smtpUrl).host

/** Returns the fields of a message for nodemailer, which encodes them. Addresses are objects, so that no comma in one makes two. */
export const messageOf = ({ id, to, at, subject, text, html, headers }: Mail, { publicUrl, mailFrom }: Config) => {
  const host = new URL(publicUrl).hostname
  return {
    from: mailFrom ?? { name: 'Gruppetto', address: `noreply@${host}` },
    to: { name: '', address: to },
    subject,
    text,
    html,
    date: at,
    messageId: `<${id}@${host}>`,
    headers: { ...headers },
    // A mail has no attachments; nothing in it may make us read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  }
}

/** Opens the way by which mails leave: the mail server of SMTP_URL, or files in a folder. */
export const openMailer = ({ config }: Pick<Runtime, 'config'>): Mailer =>
  config.smtpUrl === undefined ? openFolderMailer(config) : openSmtpMailer(config, config.smtpUrl)
