/** Matches texts that begin with this word, by the order of the index. */
export const beginningWith = (word: string): { readonly $regex: string } => ({
  $regex: `^${word.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}`,
})
