/** More than this in one text is noise or an attack; the rest stays plain text. */
export const MAX_MENTIONS = 20

// A handle is 3 to 30 of a-z, 0-9, _ and ., compared without case. What stands right before the @ keeps e-mail addresses out.
const mentionPattern = /(?<![\p{L}\p{N}_.@-])@([A-Za-z0-9_.]{3,64})/gu

/**
 * The handles a text may mention, in order: for each @, the candidates from the longest down, in lower case. A sentence's full stop may
 * be part of a handle or not ("ask @ana."), which only the accounts can tell.
 */
export const mentionCandidates = (text: string): readonly (readonly string[])[] => {
  const found: string[][] = []
  for (const match of text.matchAll(mentionPattern)) {
    if (found.length === MAX_MENTIONS) break
    let handle = (match[1] ?? '').toLowerCase()
    const candidates: string[] = []
    while (handle.length >= 3) {
      if (handle.length <= 30) candidates.push(handle)
      if (!handle.endsWith('.')) break
      handle = handle.slice(0, -1)
    }
    if (candidates.length > 0) found.push(candidates)
  }
  return found
}

/** The athletes mentioned, each once, in the order of the text. `idByHandle` is keyed by handles in lower case. */
export const mentionedIds = (
  candidates: readonly (readonly string[])[],
  idByHandle: ReadonlyMap<string, string>,
): readonly string[] => {
  const ids = candidates.map((handles) => handles.map((handle) => idByHandle.get(handle)).find((id) => id !== undefined))
  return [...new Set(ids.filter((id) => id !== undefined))]
}
