import { isDuplicateKey } from '@gruppetto/runtime'

/** A unique thing that somebody else has. Not transient: the transaction that throws it is not run again. */
export class Taken extends Error {
  override readonly name = 'Taken'
  readonly what: 'handle' | 'email' | 'slot'
  constructor(what: Taken['what']) {
    super(`${what} is taken`)
    this.what = what
  }
}

/** Runs an insert; throws Taken where its key is there already. */
export const unlessTaken = async (what: Taken['what'], insert: () => Promise<unknown>): Promise<void> => {
  try {
    await insert()
  } catch (error) {
    if (isDuplicateKey(error)) throw new Taken(what)
    throw error
  }
}
