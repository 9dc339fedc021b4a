const SLICE_BYTES = 64 * 1024

/**
 * Yields the text of an XML file in pieces, so that a large file is never in memory as one string. The encoding comes from the
 * byte order mark, else from the first characters, else from the XML declaration, else it is UTF-8.
 */
export function* decodeText(bytes: Uint8Array): Generator<string> {
  const decoder = new TextDecoder(encodingOf(bytes))
  for (let from = 0; from < bytes.length; from += SLICE_BYTES)
    yield decoder.decode(bytes.subarray(from, from + SLICE_BYTES), { stream: true })
  yield decoder.decode()
}

function encodingOf(bytes: Uint8Array): string {
  const [a, b] = bytes
  if ((a === 0xff && b === 0xfe) || (a === 0x3c && b === 0)) return 'utf-16le'
  if ((a === 0xfe && b === 0xff) || (a === 0 && b === 0x3c)) return 'utf-16be'
  const declared = /^[^<]*<\?xml[^>]*encoding\s*=\s*["'](iso-8859-1|latin1|windows-1252|us-ascii)["']/i
  return declared.test(new TextDecoder('latin1').decode(bytes.subarray(0, 256))) ? 'windows-1252' : 'utf-8'
}

/** Returns the first characters of a file in any encoding, to detect its format. */
export const textHead = (bytes: Uint8Array, length = 16_384): string =>
  new TextDecoder(encodingOf(bytes)).decode(bytes.subarray(0, length))
