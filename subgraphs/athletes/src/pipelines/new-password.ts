import { badUserInput, broken } from '@gruppetto/graph'
import type { Account } from '../domain/account.ts'
import { guessableProblem, PUBLISHED_PASSWORDS, passwordProblem } from '../domain/passwords.ts'
import { commonPasswords } from './common-passwords.ts'

/** Throws BAD_USER_INPUT at `path` unless the account may have this password. */
export const requireGoodPassword = async (account: Account, newPassword: string, path: string): Promise<void> => {
  const isPublished = account.roles.length > 0 && PUBLISHED_PASSWORDS.includes(newPassword)
  const problem =
    passwordProblem(newPassword) ??
    guessableProblem(newPassword, account, await commonPasswords()) ??
    (isPublished ? broken('EASY_TO_GUESS', 'is published: whoever has a role needs another') : null)
  if (problem !== null) throw badUserInput([{ path, ...problem }])
}
