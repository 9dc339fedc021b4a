import { type Config, isLoopback } from '@gruppetto/runtime'
import { createTransport } from 'nodemailer'
import { type Mailer, MailRefused, MailServerUnavailable, messageOf } from './mailer.ts'

const CONNECTIONS = 3
const CONNECT_WITHIN_MS = 15_000
const ANSWER_WITHIN_MS = 60_000

interface SmtpError extends Error {
  readonly code?: string
  readonly command?: string
  readonly responseCode?: number
}

/** What an error of nodemailer means for the next try. */
const meaningOf = (error: SmtpError): Error => {
  const { code, command, responseCode } = error
  const isPermanent = responseCode !== undefined && responseCode >= 500
  // An address that cannot be written to a server has no answer: it is refused before anything is sent.
  if (code === 'EENVELOPE' && (responseCode === undefined || (isPermanent && command === 'RCPT TO'))) {
    return new MailRefused(`the address is refused (${responseCode ?? 'not valid'})`)
  }
  // The server refuses this mail or its sender. That is for an operator: the event becomes a dead letter, which can be sent again.
  if (isPermanent && (code === 'EENVELOPE' || code === 'EMESSAGE')) return error
  return new MailServerUnavailable(`the mail server does not take mails: ${error.message}`, { cause: error })
}

/** Sends mails through a mail server, over a few connections that stay open. */
export const openSmtpMailer = (config: Config, smtpUrl: string): Mailer => {
  const { protocol, hostname, port, username, password } = new URL(smtpUrl)
  const secure = protocol === 'smtps:'
  const auth = username === '' ? null : { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
  const transport = createTransport({
    pool: true,
    maxConnections: CONNECTIONS,
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    ...(auth !== null && { auth }),
    // A password never leaves this machine in plain text.
    requireTLS: auth !== null && !isLoopback(hostname),
    connectionTimeout: CONNECT_WITHIN_MS,
    greetingTimeout: CONNECT_WITHIN_MS,
    socketTimeout: ANSWER_WITHIN_MS,
  })
  return {
    async send(mail) {
      try {
        await transport.sendMail(messageOf(mail, config))
      } catch (error) {
        throw meaningOf(error as SmtpError)
      }
    },
    erase: async () => undefined,
    close: async () => transport.close(),
  }
}
