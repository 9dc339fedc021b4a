import type { Context } from '../context.ts'
import { findMentions, mentionedIds } from '../domain/mentions.ts'

/**
 * Returns the ids of the athletes whom a text of the viewer mentions, except those who block the viewer or whom the viewer
 * blocks.
 */
export const resolveMentions = async ({ stores, loaders }: Context, text: string): Promise<readonly string[]> => {
  const candidates = findMentions(text)
  if (candidates.length === 0) return []
  const accounts = await stores.accounts.byHandles([...new Set(candidates.flat())])
  const hidden = await loaders.hidden()
  // Hidden athletes are removed only after the handles are resolved; otherwise a text about one would mention another athlete
  // instead.
  const ids = mentionedIds(candidates, new Map(accounts.map((account) => [account.handle.toLowerCase(), account._id])))
  return ids.filter((id) => !hidden.has(id))
}
