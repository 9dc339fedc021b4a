const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The time of the engine's segmenter grows with the square of the text's length, so we pass it small windows. */
const WINDOW_UNITS = 256

/**
 * Returns the end offset of each of the first `most` graphemes (what a reader sees as one character). The time grows linearly
 * with the text.
 */
const graphemeEnds = (text: string, most: number): number[] => {
  const ends: number[] = []
  let start = 0
  while (start < text.length && ends.length < most) {
    const end = start + WINDOW_UNITS
    // Half a surrogate pair at the end would count as a grapheme of its own.
    const window = text.slice(start, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end + 1 : end)
    const isLast = start + window.length >= text.length
    const lengths = [...segmenter.segment(window)].map(({ segment }) => segment.length)
    // The last grapheme of a window may continue in the next one. A grapheme that fills the whole window is cut there.
    for (const length of isLast || lengths.length === 1 ? lengths : lengths.slice(0, -1)) {
      start += length
      if (ends.length < most) ends.push(start)
    }
  }
  return ends
}

/** Whether a text has more than `most` graphemes. A flag, a family emoji and a letter with accents count as one each. */
export const hasMoreGraphemes = (text: string, most: number): boolean => {
  // There are never more graphemes than code points, nor more code points than UTF-16 units. This answers nearly every text.
  if (text.length <= most) return false
  return graphemeEnds(text, most + 1).length > most
}

export const hasFewerGraphemes = (text: string, least: number): boolean => {
  // There are never more graphemes than UTF-16 units, and a text that is not empty has one. This answers nearly every text.
  if (text.length < least) return true
  return least > 1 && graphemeEnds(text, least).length < least
}

/** Returns the first `most` graphemes of a text. */
export const firstGraphemes = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, graphemeEnds(text, most).at(-1) ?? 0)
