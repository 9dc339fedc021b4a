import type { Runtime, SignedUrl } from '@gruppetto/runtime'
import type { UploadRow } from '../domain/upload.ts'

/**
 * Where an awaited upload's bytes go, or null when it takes none. Signed when it is asked for and stored nowhere: it ends when the first one
 * did, and it names the address the platform has now.
 */
export const signedPut = async (
  { objects, now }: Pick<Runtime, 'objects' | 'now'>,
  key: string,
  { status, urlExpiresAt, sizeBytes }: UploadRow,
): Promise<SignedUrl | null> => {
  const expiresInSeconds = Math.floor((urlExpiresAt.getTime() - now()) / 1000)
  if (status !== 'AWAITING_FILE' || expiresInSeconds < 1) return null
  return objects.signPut(key, { sizeBytes, expiresInSeconds })
}
