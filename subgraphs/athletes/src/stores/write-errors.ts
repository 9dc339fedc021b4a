const DUPLICATE_KEY = 11000
const WRITE_CONFLICT = 112

/** A unique thing that somebody else has. Not transient: the transaction that throws it is not run again. */
export class Taken extends Error {
  override readonly name = 'Taken'
  readonly what: 'handle' | 'email' | 'slot'
  constructor(what: Taken['what']) {
    super(`${what} is taken`)
    this.what = what
  }
}

const hasCode = (error: unknown, code: number): boolean => error instanceof Error && 'code' in error && error.code === code

/** True for an insert of what is there already. */
export const isDuplicateKey = (error: unknown): boolean => hasCode(error, DUPLICATE_KEY)

/** True for a transaction that others got in the way of, again and again. */
export const isWriteConflict = (error: unknown): boolean => hasCode(error, WRITE_CONFLICT)

/** Runs an insert; throws Taken where its key is there already. */
export const unlessTaken = async (what: Taken['what'], insert: () => Promise<unknown>): Promise<void> => {
  try {
    await insert()
  } catch (error) {
    if (isDuplicateKey(error)) throw new Taken(what)
    throw error
  }
}
