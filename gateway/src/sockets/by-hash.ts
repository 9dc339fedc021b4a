const names = /"(?:documentId|persistedQuery)"/

/**
 * Gives a subscribe message that names its document by a hash the empty `query` that the protocol asks for, unless it has one. Any other message
 * is returned as it is, also one that is no JSON.
 */
export const withQuery = (message: string): string => {
  if (!names.test(message)) return message
  try {
    const read = JSON.parse(message)
    if (typeof read?.payload !== 'object' || read.payload === null || (read.payload.query ?? null) !== null) return message
    read.payload.query = ''
    return JSON.stringify(read)
  } catch {
    return message
  }
}
