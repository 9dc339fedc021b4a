/**
 * The Cache-Control of a signed GET, from the folder and from S3. Most objects are original recordings, with everything that
 * privacy hides elsewhere, so no cache may keep them longer than the link is valid.
 */
export const SIGNED_CACHE_CONTROL = 'private, no-store'

const SAME_URL_MS = 600_000

/** A picture may stay in the viewer's own browser for as long as its link is valid at least. */
export const pictureCacheControl = (expiresInSeconds: number): string =>
  `private, max-age=${Math.max(0, expiresInSeconds - SAME_URL_MS / 1000)}`

/** Returns the time from which the link of a picture counts: the same for ten minutes. */
export const pictureSignedAtMs = (nowMs: number): number => Math.floor(nowMs / SAME_URL_MS) * SAME_URL_MS
