import { escapeHtml } from '@gruppetto/graph'

/** Text that is HTML already. Only `html` makes it. */
export interface Html {
  readonly html: string
}

type Part = string | number | Html | null | readonly Html[]

const partOf = (part: Part): string => {
  if (part === null) return ''
  if (typeof part === 'string' || typeof part === 'number') return escapeHtml(String(part))
  return 'html' in part ? part.html : part.map((one) => one.html).join('')
}

/** Makes HTML. Whatever is put in is escaped, unless it was made here; attributes need their quotes. */
export const html = (pieces: TemplateStringsArray, ...parts: readonly Part[]): Html => ({
  html: pieces.map((piece, index) => (index === 0 ? piece : partOf(parts[index - 1] ?? null) + piece)).join(''),
})
