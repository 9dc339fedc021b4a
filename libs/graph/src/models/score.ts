import type { ModelFile, Tree } from './model-file.ts'

const leafOf = (tree: Tree, values: readonly number[]): number => {
  let node: Tree = tree
  while (typeof node !== 'number') {
    // By index: taking the parts out at once costs three times as much, and a recording walks thousands of trees.
    const value = values[node[0]] ?? Number.NaN
    const isLow = Number.isNaN(value) ? node[2] === 1 : value <= node[1]
    node = isLow ? node[3] : node[4]
  }
  return node
}

const sumsOf = ({ scorer }: ModelFile, values: readonly number[]): readonly number[] => {
  if (scorer.kind === 'BOOSTED_TREES')
    return scorer.trees.map((trees) => trees.reduce<number>((sum, tree) => sum + leafOf(tree, values), 0))
  const known = scorer.unknown.map((instead, place) => {
    const value = values[place] ?? Number.NaN
    return Number.isNaN(value) ? instead : value
  })
  return scorer.weights.map((weights, output) =>
    weights.reduce((sum, weight, place) => sum + weight * (known[place] ?? 0), scorer.intercepts[output] ?? 0),
  )
}

const softmax = (sums: readonly number[]): readonly number[] => {
  const highest = Math.max(...sums)
  const parts = sums.map((sum) => Math.exp(sum - highest))
  const whole = parts.reduce((sum, part) => sum + part, 0)
  return parts.map((part) => part / whole)
}

/**
 * Returns the outputs of a model in their order: probabilities, or the sum itself where the model's link is RAW. `values` are the features in the
 * model's order, and NaN is unknown. The same values always have the same outputs. LightGBM's rule: a value equal to a threshold is low.
 */
export const scoreWith = (model: ModelFile, values: readonly number[]): readonly number[] => {
  const { scale, offsets } = model.calibration
  const sums = sumsOf(model, values).map((sum, output) => scale * sum + (offsets[output] ?? 0))
  if (model.link === 'SOFTMAX') return softmax(sums)
  return model.link === 'SIGMOID' ? sums.map((sum) => 1 / (1 + Math.exp(-sum))) : sums
}
