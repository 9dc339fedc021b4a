import type { EventData } from '@gruppetto/events'
import { escapeHtml } from '@gruppetto/graph'
import { factText, type MailReader } from './mail-facts.ts'

/** What a mail says, ready to be sent. */
export interface MailContent {
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly headers: Readonly<Record<string, string>>
}

interface MailPlace {
  /** The public address of the platform, without a slash at the end. */
  readonly publicUrl: string
  /** Added to the link behind #, so that no server on the way sees it; null when the mail has none. */
  readonly token: string | null
  /** Says why the reader gets the mail, where it is not for an athlete. */
  readonly why?: string
}

/** What a mail is made of. */
export type MailParts = Omit<EventData<'mail.requested'>, 'athleteId' | 'address' | 'at'>

const SUBJECT_MAX = 150
const SAFETY = 'This mail is about the safety of your account, so it comes whatever else you have switched off.'
const ABOUT_MONEY = 'This mail is about what you have bought, so it comes whatever you have switched off.'
const BY_CHOICE = 'You get this mail because of your settings for notifications.'

/** Removes what could begin a header or turn the text around: controls, line breaks, and marks that change its direction. */
const oneLine = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/ {2,}/g, ' ')
    .trim()

/** Returns the address of a path. `path` begins with a slash and `publicUrl` ends with none, so a path cannot lead to another host. */
const urlOf = (path: string, { publicUrl }: MailPlace): string => new URL(publicUrl + path).href

const BUTTON = 'display:inline-block;padding:10px 16px;border-radius:6px;background:#0b6e4f;color:#ffffff;text-decoration:none'
const PAGE = 'margin:0 auto;max-width:34em;padding:16px;font:16px/1.5 system-ui,-apple-system,sans-serif;color:#1c1c1c'
const SMALL = 'font-size:13px;color:#666666'

/** Lays out a mail as plain text and as HTML. Everything that people wrote is escaped; there are no images and no tracking. */
export const layoutMail = (data: MailParts, reader: MailReader, place: MailPlace): MailContent => {
  const { kind, link, unsubscribePath } = data
  const subject = oneLine(data.subject).slice(0, SUBJECT_MAX)
  const hello = reader.displayName === null ? 'Hello,' : `Hello ${reader.displayName},`
  const paragraphs = [hello, ...data.paragraphs].map(oneLine)
  const facts = (data.facts ?? []).map((fact) => ({ label: oneLine(fact.label), value: oneLine(factText(fact, reader)) }))
  const button = link && {
    label: oneLine(link.label),
    url: urlOf(link.path, place) + (place.token === null ? '' : `#${place.token}`),
  }
  const unsubscribeUrl = kind === null || unsubscribePath === undefined ? null : urlOf(unsubscribePath, place)
  const footer = place.why ?? (kind === null ? (data.about === 'MONEY' ? ABOUT_MONEY : SAFETY) : BY_CHOICE)

  const text = [
    ...paragraphs,
    ...(facts.length > 0 ? [facts.map(({ label, value }) => `${label}: ${value}`).join('\n')] : []),
    ...(button ? [`${button.label}:\n${button.url}`] : []),
    `-- \nGruppetto\n${footer}${unsubscribeUrl === null ? '' : `\nUnsubscribe from these mails: ${unsubscribeUrl}`}`,
  ].join('\n\n')

  const rows = facts.map(
    ({ label, value }) =>
      `<tr><td style="padding:2px 16px 2px 0">${escapeHtml(label)}</td><td><strong>${escapeHtml(value)}</strong></td></tr>`,
  )
  const unsubscribe =
    unsubscribeUrl === null ? '' : `<br><a href="${escapeHtml(unsubscribeUrl)}" style="${SMALL}">Unsubscribe from these mails</a>`
  const html = [
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${escapeHtml(subject)}</title></head>`,
    `<body style="${PAGE}">`,
    ...paragraphs.map((paragraph) => `<p>${escapeHtml(paragraph)}</p>`),
    ...(rows.length > 0 ? [`<table role="presentation">${rows.join('')}</table>`] : []),
    ...(button ? [`<p><a href="${escapeHtml(button.url)}" style="${BUTTON}">${escapeHtml(button.label)}</a></p>`] : []),
    `<p style="${SMALL}">Gruppetto<br>${escapeHtml(footer)}${unsubscribe}</p>`,
    '</body></html>',
  ].join('\n')

  const headers = {
    'Auto-Submitted': 'auto-generated',
    // RFC 8058: the reader's mail program unsubscribes by a POST with this one line.
    ...(unsubscribeUrl !== null && {
      'List-Unsubscribe': `<${unsubscribeUrl}>`,
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    }),
  }
  return { subject, text, html, headers }
}
