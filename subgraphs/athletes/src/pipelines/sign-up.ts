import { badUserInput, conflict, newId } from '@gruppetto/graph'
import { isWriteConflict, type Origin } from '@gruppetto/runtime'
import { type Account, accountState, newAccount } from '../domain/account.ts'
import { emailKeyOf } from '../domain/handles.ts'
import type { SignUp } from '../domain/inputs.ts'
import { guessedProblem } from '../domain/passwords.ts'
import type { OpenedSession } from '../domain/session.ts'
import type { Services } from '../services.ts'
import { Taken } from '../stores/taken.ts'
import { commonPasswords } from './common-passwords.ts'
import { draftSession, presentSession } from './open-session.ts'

const HANDLE_TAKEN = 'This handle is taken.'
const EMAIL_TAKEN = 'This e-mail address has an account already.'

/** Opens an account and its first session; throws CONFLICT for a handle or an address that somebody has, BAD_USER_INPUT for a password
 * that is guessed first. */
export const signUp = async (
  services: Services,
  input: SignUp,
  origin: Origin,
): Promise<{ readonly account: Account; readonly opened: OpenedSession }> => {
  const { database, runtime, stores, hasher } = services
  const guessed = guessedProblem(input.password, input, await commonPasswords())
  if (guessed !== null) throw badUserInput([{ path: 'input.password', message: guessed }])
  const emailKey = emailKeyOf(input.email)
  const [holders, credential] = await Promise.all([stores.handles.many([input.handle]), stores.credentials.byEmail(emailKey)])
  // Asked before the costly hash; what counts are the unique keys in the transaction.
  if (holders.size > 0) throw conflict(HANDLE_TAKEN)
  if (credential !== null) throw conflict(EMAIL_TAKEN)
  const id = newId('Athlete')
  const passwordHash = await hasher.hash(input.password)
  const { timeZone = null, units = null, persona = null } = input
  const account = newAccount({ ...input, id, timeZone, units, persona }, new Date(runtime.now()))
  const { session, token } = draftSession(services, id, null)
  try {
    await database.transact(
      async (tx) => {
        await stores.handles.claim(account.handle, id, tx)
        await stores.credentials.insert({ _id: emailKey, athleteId: id, passwordHash }, tx)
        await stores.accounts.insert(account, tx)
        await stores.searchNames.put(id, account.displayName, tx)
        await stores.sessions.insert(session, tx)
        tx.emit('athlete.changed', accountState(account, runtime.now()))
      },
      { ...origin, actor: id },
    )
  } catch (error) {
    if (error instanceof Taken) throw conflict(error.what === 'handle' ? HANDLE_TAKEN : EMAIL_TAKEN)
    if (isWriteConflict(error)) throw conflict('Others want this handle or e-mail address at this moment: try again.')
    throw error
  }
  return { account, opened: await presentSession(services, account, session, token) }
}
