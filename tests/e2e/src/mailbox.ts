import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** Returns the mails to an address in a folder of .eml files, oldest first. */
export const mailsIn = (folder: string, address: string): string[] => {
  const names = existsSync(folder) ? readdirSync(folder).sort() : []
  const mails = names.filter((name) => name.endsWith('.eml')).map((name) => readFileSync(join(folder, name), 'utf8'))
  return mails.filter((mail) => mail.includes(`\nTo: ${address}\n`))
}

/** Returns the token in the link of a mail. */
export const tokenIn = (mail: string | undefined): string => {
  // A long line of a mail is broken, and = is written as =3D.
  const plain = mail?.replaceAll('=\n', '').replaceAll('=3D', '=') ?? ''
  const token = /http[^\s"]*\/(?:verify-email|reset-password)#([\w-]{43})/.exec(plain)?.[1]
  if (token === undefined) throw new Error(`no link with a token in ${mail ?? 'no mail'}`)
  return token
}
