import { createHmac, timingSafeEqual } from 'node:crypto'
import { areFetchable, type DataExportRow, EXPORT_PATH } from '../../domain/data-export.ts'
import type { Services } from '../../services.ts'

const HOUR_SECONDS = 3600

const tokenOfExport = (identitySecret: string, exportId: string): string =>
  createHmac('sha256', identitySecret).update(`data-export:${exportId}`).digest('base64url')

export const isTokenOfExport = (identitySecret: string, exportId: string, token: string): boolean => {
  const [given, expected] = [Buffer.from(token), Buffer.from(tokenOfExport(identitySecret, exportId))]
  return given.length === expected.length && timingSafeEqual(given, expected)
}

/**
 * Returns the path of a mail's link with what it needs to work signed out. The events of mails hold no secrets, so the token is
 * added when the mail is sent.
 */
export const withExportToken = (identitySecret: string, path: string): string =>
  path.startsWith(`${EXPORT_PATH}/`) ? `${path}?token=${tokenOfExport(identitySecret, path.slice(EXPORT_PATH.length + 1))}` : path

/** Returns signed addresses of the archives, valid for an hour or until they expire. */
export const signedArchives = async ({ runtime }: Pick<Services, 'runtime'>, row: DataExportRow): Promise<readonly string[]> => {
  if (!areFetchable(row, runtime.now()) || row.expiresAt === null) return []
  const seconds = Math.floor((row.expiresAt.getTime() - runtime.now()) / 1000)
  const expiresInSeconds = Math.max(1, Math.min(HOUR_SECONDS, seconds))
  return Promise.all(
    row.archives.map(async ({ key }, index) => {
      const fileName = `gruppetto-${row.requestedAt.toISOString().slice(0, 10)}-${index + 1}.zip`
      return (await runtime.objects.signGet(key, { expiresInSeconds, fileName })).url
    }),
  )
}
