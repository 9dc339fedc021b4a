import type { EventData } from '@gruppetto/events'
import { EXPORT_PATH } from './data-export.ts'
import { instantText } from './mail-facts.ts'

/** The mails about the safety of an account. */
type AccountMail = EventData<'mail.requested'>

interface Addressee {
  readonly athleteId: string
  /** Another address than the present one of the account. */
  readonly address?: string
  readonly atMs: number
}

interface Token {
  readonly tokenId: string
  /** Milliseconds since the epoch. */
  readonly expiresAt: number
}

type Words = Pick<AccountMail, 'subject' | 'paragraphs'> & Partial<Pick<AccountMail, 'facts' | 'link' | 'tokenId' | 'expiresAt'>>

const accountMail = ({ athleteId, address, atMs }: Addressee, words: Words): AccountMail => ({
  athleteId,
  ...(address !== undefined && { address }),
  kind: null,
  ...words,
  at: atMs,
})

const NOT_YOU = 'If this was not you, reset your password at once: that signs everyone out.'
const RESET_LINK = { label: 'Reset the password', path: '/reset-password' }

export const verificationMail = (to: Addressee, token: Token): AccountMail =>
  accountMail(to, {
    subject: 'Verify your e-mail address',
    paragraphs: [
      'Open the link to verify that this is your e-mail address. It works once, for 24 hours.',
      'If you have not asked for this, do nothing: without the link the address is not used.',
    ],
    link: { label: 'Verify the address', path: '/verify-email' },
    ...token,
  })

/** For the owner of an address that another account wants to use. */
export const addressWantedMail = (to: Addressee): AccountMail =>
  accountMail(to, {
    subject: 'Your e-mail address was given for another account',
    paragraphs: [
      'Somebody gave this address for another account of Gruppetto. It is the address of your account, so nothing was changed.',
      'If it was you: sign in with this address, or give another one there.',
    ],
  })

export const addressChangeAskedMail = (to: Addressee): AccountMail =>
  accountMail(to, {
    subject: 'Your e-mail address is about to change',
    paragraphs: [
      'Another e-mail address was given for your account. It replaces this one as soon as somebody opens the link that we sent there.',
      NOT_YOU,
    ],
    link: RESET_LINK,
  })

export const addressChangedMail = (to: Addressee): AccountMail =>
  accountMail(to, {
    subject: 'Your e-mail address has changed',
    paragraphs: [
      'Your account now has another e-mail address, and you sign in with that one. We send nothing more to this address.',
      'If this was not you, answer at once to whoever runs this platform: the account is in other hands.',
    ],
  })

export const passwordResetMail = (to: Addressee, token: Token): AccountMail =>
  accountMail(to, {
    subject: 'Reset your password',
    paragraphs: [
      'Open the link to choose a new password. It works once, for 30 minutes, and signs you out everywhere else.',
      'If you have not asked for this, do nothing: your password stays as it is.',
    ],
    link: RESET_LINK,
    ...token,
  })

export const passwordChangedMail = (to: Addressee): AccountMail =>
  accountMail(to, {
    subject: 'Your password was changed',
    paragraphs: ['The password of your account was changed, and all other devices were signed out.', NOT_YOU],
    facts: [{ label: 'When', at: to.atMs }],
    link: RESET_LINK,
  })

export const newDeviceMail = (to: Addressee, device: string | null): AccountMail =>
  accountMail(to, {
    subject: 'A new device has signed in',
    paragraphs: ['Your account was signed in to from a device or a network that we have not seen before.', NOT_YOU],
    facts: [
      { label: 'Device', text: device ?? 'unknown' },
      { label: 'When', at: to.atMs },
    ],
    link: RESET_LINK,
  })

interface SuspensionWords {
  readonly until: Date
  readonly reason: string
  readonly timeZone: string
}

export const suspendedMail = (to: Addressee, { until, reason, timeZone }: SuspensionWords): AccountMail =>
  accountMail(to, {
    subject: 'Your account is suspended',
    paragraphs: [
      `Until ${instantText(until.getTime(), timeZone)} you can read, but not post, comment, upload or change anything.`,
      `The reason: ${reason}`,
      'The suspension ends by itself. You may appeal in the app.',
    ],
  })

export const suspensionLiftedMail = (to: Addressee): AccountMail =>
  accountMail(to, { subject: 'Your account is no longer suspended', paragraphs: ['You can use everything again.'] })

/** The link gets its token when the mail is sent. */
export const exportReadyMail = (to: Addressee, exportId: string, expiresAt: number): AccountMail =>
  accountMail(to, {
    subject: 'Your data export is ready',
    paragraphs: [
      'Everything that Gruppetto holds on you is ready to be fetched: your data, your original recordings and your photos.',
      'Whoever has the link can fetch it. It works for seven days; then the archive is deleted.',
    ],
    link: { label: 'Fetch the export', path: `${EXPORT_PATH}/${exportId}` },
    expiresAt,
  })
