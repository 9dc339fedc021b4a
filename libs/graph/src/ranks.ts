/**
 * The ranks of a page of a board, best first: equals share a rank and the next one counts them all (1, 2, 2, 4). `better`: how many on the whole board are
 * better than the first of them; `before`: how many stand before it, equals too.
 */
export const ranksOf = (scores: readonly number[], better = 0, before = better): readonly number[] => {
  let rank = better + 1
  return scores.map((score, index) => {
    if (index > 0 && score !== scores[index - 1]) rank = before + index + 1
    return rank
  })
}
