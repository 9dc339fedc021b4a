import { createHmac, timingSafeEqual } from 'node:crypto'
import { z } from 'zod'

const callerSchema = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('anonymous'),
    address: z.string().nullable(),
    /** Why the caller's credentials were refused; absent when there were none. */
    refused: z.string().optional(),
    /** What the User-Agent says of the device, for a sign-in whose client gives it no name. */
    device: z.string().optional(),
  }),
  z.object({
    kind: z.literal('athlete'),
    athleteId: z.string(),
    sessionId: z.string(),
    roles: z.array(z.enum(['STAFF'])),
    address: z.string().nullable(),
  }),
  z.object({
    kind: z.literal('partner'),
    keyId: z.string(),
    brandId: z.string(),
    scopes: z.array(z.string()),
    address: z.string().nullable(),
  }),
  z.object({ kind: z.literal('service'), name: z.string() }),
])

/** The caller as the gateway has verified it: nobody, an athlete, a partner's API key, or another process of the platform. */
export type Caller = z.infer<typeof callerSchema>

export const ANONYMOUS: Caller = { kind: 'anonymous', address: null }
export const IDENTITY_HEADER = 'x-gruppetto-identity'
/** Long enough for a slow request and for clocks that differ a little, but short enough that a leaked header is soon useless. */
export const IDENTITY_SECONDS = 60

const signature = (payload: string, secret: string): Buffer => createHmac('sha256', secret).update(payload).digest()

/** Returns the value of the identity header: base64url(JSON) and its HMAC-SHA256. */
export const signIdentity = (caller: Caller, secret: string, nowMs: number): string => {
  const payload = Buffer.from(JSON.stringify({ caller, expiresAtMs: nowMs + IDENTITY_SECONDS * 1000 })).toString('base64url')
  return `${payload}.${signature(payload, secret).toString('base64url')}`
}

const envelopeSchema = z.object({ caller: callerSchema, expiresAtMs: z.number() })

/** Returns the caller in an identity header; null when the header is missing, forged, malformed or expired. */
export const verifyIdentity = (header: string | undefined, secret: string, nowMs: number): Caller | null => {
  const [payload, mac, ...rest] = header?.split('.') ?? []
  if (payload === undefined || mac === undefined || rest.length > 0) return null
  const expected = signature(payload, secret)
  const given = Buffer.from(mac, 'base64url')
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  try {
    const { caller, expiresAtMs } = envelopeSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')))
    return expiresAtMs > nowMs ? caller : null
  } catch {
    return null
  }
}
