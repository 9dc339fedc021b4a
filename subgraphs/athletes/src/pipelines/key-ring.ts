import type { Runtime } from '@gruppetto/runtime'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JWK } from 'jose'
import { isSpent, nextKey, publishedKeys, type ScheduledKey, startedKeys } from '../domain/key-schedule.ts'
import type { SigningKey, SigningKeys } from '../stores/signing-keys.ts'
import { seal, unseal } from './sealing.ts'

export const ALGORITHM = 'EdDSA'
/** A key is published an hour before it signs, so keys that were read a minute ago are fresh enough. */
const READ_EVERY_MS = 60_000
const MAX_TRIES = 5

interface SigningPair {
  readonly kid: string
  readonly privateKey: CryptoKey | Uint8Array
}

export interface KeyRing {
  /** Returns the key to sign with now. Creates one when there is none, or none can be decrypted since the identity secret has changed. */
  signingKey(): Promise<SigningPair>
  publicKeys(): Promise<JWK[]>
  /** Creates the next key when it is due and deletes those whose tokens have expired. Safe in several processes at once. */
  rotate(): Promise<void>
}

const createKey = async ({ slot, signsFromMs }: ScheduledKey, secret: string): Promise<SigningKey> => {
  const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true })
  const publicJwk = await exportJWK(pair.publicKey)
  const kid = await calculateJwkThumbprint(publicJwk)
  return {
    slot,
    signsFromMs,
    kid,
    publicJwk: JSON.stringify({ ...publicJwk, kid, alg: ALGORITHM, use: 'sig' }),
    sealedPrivateJwk: seal(JSON.stringify(await exportJWK(pair.privateKey)), kid, secret),
  }
}

/** Opens the signing keys. They are stored in the database, their private halves encrypted with the identity secret. */
export const openKeyRing = ({ config, log, now }: Pick<Runtime, 'config' | 'log' | 'now'>, store: SigningKeys): KeyRing => {
  const tokenLifeMs = config.accessTokenSeconds * 1000
  const privateKeys = new Map<string, SigningPair['privateKey'] | null>()
  let cached: readonly SigningKey[] = []
  let readAtMs = Number.NEGATIVE_INFINITY

  const read = async (): Promise<readonly SigningKey[]> => {
    cached = await store.all()
    readAtMs = now()
    return cached
  }
  const readRecently = async () => (Math.abs(now() - readAtMs) > READ_EVERY_MS ? read() : cached)

  const privateKeyOf = async (key: SigningKey): Promise<SigningPair['privateKey'] | null> => {
    const known = privateKeys.get(key.kid)
    if (known !== undefined) return known
    const jwk = unseal(key.sealedPrivateJwk, key.kid, config.identitySecret)
    const privateKey = jwk === null ? null : await importJWK(JSON.parse(jwk), ALGORITHM)
    privateKeys.set(key.kid, privateKey)
    return privateKey
  }

  /** Returns the newest key that has started and that this process can decrypt. */
  const usableKey = async (keys: readonly SigningKey[]): Promise<SigningPair | null> => {
    for (const key of startedKeys(publishedKeys(keys, now(), tokenLifeMs), now())) {
      const privateKey = await privateKeyOf(key)
      if (privateKey !== null) return { kid: key.kid, privateKey }
      log.warn({ kid: key.kid }, 'a signing key was encrypted with another identity secret')
    }
    return null
  }

  /** Inserts a new key, unless another process has taken its slot. */
  const insertKey = async (scheduled: ScheduledKey): Promise<void> => {
    const key = await createKey(scheduled, config.identitySecret)
    if (await store.insert(key)) log.info({ kid: key.kid, ...scheduled }, 'a signing key was created')
  }

  return {
    async signingKey() {
      const key = await usableKey(await readRecently())
      if (key !== null) return key
      for (let attempt = 0; attempt < MAX_TRIES; attempt += 1) {
        const keys = await read()
        const fresh = await usableKey(keys)
        if (fresh !== null) return fresh
        await insertKey({ slot: Math.max(0, ...keys.map(({ slot }) => slot)) + 1, signsFromMs: now() })
      }
      throw new Error('no signing key could be created')
    },
    async publicKeys() {
      return publishedKeys(await readRecently(), now(), tokenLifeMs).map((key) => JSON.parse(key.publicJwk))
    },
    async rotate() {
      const keys = await read()
      const due = nextKey(keys, now())
      if (due !== null) await insertKey(due)
      await store.delete(keys.filter((key) => isSpent(keys, key, now(), tokenLifeMs)).map(({ slot }) => slot))
      await read()
    },
  }
}
