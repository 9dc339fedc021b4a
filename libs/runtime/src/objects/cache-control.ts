/**
 * What every answer behind a signed GET says, of the folder as of S3: it is a recording as it came, with all that privacy hides elsewhere, and
 * who has the link for a minute has it for no longer. Pictures would want another: nothing of them is signed yet.
 */
export const SIGNED_CACHE_CONTROL = 'private, no-store'
