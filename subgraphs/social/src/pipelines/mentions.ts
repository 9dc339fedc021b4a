import type { Context } from '../context.ts'
import { findMentions, mentionedIds } from '../domain/mentions.ts'

/** Returns whom handles in lower case mean: whoever has one, otherwise whoever gave it up within the time in which it still leads there. */
const findOwners = async ({ stores, runtime }: Context, handles: readonly string[]): Promise<ReadonlyMap<string, string>> => {
  const owners = new Map((await stores.accounts.byHandles(handles)).map(({ handle, _id }) => [handle.toLowerCase(), _id]))
  const rest = handles.filter((handle) => !owners.has(handle))
  for (const { _id, formerHandles = [] } of await stores.accounts.byFormerHandles(rest))
    for (const { handle, untilMs } of formerHandles) if (untilMs > runtime.now() && rest.includes(handle)) owners.set(handle, _id)
  return owners
}

/**
 * Returns the ids of the athletes whom a text of the viewer mentions, except those who block the viewer or whom the viewer
 * blocks.
 */
export const resolveMentions = async (context: Context, text: string): Promise<readonly string[]> => {
  const candidates = findMentions(text)
  if (candidates.length === 0) return []
  const owners = await findOwners(context, [...new Set(candidates.flat())])
  const hidden = await context.loaders.hidden()
  // Hidden athletes are removed only after the handles are resolved; otherwise a text about one would mention another athlete
  // instead.
  const ids = mentionedIds(candidates, owners)
  return ids.filter((id) => !hidden.has(id))
}
