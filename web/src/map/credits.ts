/** Who made what the map shows. */
export interface Credit {
  readonly text: string
  readonly href?: string
}

const LINK = /<a\b[^>]*\bhref=["'](https?:\/\/[^"']+)["'][^>]*>(.*?)<\/a>/gi

const textOf = (html: string): string =>
  html
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll('&copy;', '©')
    .replaceAll('&amp;', '&')
    .trim()

/** Reads the credits that an archive of tiles names, which may be HTML. Its links and its texts are taken, and nothing else of it. */
export const creditsOf = (attribution: unknown): readonly Credit[] => {
  if (typeof attribution !== 'string') return []
  const credits: Credit[] = []
  const add = (html: string, href?: string) => {
    const text = textOf(html)
    if (text !== '' && credits.every((known) => known.text !== text)) credits.push(href === undefined ? { text } : { text, href })
  }
  let at = 0
  for (const { index, 0: whole, 1: href, 2: inner = '' } of attribution.matchAll(LINK)) {
    add(attribution.slice(at, index))
    add(inner, href)
    at = index + whole.length
  }
  add(attribution.slice(at))
  return credits
}
