const BEFORE_CARET = /(?:^|[\s(])@([a-z0-9_.]{0,30})$/i

/** Returns what somebody has typed of a handle at the caret, or null where they do not mention anybody. */
export const mentionAt = (text: string, caret: number): string | null => BEFORE_CARET.exec(text.slice(0, caret))?.[1] ?? null

/** Puts a whole handle in place of the one that is being typed, and says where the caret is then. */
export const withMention = (text: string, caret: number, handle: string): { readonly text: string; readonly caret: number } => {
  const before = `${text.slice(0, caret).replace(/@[a-z0-9_.]*$/i, `@${handle}`)} `
  return { text: before + text.slice(caret).replace(/^ /, ''), caret: before.length }
}

export type Piece = string | { readonly handle: string; readonly text: string }

/** Cuts a text at the mentions of these handles, so that they can be links. All else stays a text. */
export const piecesOf = (text: string, handles: readonly string[]): readonly Piece[] => {
  const known = new Map(handles.map((handle) => [handle.toLowerCase(), handle]))
  const pieces: Piece[] = []
  let at = 0
  for (const match of text.matchAll(/@([a-z0-9_.]*[a-z0-9_])/gi)) {
    const handle = known.get((match[1] ?? '').toLowerCase())
    if (handle === undefined) continue
    if (match.index > at) pieces.push(text.slice(at, match.index))
    pieces.push({ handle, text: match[0] })
    at = match.index + match[0].length
  }
  if (at < text.length) pieces.push(text.slice(at))
  return pieces
}
