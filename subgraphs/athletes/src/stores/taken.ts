import { isDuplicateKey } from '@gruppetto/runtime'

/** Somebody else has a handle or an e-mail address. `transact` does not retry after this error. */
export class TakenError extends Error {
  override readonly name = 'TakenError'
  readonly what: 'handle' | 'email'
  constructor(what: TakenError['what']) {
    super(`the ${what} is taken`)
    this.what = what
  }
}

/** Runs an insert. Throws TakenError when its key exists. */
export const rejectTaken = async (what: TakenError['what'], insert: () => Promise<unknown>): Promise<void> => {
  try {
    await insert()
  } catch (error) {
    if (isDuplicateKey(error)) throw new TakenError(what)
    throw error
  }
}
