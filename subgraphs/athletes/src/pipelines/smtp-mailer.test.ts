import type { AddressInfo } from 'node:net'
import { loadConfig } from '@gruppetto/runtime'
import { SMTPServer } from 'smtp-server'
import { afterEach, describe, expect, it } from 'vitest'
import { type Mail, type Mailer, openMailer } from './mailer.ts'

const mail: Mail = {
  id: '019ab28f-8e85-7a2c-8c1d-3f0e5b6a7c8d',
  to: 'anna@example.org',
  at: new Date('2026-11-29T10:00:00Z'),
  subject: 'Kudos for “Größe” 🚴',
  text: 'Hello\n',
  html: '<p>Hello</p>',
  headers: { 'List-Unsubscribe': `<https://gruppetto.example/mail/unsubscribe/${'x'.repeat(120)}>` },
}

interface Received {
  readonly to: readonly string[]
  readonly message: string
}

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** A mail server that answers RCPT TO with these errors, in order, and takes every mail after them. */
const openServer = async (refusals: readonly { readonly responseCode: number; readonly at: 'RCPT' | 'DATA' }[] = []) => {
  const received: Received[] = []
  const left = [...refusals]
  const refusal = (at: 'RCPT' | 'DATA') => {
    if (left[0]?.at !== at) return null
    const responseCode = left.shift()?.responseCode
    return Object.assign(new Error('refused'), { responseCode })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onRcptTo: (_address, _session, done) => done(refusal('RCPT')),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const error = refusal('DATA')
        const to = envelope.rcptTo.map(({ address }) => address)
        if (error === null) received.push({ to, message: Buffer.concat(chunks).toString() })
        done(error)
      })
    },
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  closing.push(() => new Promise((resolve) => server.close(() => resolve())))
  return { received, port: (server.server.address() as AddressInfo).port }
}

const mailerTo = (port: number): Mailer => {
  const secret = 's'.repeat(40)
  const env = { SMTP_URL: `smtp://127.0.0.1:${port}`, PUBLIC_URL: 'https://gruppetto.example', IDENTITY_SECRET: secret }
  const mailer = openMailer({ config: loadConfig(env) })
  closing.unshift(() => mailer.close())
  return mailer
}

describe('a mail server', () => {
  it('gets the mail, with the id of its event, and headers of one line each', async () => {
    const { received, port } = await openServer()
    const mailer = mailerTo(port)
    await mailer.send(mail)
    await mailer.send({ ...mail, to: "o'brien+x,y@example.org" })
    expect(received.map(({ to }) => to)).toEqual([['anna@example.org'], ['"o\'brien+x,y"@example.org']])
    const { message = '' } = received[0] ?? {}
    expect(message).toContain('From: Gruppetto <noreply@gruppetto.example>')
    expect(message).toContain(`Message-ID: <${mail.id}@gruppetto.example>`)
    expect(message).toMatch(/^Subject: =\?UTF-8\?/m)
    expect(message).toContain(mail.headers['List-Unsubscribe'])
    expect(message).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/)
  })

  it('that refuses an address for good is not asked again', async () => {
    const { port } = await openServer([{ responseCode: 550, at: 'RCPT' }])
    await expect(mailerTo(port).send(mail)).rejects.toMatchObject({ name: 'MailRefused' })
  })

  it.each(['anna@example.org>\r\nRCPT TO:<b@example.org', 'an<na@example.org'])(
    'is never sent the address %j, which is no address',
    async (to) => {
      const { received, port } = await openServer()
      await expect(mailerTo(port).send({ ...mail, to })).rejects.toMatchObject({ name: 'MailRefused' })
      expect(received).toEqual([])
    },
  )

  it('that is busy, or away, is tried again', async () => {
    const { received, port } = await openServer([
      { responseCode: 451, at: 'RCPT' },
      { responseCode: 452, at: 'DATA' },
    ])
    const mailer = mailerTo(port)
    for (let tries = 0; tries < 2; tries += 1) {
      await expect(mailer.send(mail)).rejects.toMatchObject({ name: 'MailServerUnavailable' })
    }
    await mailer.send(mail)
    expect(received).toHaveLength(1)
    // Port 1 of this machine has no mail server.
    await expect(mailerTo(1).send(mail)).rejects.toMatchObject({ name: 'MailServerUnavailable' })
  })

  it('that refuses the text leaves it to an operator', async () => {
    const { port } = await openServer([{ responseCode: 554, at: 'DATA' }])
    const error = await mailerTo(port)
      .send(mail)
      .catch((thrown: unknown) => thrown)
    expect(error).toBeInstanceOf(Error)
    expect(['MailRefused', 'MailServerUnavailable']).not.toContain((error as Error).name)
  })
})
