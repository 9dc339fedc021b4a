import type { EventData } from '@gruppetto/events'
import { describe, expect, it } from 'vitest'
import type { MailReader } from './mail-facts.ts'
import { layoutMail } from './mail-layout.ts'

const ana: MailReader = { displayName: 'Ana <b>Keller</b>', units: 'METRIC', timeZone: 'Europe/Zurich' }
const place = { publicUrl: 'https://gruppetto.example', token: null }
const digest: EventData<'mail.requested'> = {
  athleteId: 'ath_1',
  kind: 'DIGEST',
  subject: 'Your week',
  paragraphs: ['You & "Ben" rode <script>alert(1)</script>.'],
  facts: [
    { label: 'Distance', distanceMeters: 182_400 },
    { label: 'A short one', distanceMeters: 1_609.344 },
    { label: 'Time', seconds: 24_330 },
    { label: 'Sprint', seconds: 59.6 },
    { label: 'Next event', at: Date.parse('2026-11-29T06:30:00Z') },
    { label: 'Kudos', count: 1234 },
    { label: 'Club', text: 'Early Birds' },
  ],
  link: { label: 'See your week', path: '/week?a=1&b=2' },
  unsubscribePath: '/mail/unsubscribe/abc',
  at: 0,
}

describe('layoutMail', () => {
  it('writes the figures in the units and the time zone of the reader', () => {
    const { text } = layoutMail(digest, ana, place)
    expect(text).toContain(['Distance: 182.4 km', 'A short one: 1.61 km', 'Time: 6 h 45 min', 'Sprint: 1 min 0 s'].join('\n'))
    // The releases of ICU differ in the comma.
    expect(text).toMatch(/\nNext event: Sunday,? 29 November 2026 at 07:30 \(Europe\/Zurich\)\nKudos: 1,234\nClub: Early Birds\n/)
    const imperial = layoutMail(digest, { ...ana, units: 'IMPERIAL', timeZone: 'America/New_York' }, place)
    expect(imperial.text).toMatch(/Distance: 113.3 mi\nA short one: 1 mi/)
    expect(imperial.text).toContain('at 01:30 (America/New York)')
  })

  it('escapes what people wrote', () => {
    const { html, text } = layoutMail(digest, ana, place)
    expect(html).toContain('You &amp; &quot;Ben&quot; rode &lt;script&gt;alert(1)&lt;/script&gt;.')
    expect(html).toContain('Hello Ana &lt;b&gt;Keller&lt;/b&gt;,')
    expect(html).toContain('href="https://gruppetto.example/week?a=1&amp;b=2"')
    expect(html).not.toMatch(/<script|<b>|<img/)
    expect(text).toContain('You & "Ben" rode <script>alert(1)</script>.')
  })

  it('lets nothing become a header or turn the text around', () => {
    const subject = `A kudos from X\r\nBcc: everyone@example.org\u2028${'\u202e'}${'very '.repeat(60)}long`
    const laid = layoutMail({ ...digest, subject, unsubscribePath: '/u\r\nX-Evil: 1/<>' }, ana, place)
    expect(laid.subject).toMatch(/^A kudos from X Bcc: everyone@example.org very /)
    expect(laid.subject.length).toBeLessThanOrEqual(150)
    expect(Object.values(laid.headers).join('')).not.toMatch(/[\r\n]/)
    expect(laid.headers['List-Unsubscribe']).toBe('<https://gruppetto.example/uX-Evil:%201/%3C%3E>')
  })

  it('can be unsubscribed from by one click, unless it is about the safety of the account', () => {
    const { headers, text, html } = layoutMail(digest, ana, place)
    expect(headers).toEqual({
      'Auto-Submitted': 'auto-generated',
      'List-Unsubscribe': '<https://gruppetto.example/mail/unsubscribe/abc>',
      'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
    })
    expect(text).toContain('Unsubscribe from these mails: https://gruppetto.example/mail/unsubscribe/abc')
    expect(html).toContain('href="https://gruppetto.example/mail/unsubscribe/abc"')
    const safety = layoutMail({ ...digest, kind: null }, ana, place)
    expect(safety.headers).toEqual({ 'Auto-Submitted': 'auto-generated' })
    expect(safety.text).toContain('about the safety of your account')
  })

  it('has no words of whoever signed up, for an address that may be a stranger’s', () => {
    const { text, html } = layoutMail({ ...digest, paragraphs: [] }, { ...ana, displayName: null }, place)
    expect(text).toMatch(/^Hello,\n\n/)
    expect(html).toContain('<p>Hello,</p>')
  })

  it('leads to the platform alone, with the token where no server sees it', () => {
    const link = { label: 'Go', path: '//evil.example/x' }
    const { text } = layoutMail({ ...digest, link }, ana, { ...place, token: 'tok' })
    expect(text).toContain('Go:\nhttps://gruppetto.example//evil.example/x#tok')
  })
})
