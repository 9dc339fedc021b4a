import { readFile } from 'node:fs/promises'
import { type ModelFile, parseModel } from './model-file.ts'
import { scoreWith } from './score.ts'

/** What the code that asks a model knows of it. */
export interface ModelNeeds {
  readonly name: string
  /** The features that the code computes, in their order. */
  readonly features: readonly string[]
  readonly outputs: readonly string[]
}

export interface Model {
  /** `<name>@<version>`: what is stored with a score. */
  readonly id: string
  readonly version: number
  /** Returns an output for each of ModelNeeds.outputs. Pure; see scoreWith. */
  score(values: readonly number[]): readonly number[]
}

/** Why the baseline is used. */
type Refusal = 'ABSENT' | 'BROKEN' | 'OLD' | 'WORSE'

export interface OpenedModel {
  /** Returns the model, or null when the plain baseline is to be used. A model becomes old while a process runs. */
  current(): Model | null
  /** Null while the model is used. */
  refusal(): Refusal | null
}

interface ModelRuntime {
  readonly now: () => number
  readonly log: { info(fields: object, message: string): void; warn(fields: object, message: string): void }
}

/** Says how a model differs from what the code asks for; null when it does not. */
const differs = ({ name, features, outputs }: ModelFile, needs: ModelNeeds): string | null => {
  if (name !== needs.name) return `it is the model ${name}`
  const same = (of: readonly string[], others: readonly string[]) => of.join() === others.join()
  const names = features.map((feature) => feature.name)
  if (!same(names, needs.features)) return 'it has other features than the code, or in another order'
  return same(outputs, needs.outputs) ? null : 'it has other outputs than the code'
}

/** A model that is only as good as the baseline is one thing more to go wrong. */
const isBetter = ({ heldOut: { betterWhen, model, baseline } }: ModelFile): boolean =>
  betterWhen === 'LOWER' ? model < baseline : model > baseline

type Read = { readonly file: ModelFile } | { readonly refusal: Refusal; readonly why: string }

const read = async (path: URL, needs: ModelNeeds): Promise<Read> => {
  let text: string
  try {
    text = await readFile(path, 'utf8')
  } catch {
    return { refusal: 'ABSENT', why: 'there is no file, or it cannot be read' }
  }
  try {
    const file = parseModel(text)
    const difference = differs(file, needs)
    if (difference !== null) return { refusal: 'BROKEN', why: difference }
    const { measure, model, baseline } = file.heldOut
    return isBetter(file) ? { file } : { refusal: 'WORSE', why: `its ${measure} is ${model}, and the baseline's ${baseline}` }
  } catch (error) {
    return { refusal: 'BROKEN', why: error instanceof Error ? error.message : String(error) }
  }
}

/**
 * Opens a model's file, `models/<name>.json` of a subgraph. Whatever is wrong with it, nobody fails: the log says why the baseline is used. It is
 * used when there is no file, when it does not follow the format or is made for other features, when it is not better than the baseline on the rows
 * held out, and from the day on which it counts as old.
 */
export const openModel = async (path: URL, needs: ModelNeeds, { now, log }: ModelRuntime): Promise<OpenedModel> => {
  const found = await read(path, needs)
  if ('refusal' in found) {
    const { refusal, why } = found
    log.warn({ model: needs.name, refusal, why }, 'the baseline is used instead of a model')
    return { current: () => null, refusal: () => refusal }
  }
  const { file } = found
  const model: Model = { id: `${file.name}@${file.version}`, version: file.version, score: (values) => scoreWith(file, values) }
  const expiresMs = Date.parse(file.expiresAt)
  let isTold = false
  const isOld = (): boolean => {
    if (now() < expiresMs) return false
    if (!isTold)
      log.warn({ model: model.id, refusal: 'OLD', why: `since ${file.expiresAt}` }, 'the baseline is used instead of a model')
    isTold = true
    return true
  }
  if (!isOld()) log.info({ model: model.id }, 'a model is used')
  return { current: () => (isOld() ? null : model), refusal: () => (isOld() ? 'OLD' : null) }
}
