/**
 * The Cache-Control of every signed GET, from the folder and from S3. The object is an original recording, with everything that
 * privacy hides elsewhere, so no cache may keep it longer than the link is valid. Pictures will need another value.
 */
export const SIGNED_CACHE_CONTROL = 'private, no-store'
