const withoutWeakness = (tag: string): string => tag.trim().replace(/^W\//, '')

/**
 * Whether the client has a representation with one of these tags already, so that 304 is the answer. Tags are compared weakly, as
 * RFC 9110 says of If-None-Match: a cache that has repacked the bytes writes a weak tag.
 */
export const knowsTag = (header: string | undefined, ...tags: readonly string[]): boolean => {
  const held = new Set(header?.split(',').map(withoutWeakness))
  return held.has('*') || tags.some((tag) => held.has(withoutWeakness(tag)))
}
