import { createHmac, timingSafeEqual } from 'node:crypto'
import type { ExportFormat } from '../generated/resolvers.ts'

export const EXPORT_PATH = '/exports/'
const LINK_MS = 3600_000
const FORMATS: readonly ExportFormat[] = ['ORIGINAL', 'GPX', 'TCX', 'FIT']

/** A link opens one activity in one format, as this viewer (null: anybody) may see it at the time of opening. */
export interface ExportGrant {
  readonly activityId: string
  readonly format: ExportFormat
  readonly viewerId: string | null
  readonly expiresAtMs: number
}

const signatureOf = (secret: string, { activityId, format, viewerId, expiresAtMs }: ExportGrant): string =>
  createHmac('sha256', secret)
    .update(`export:${JSON.stringify([activityId, format, viewerId, expiresAtMs])}`)
    .digest('base64url')

/** Returns the path and query of a link that is valid for an hour. */
export const signExport = (secret: string, what: Omit<ExportGrant, 'expiresAtMs'>, nowMs: number): string => {
  const grant = { ...what, expiresAtMs: nowMs + LINK_MS }
  const query = new URLSearchParams({ expires: String(grant.expiresAtMs) })
  if (grant.viewerId !== null) query.set('for', grant.viewerId)
  query.set('signature', signatureOf(secret, grant))
  return `${EXPORT_PATH}${grant.activityId}/${grant.format}?${query}`
}

export type ExportVerdict =
  | { readonly ok: true; readonly grant: ExportGrant }
  | { readonly ok: false; readonly reason: 'tampered' | 'expired' }

/** Verifies a link and returns its grant. */
export const checkExport = (
  secret: string,
  { activityId = '', format: given }: Readonly<Record<string, string>>,
  query: Readonly<Record<string, string>>,
  nowMs: number,
): ExportVerdict => {
  const format = FORMATS.find((each) => each === given)
  if (format === undefined || !/^\d{1,16}$/.test(query.expires ?? '')) return { ok: false, reason: 'tampered' }
  const grant: ExportGrant = { activityId, format, viewerId: query.for ?? null, expiresAtMs: Number(query.expires) }
  const right = Buffer.from(signatureOf(secret, grant))
  const signature = Buffer.from(query.signature ?? '')
  if (signature.length !== right.length || !timingSafeEqual(signature, right)) return { ok: false, reason: 'tampered' }
  return nowMs > grant.expiresAtMs ? { ok: false, reason: 'expired' } : { ok: true, grant }
}
