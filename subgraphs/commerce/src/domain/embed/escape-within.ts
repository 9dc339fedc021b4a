import { escapeHtml } from '@gruppetto/graph'

const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })
const bytesOf = (text: string): number => new TextEncoder().encode(text).length

/**
 * Escapes a text and cuts it so that it weighs at most `most` bytes: a name of emoji that are put together may weigh a kilobyte.
 * Nothing that a reader sees as one character is cut in two.
 */
export const escapeWithin = (text: string, most: number): string => {
  const whole = escapeHtml(text)
  if (bytesOf(whole) <= most) return whole
  let kept = ''
  let left = most - bytesOf('…')
  for (const { segment } of segmenter.segment(text)) {
    const escaped = escapeHtml(segment)
    left -= bytesOf(escaped)
    if (left < 0) break
    kept += escaped
  }
  return `${kept}…`
}
