import type { SignedUrl } from '@gruppetto/runtime'
import { stagedKey, type UploadRow } from '../domain/upload.ts'
import type { Services } from '../services.ts'

/**
 * Returns the signed address for the bytes of an upload; null when the upload no longer awaits any. The address is signed on each
 * request and stored nowhere. It expires when the first one did, and carries the platform's present host.
 */
export const signPut = async (
  { runtime: { objects, now } }: Services,
  { _id, status, urlExpiresAt, sizeBytes }: UploadRow,
): Promise<SignedUrl | null> => {
  const expiresInSeconds = Math.floor((urlExpiresAt.getTime() - now()) / 1000)
  if (status !== 'AWAITING_FILE' || expiresInSeconds < 1) return null
  return objects.signPut(stagedKey(_id), { sizeBytes, expiresInSeconds })
}
