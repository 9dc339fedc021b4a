import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Config } from '@gruppetto/runtime'
import { createTransport } from 'nodemailer'
import { type Mailer, mailDestination, messageOf } from './mailer.ts'

/** Writes mails as .eml files, for a machine without a mail server. Any mail program opens them. */
export const openFolderMailer = (config: Config): Mailer => {
  const folder = mailDestination(config)
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' })
  return {
    async send(mail) {
      const { message } = await transport.sendMail(messageOf(mail, config))
      const name = `${mail.at.toISOString().replaceAll(/[:.]/g, '-')}-${mail.id}`
      await mkdir(folder, { recursive: true, mode: 0o700 })
      // Only the owner reads it: a mail may hold a link that opens the account. Moved into place, so that no reader sees half a mail.
      const unfinished = join(folder, `.${name}`)
      await writeFile(unfinished, message as Buffer, { mode: 0o600 })
      await rename(unfinished, join(folder, `${name}.eml`))
    },
    async erase(matches) {
      const names = await readdir(folder).catch((): string[] => [])
      for (const name of names) {
        const text = await readFile(join(folder, name), 'utf8').catch(() => '')
        // A line of a mail that is too long is broken by an equals sign.
        if (matches(text.replaceAll('=\n', ''))) await rm(join(folder, name), { force: true })
      }
    },
    close: async () => transport.close(),
  }
}
