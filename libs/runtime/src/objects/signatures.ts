import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a signed URL allows: this method on this key, with this size (PUT only), until this time. */
export interface Grant {
  readonly method: 'PUT' | 'GET'
  readonly key: string
  readonly sizeBytes: number | null
  readonly fileName: string | null
  /** Of a picture that a page may show; null for a download. */
  readonly contentType: string | null
  readonly expiresAtMs: number
}

const signatureOf = (secret: string, grant: Grant): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([grant.method, grant.key, grant.sizeBytes, grant.fileName, grant.contentType, grant.expiresAtMs]))
    .digest('base64url')

/** Returns the query string of a signed URL. */
export const signedQuery = (secret: string, grant: Grant): string => {
  const query = new URLSearchParams({ expires: String(grant.expiresAtMs) })
  if (grant.sizeBytes !== null) query.set('size', String(grant.sizeBytes))
  if (grant.fileName !== null) query.set('name', grant.fileName)
  if (grant.contentType !== null) query.set('type', grant.contentType)
  query.set('signature', signatureOf(secret, grant))
  return query.toString()
}

export type Verdict =
  | { readonly ok: true; readonly grant: Grant }
  | { readonly ok: false; readonly reason: 'tampered' | 'expired' }

/** Verifies a signed query string. A size or expiry that is not a plain number counts as tampered with. */
export const checkQuery = (
  secret: string,
  method: 'PUT' | 'GET',
  key: string,
  query: Readonly<Record<string, string>>,
  nowMs: number,
): Verdict => {
  const number = (text: string | undefined) => (text !== undefined && /^\d{1,16}$/.test(text) ? Number(text) : null)
  const expiresAtMs = number(query.expires)
  const sizeBytes = number(query.size)
  if (expiresAtMs === null || (method === 'PUT' && sizeBytes === null)) return { ok: false, reason: 'tampered' }
  const grant: Grant = { method, key, sizeBytes, fileName: query.name ?? null, contentType: query.type ?? null, expiresAtMs }
  const right = Buffer.from(signatureOf(secret, grant))
  const given = Buffer.from(query.signature ?? '')
  if (given.length !== right.length || !timingSafeEqual(given, right)) return { ok: false, reason: 'tampered' }
  return nowMs > expiresAtMs ? { ok: false, reason: 'expired' } : { ok: true, grant }
}
