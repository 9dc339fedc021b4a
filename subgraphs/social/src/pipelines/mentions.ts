import type { Context } from '../context.ts'
import { mentionCandidates, mentionedIds } from '../domain/mentions.ts'

/** The athletes an author's text mentions, as ids: those whose handle stands in it, unless one of the two blocks the other. */
export const resolveMentions = async (context: Context, text: string): Promise<readonly string[]> => {
  const candidates = mentionCandidates(text)
  if (candidates.length === 0) return []
  const accounts = await context.stores.accounts.byHandles([...new Set(candidates.flat())])
  const hidden = await context.loaders.hidden()
  // Who is meant is asked first, then whether they may be told: else a text about somebody hidden would mention another in their place.
  const ids = mentionedIds(candidates, new Map(accounts.map((account) => [account.handle.toLowerCase(), account._id])))
  return ids.filter((id) => !hidden.has(id))
}
