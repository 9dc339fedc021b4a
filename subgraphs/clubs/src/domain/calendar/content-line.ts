const LINE_OCTETS = 75
const CONTROLS = /(?![\t\n])\p{Cc}/gu

/** Writes a text as the value of a property (RFC 5545, 3.3.11). */
export const escapeText = (text: string): string =>
  text
    .replaceAll('\r\n', '\n')
    .replace(CONTROLS, '')
    .replace(/[\\;,]/g, (character) => `\\${character}`)
    .replaceAll('\n', '\\n')

/** Folds a line so that no part is longer than 75 octets, without dividing a character (RFC 5545, 3.1). */
export const foldLine = (line: string): string => {
  if (line.length * 3 <= LINE_OCTETS || Buffer.byteLength(line) <= LINE_OCTETS) return line
  const parts: string[] = []
  let part = ''
  let octets = 0
  for (const character of line) {
    const size = Buffer.byteLength(character)
    if (octets + size > LINE_OCTETS) {
      parts.push(part)
      // The space that begins a folded line counts.
      part = ' '
      octets = 1
    }
    part += character
    octets += size
  }
  return [...parts, part].join('\r\n')
}
