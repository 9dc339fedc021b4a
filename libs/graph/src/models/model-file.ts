import { z } from 'zod'

/** The format of a model's file. A reader refuses every other number, so a format that changes gets the next one. */
const MODEL_FORMAT = 1

/**
 * A leaf is its value. A branch compares the value of a feature, by its place in the list: at most the threshold, and the way goes on in the
 * fourth part, else in the fifth. The third says whether an unknown value (NaN) goes on in the fourth.
 */
export type Tree = number | readonly [feature: number, threshold: number, unknownIsLow: 0 | 1, low: Tree, high: Tree]

/** Deeper trees than these would be no small model, and a file may not make the reader run out of stack. */
const MAX_DEPTH = 40

const isTree = (value: unknown, features: number, depth = 0): value is Tree => {
  if (typeof value === 'number') return Number.isFinite(value)
  if (!Array.isArray(value) || value.length !== 5 || depth === MAX_DEPTH) return false
  const [feature, threshold, unknownIsLow, low, high] = value
  return (
    Number.isInteger(feature) &&
    feature >= 0 &&
    feature < features &&
    Number.isFinite(threshold) &&
    (unknownIsLow === 0 || unknownIsLow === 1) &&
    isTree(low, features, depth + 1) &&
    isTree(high, features, depth + 1)
  )
}

const finite = z.number()
const name = z.string().regex(/^[a-z][a-z0-9-]*$/)
const word = z.string().min(1)

const trees = z.object({
  kind: z.literal('BOOSTED_TREES'),
  /** For each output its trees, of which the leaves are summed. */
  trees: z.array(z.array(z.unknown()).min(1)).min(1),
})

const logistic = z.object({
  kind: z.literal('LOGISTIC'),
  /** For each output the weight of each feature. */
  weights: z.array(z.array(finite)).min(1),
  intercepts: z.array(finite).min(1),
  /** What stands for a feature that is unknown. */
  unknown: z.array(finite),
})

const model = z.object({
  format: z.literal(MODEL_FORMAT),
  name,
  version: z.number().int().min(1),
  trainedAt: z.iso.datetime(),
  /** From then on it counts as old, and the baseline takes its place. */
  expiresAt: z.iso.datetime(),
  features: z.array(z.object({ name: word, says: word })).min(1),
  /** The names of the outputs: the classes of a SOFTMAX, and one of the others. */
  outputs: z.array(word).min(1),
  /** What makes an output of the sum: a probability of one of several classes, one probability, or the sum itself. */
  link: z.enum(['SOFTMAX', 'SIGMOID', 'RAW']),
  /** The sum becomes `scale * sum + offset` before the link: Platt's calibration, and of several classes a temperature. */
  calibration: z.object({ scale: finite.positive(), offsets: z.array(finite) }),
  scorer: z.discriminatedUnion('kind', [trees, logistic]),
  data: z.object({
    sha256: z.string().regex(/^[0-9a-f]{64}$/),
    rows: z.number().int().min(1),
    heldOutRows: z.number().int().min(1),
  }),
  /** By what the model and the plain baseline are compared, on rows that the training has not seen. */
  heldOut: z.object({ measure: word, betterWhen: z.enum(['LOWER', 'HIGHER']), model: finite, baseline: finite }),
})

type Parsed = z.infer<typeof model>
type Scorer =
  | { readonly kind: 'BOOSTED_TREES'; readonly trees: readonly (readonly Tree[])[] }
  | Extract<Parsed['scorer'], { kind: 'LOGISTIC' }>

export type ModelFile = Omit<Parsed, 'scorer'> & { readonly scorer: Scorer }

/** Says what does not fit together in a file whose parts are right by themselves; null when all does. */
const misfit = ({ features, outputs, link, calibration, scorer }: Parsed): string | null => {
  const count = outputs.length
  if (link === 'SOFTMAX' ? count < 2 : count !== 1) return `${link} with ${count} outputs`
  if (calibration.offsets.length !== count) return 'not an offset for each output'
  if (scorer.kind === 'BOOSTED_TREES') {
    if (scorer.trees.length !== count) return 'not trees for each output'
    return scorer.trees.flat().every((tree) => isTree(tree, features.length)) ? null : 'a tree is none'
  }
  const rows = [...scorer.weights, scorer.unknown]
  if (scorer.weights.length !== count || scorer.intercepts.length !== count) return 'not weights for each output'
  return rows.every((row) => row.length === features.length) ? null : 'not a weight for each feature'
}

/** Reads a model's file. Throws an Error with a sentence about what is wrong with it. */
export const parseModel = (text: string): ModelFile => {
  const parsed = model.safeParse(JSON.parse(text))
  if (!parsed.success) throw new Error(z.prettifyError(parsed.error).replaceAll('\n', ' '))
  const fault = misfit(parsed.data)
  if (fault !== null) throw new Error(fault)
  return parsed.data as ModelFile
}
