import {
  badUserInput,
  broken,
  type Caller,
  conflict,
  inThePast,
  missingScopes,
  newId,
  notFound,
  unauthenticated,
  validInput,
} from '@gruppetto/graph'
import type { Tx } from '@gruppetto/runtime'
import type { Context } from '../context.ts'
import { type ApiKeyRow, isOver, keyNameInput, keyScopesInput, MOST_KEYS, outlives, scopesBeyond } from '../domain/api-key.ts'
import { newSecret } from './api-key-secret.ts'
import { recordPartnerAct } from './record-partner-act.ts'
import { requireScope } from './require-scope.ts'

export interface NewApiKeyResult {
  readonly apiKey: ApiKeyRow
  /** Shown only in this answer. */
  readonly secret: string
}

/** Reads the caller's key, which must hold until the transaction commits. Null for staff, who may give anything. */
export const holdMaker = async (
  { stores, runtime }: Pick<Context, 'stores' | 'runtime'>,
  caller: Caller,
  tx: Tx,
): Promise<ApiKeyRow | null> => {
  if (caller.kind !== 'partner') return null
  const nowMs = runtime.now()
  const maker = await stores.apiKeys.hold(caller.keyId, new Date(nowMs), tx)
  if (maker === null || isOver(maker, nowMs)) throw unauthenticated('The API key is not valid.')
  return maker
}

/** Throws unless the maker could give these rights: no scope that it lacks, and no longer life than its own. */
export const requireNoMoreThan = (maker: ApiKeyRow, wanted: Pick<ApiKeyRow, 'scopes' | 'expiresAt'>): void => {
  const beyond = scopesBeyond(maker, wanted)
  if (beyond.length > 0) throw missingScopes(beyond)
  if (outlives(maker, wanted)) {
    throw badUserInput([{ path: 'expiresAt', ...broken('TOO_LATE', 'must not be later than that of the key that you use') }])
  }
}

interface KeyInput {
  readonly name: string
  readonly scopes: readonly string[]
  readonly expiresAt: Date | null
}

/** Makes a key of a brand. A caller with a key makes none with more scopes or a longer life than its own. */
export const makeApiKey = async (
  context: Pick<Context, 'caller' | 'database' | 'stores' | 'runtime' | 'origin'>,
  brandId: string,
  input: KeyInput,
): Promise<NewApiKeyResult> => {
  const { caller, database, stores, runtime, origin } = context
  const name = validInput(keyNameInput, input.name, 'name')
  const scopes = validInput(keyScopesInput, input.scopes, 'scopes')
  const nowMs = runtime.now()
  if (input.expiresAt !== null && input.expiresAt.getTime() <= nowMs) {
    throw badUserInput([{ path: 'expiresAt', ...inThePast() }])
  }
  const { secret, ...hashed } = newSecret()
  const made = {
    _id: newId('ApiKey'),
    brandId,
    name,
    scopes,
    ...hashed,
    createdAt: new Date(nowMs),
    lastUsedAt: null,
    revokedAt: null,
  }
  const apiKey = await database.transact(async (tx) => {
    const maker = await holdMaker(context, caller, tx)
    if (!(await stores.brands.exists(brandId, tx))) throw notFound('This brand')
    const row: ApiKeyRow = { ...made, expiresAt: input.expiresAt ?? maker?.expiresAt ?? null }
    if (maker !== null) requireNoMoreThan(maker, row)
    const keys = await stores.apiKeys.listOfBrand(brandId, tx)
    if (keys.filter((key) => !isOver(key, nowMs)).length >= MOST_KEYS) {
      throw conflict(`A brand has at most ${MOST_KEYS} keys: revoke one that is not needed.`, 'TOO_MANY_KEYS', { max: MOST_KEYS })
    }
    await stores.apiKeys.insert(row, tx)
    recordPartnerAct(context, { brandId, act: 'KEY_CREATED', subjectId: row._id, note: row.scopes.join(' ') }, tx)
    return row
  }, origin)
  return { apiKey, secret }
}

/** Makes a key of the caller's brand, or of the one that staff have named. */
export const createApiKey = async (context: Context, named: string | null, input: KeyInput): Promise<NewApiKeyResult> =>
  makeApiKey(context, requireScope(context, named, 'KEYS_MANAGE'), input)
