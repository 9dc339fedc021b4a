import { randomBytes } from 'node:crypto'
import { validInput } from '@gruppetto/graph'
import { SYSTEM } from '@gruppetto/runtime'
import { CODE_BYTES, type CodeRow, codeOf, newCodes } from '../domain/code.ts'
import type { Storage } from '../services.ts'
import { codeIdOf } from './code-hash.ts'

/** Where staff makes, lists and ends codes. Only the command line uses it. */
export interface CodeDesk {
  /** Makes codes and returns them: they are shown this once, since only their hashes are kept. */
  make(input: unknown): Promise<readonly string[]>
  list(name: string): Promise<readonly CodeRow[]>
  /** Ends all codes of a name. Returns how many. Premium that was given with them stays. */
  revoke(name: string): Promise<number>
}

const MOST_LISTED = 1_000

export const makeCodeDesk = ({ database, stores, runtime }: Storage): CodeDesk => ({
  async make(input) {
    const nowMs = runtime.now()
    const { name, kind, percentOff, months, uses, count, expiresAt } = validInput(newCodes(nowMs), input)
    const made = Array.from({ length: count }, () => codeOf(randomBytes(CODE_BYTES)))
    const rows = made.map(
      (code): CodeRow => ({
        _id: codeIdOf(runtime.config.identitySecret, code) ?? '',
        name,
        kind,
        percentOff,
        months,
        usesLeft: uses,
        uses: 0,
        expiresAt,
        revokedAt: null,
        createdAt: new Date(nowMs),
        boughtById: null,
      }),
    )
    await database.transact((tx) => stores.codes.insert(rows, tx), SYSTEM)
    return made
  },
  list: (name) => stores.codes.named(name, MOST_LISTED),
  revoke: (name) => stores.codes.revoke(name, new Date(runtime.now())),
})
