/**
 * Returns the ranks of one page of a leaderboard, best first. Equal scores share a rank, and the next score counts them all (1,
 * 2, 2, 4). `better` is how many scores on the whole board are better than the first of the page; `before` is how many stand
 * before it, equal ones included.
 */
export const ranksOf = (scores: readonly number[], better = 0, before = better): readonly number[] => {
  let rank = better + 1
  return scores.map((score, index) => {
    if (index > 0 && score !== scores[index - 1]) rank = before + index + 1
    return rank
  })
}
