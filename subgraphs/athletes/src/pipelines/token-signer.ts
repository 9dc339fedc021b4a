import type { Runtime } from '@gruppetto/runtime'
import { type CryptoKey, calculateJwkThumbprint, exportJWK, generateKeyPair, importJWK, type JSONWebKeySet, SignJWT } from 'jose'
import { isSpent, nextKey, publishedKeys, type ScheduledKey } from '../domain/key-schedule.ts'
import type { Role } from '../domain/vocabulary.ts'
import type { SigningKey, SigningKeys } from '../stores/signing-keys.ts'
import { seal, unseal } from './sealing.ts'

const TOKEN_ISSUER = 'gruppetto'
const TOKEN_AUDIENCE = 'gruppetto'
const ALGORITHM = 'EdDSA'
/** A key is published an hour before it signs, so keys that were read a minute ago are fresh enough. */
const READ_EVERY_MS = 60_000

export interface TokenClaims {
  readonly athleteId: string
  readonly sessionId: string
  readonly roles: readonly Role[]
  /** In the past, when a token is issued again as it was. */
  readonly issuedAt: Date
}

export interface AccessToken {
  readonly token: string
  readonly expiresAt: Date
}

export interface TokenSigner {
  sign(claims: TokenClaims): Promise<AccessToken>
  /** Returns the public keys for /.well-known/jwks.json. */
  keySet(): Promise<JSONWebKeySet>
  /** Creates the next key when it is due and deletes those whose tokens have expired. Safe in several processes at once. */
  rotate(): Promise<void>
}

/** Opens the signing keys of access tokens. The first start creates one. Their private halves are encrypted in the database. */
export const openTokenSigner = async (
  { config, log, now }: Pick<Runtime, 'config' | 'log' | 'now'>,
  store: SigningKeys,
): Promise<TokenSigner> => {
  const lifeMs = config.accessTokenSeconds * 1000
  const privateKeys = new Map<string, CryptoKey | Uint8Array | null>()
  let known: { readonly keys: readonly SigningKey[]; readonly readAtMs: number } = {
    keys: [],
    readAtMs: Number.NEGATIVE_INFINITY,
  }

  const read = async (): Promise<readonly SigningKey[]> => {
    known = { keys: await store.all(), readAtMs: now() }
    return known.keys
  }
  const current = async () => (Math.abs(now() - known.readAtMs) > READ_EVERY_MS ? read() : known.keys)

  const privateKeyOf = async (key: SigningKey): Promise<CryptoKey | Uint8Array | null> => {
    const held = privateKeys.get(key.kid)
    if (held !== undefined) return held
    const jwk = unseal(key.sealedPrivateJwk, key.kid, config.identitySecret)
    const opened = jwk === null ? null : await importJWK(JSON.parse(jwk), ALGORITHM)
    privateKeys.set(key.kid, opened)
    return opened
  }

  const create = async ({ slot, signsFromMs }: ScheduledKey): Promise<void> => {
    const pair = await generateKeyPair(ALGORITHM, { crv: 'Ed25519', extractable: true })
    const publicJwk = await exportJWK(pair.publicKey)
    const kid = await calculateJwkThumbprint(publicJwk)
    const sealedPrivateJwk = seal(JSON.stringify(await exportJWK(pair.privateKey)), kid, config.identitySecret)
    const published = JSON.stringify({ ...publicJwk, kid, alg: ALGORITHM, use: 'sig' })
    const isOurs = await store.insert({ slot, signsFromMs, kid, publicJwk: published, sealedPrivateJwk })
    if (isOurs) log.info({ kid, slot, signsFromMs }, 'a signing key was created')
  }

  /** Returns the newest key that has started and that this process can decrypt. */
  const usableKey = async (keys: readonly SigningKey[]) => {
    const due = keys.filter((key) => key.signsFromMs <= now() && !isSpent(keys, key, now(), lifeMs))
    for (const key of due.toSorted((a, b) => b.slot - a.slot)) {
      const privateKey = await privateKeyOf(key)
      if (privateKey !== null) return { kid: key.kid, privateKey }
      log.warn({ kid: key.kid }, 'a signing key was encrypted with another identity secret')
    }
    return null
  }

  /** Returns the key to sign with now. Creates one when there is none, or none can be decrypted since the identity secret has changed. */
  const signingKey = async () => {
    const cached = await usableKey(await current())
    if (cached !== null) return cached
    for (let attempt = 0; attempt < 5; attempt += 1) {
      const keys = await read()
      const key = await usableKey(keys)
      if (key !== null) return key
      await create({ slot: Math.max(0, ...keys.map(({ slot }) => slot)) + 1, signsFromMs: now() })
    }
    throw new Error('no signing key could be created')
  }

  await signingKey()
  return {
    async sign({ athleteId, sessionId, roles, issuedAt: at }) {
      const { kid, privateKey } = await signingKey()
      const issuedAt = Math.floor(at.getTime() / 1000)
      const expiresAt = issuedAt + config.accessTokenSeconds
      const token = await new SignJWT({ sid: sessionId, roles: [...roles] })
        .setProtectedHeader({ alg: ALGORITHM, kid, typ: 'JWT' })
        .setSubject(athleteId)
        .setIssuer(TOKEN_ISSUER)
        .setAudience(TOKEN_AUDIENCE)
        .setIssuedAt(issuedAt)
        .setExpirationTime(expiresAt)
        .sign(privateKey)
      return { token, expiresAt: new Date(expiresAt * 1000) }
    },
    async keySet() {
      return { keys: publishedKeys(await current(), now(), lifeMs).map((key) => JSON.parse(key.publicJwk)) }
    },
    async rotate() {
      const keys = await read()
      const due = nextKey(keys, now())
      if (due !== null) await create(due)
      await store.delete(keys.filter((key) => isSpent(keys, key, now(), lifeMs)).map(({ slot }) => slot))
      await read()
    },
  }
}
