/** Returns the id of a challenge, of which somebody has typed the id or the address of its page. */
export const challengeIdOf = (typed: string): string => {
  const named = /\bchl_[^/?#\s]+/.exec(typed.trim())?.[0]
  return named ?? typed.trim()
}
