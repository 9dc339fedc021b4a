const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The engine's own walk takes time by the square of what it is given, so it is given little at a time. */
const WINDOW_UNITS = 256

/** Where what a reader takes for one character ends, for each of the first `most` of them. A text of any length costs by its length. */
const graphemeEnds = (text: string, most: number): number[] => {
  const ends: number[] = []
  let start = 0
  while (start < text.length && ends.length < most) {
    const end = start + WINDOW_UNITS
    // Half a character at the end would look like one of its own.
    const window = text.slice(start, /[\ud800-\udbff]/.test(text.charAt(end - 1)) ? end + 1 : end)
    const isLast = start + window.length >= text.length
    const lengths = [...segmenter.segment(window)].map(({ segment }) => segment.length)
    // The last one may go on behind the window; one that fills the whole window is cut there.
    for (const length of isLast || lengths.length === 1 ? lengths : lengths.slice(0, -1)) {
      start += length
      if (ends.length < most) ends.push(start)
    }
  }
  return ends
}

/** True for a text of more than `most` characters as a reader counts them: a flag, a family and a letter with its accents are one each. */
export const hasMoreGraphemes = (text: string, most: number): boolean => {
  // No more graphemes than code points, and no more of these than units: nearly every text is done here.
  if (text.length <= most) return false
  return graphemeEnds(text, most + 1).length > most
}

export const hasFewerGraphemes = (text: string, least: number): boolean => graphemeEnds(text, least).length < least

/** The first `most` characters as a reader counts them. */
export const firstGraphemes = (text: string, most: number): string =>
  text.length <= most ? text : text.slice(0, graphemeEnds(text, most).at(-1) ?? 0)
