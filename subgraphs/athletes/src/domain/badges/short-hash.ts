const FNV_PRIME = 0x01000193

/** Returns the 32 bits of FNV-1a over a text, from another start for another hash. */
const fnv1a = (text: string, start: number): number => {
  let hash = start
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), FNV_PRIME)
  return hash >>> 0
}

const hex = (number: number): string => number.toString(16).padStart(8, '0')

/** Returns 16 hexadecimal digits that stand for a text and do not tell it. Two of some thousand texts are as good as never the same. */
export const shortHash = (text: string): string => hex(fnv1a(text, 0x811c9dc5)) + hex(fnv1a(`${text}:`, 0x050c5d1f))
