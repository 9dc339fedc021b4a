/** The path below which the boards stand that other sites embed. */
export const EMBED_PATH = '/embed/'

/** The address is public, as the board is: it names the challenge, and keeps no secret. */
export const embedUrlOf = (publicUrl: string, challengeId: string): string => `${publicUrl}${EMBED_PATH}${challengeId}`
