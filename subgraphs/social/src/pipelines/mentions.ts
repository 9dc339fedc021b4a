import type { Context } from '../context.ts'
import { mentionCandidates, mentionedIds } from '../domain/mentions.ts'

/** The athletes an author's text mentions, as ids: those whose handle stands in it, unless one of the two blocks the other. */
export const resolveMentions = async (context: Context, text: string): Promise<readonly string[]> => {
  const candidates = mentionCandidates(text)
  if (candidates.length === 0) return []
  const accounts = await context.stores.accounts.byHandles([...new Set(candidates.flat())])
  const hidden = await context.loaders.hidden()
  const reachable = accounts.filter((account) => !hidden.has(account._id))
  return mentionedIds(candidates, new Map(reachable.map((account) => [account.handle.toLowerCase(), account._id])))
}
