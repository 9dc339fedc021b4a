import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openKeptLists } from './kept-lists.ts'
import { parseModel } from './model-file.ts'
import { openModel } from './open-model.ts'
import { scoreWith } from './score.ts'

const TRAINED_MS = Date.parse('2026-11-01T00:00:00Z')

const trees = {
  format: 1,
  name: 'pace',
  version: 3,
  trainedAt: '2026-11-01T00:00:00Z',
  expiresAt: '2027-11-01T00:00:00Z',
  features: [
    { name: 'speedMps', says: 'm/s' },
    { name: 'climb', says: 'metres' },
  ],
  outputs: ['foot', 'bike'],
  link: 'SOFTMAX',
  calibration: { scale: 1, offsets: [0, 0] },
  scorer: { kind: 'BOOSTED_TREES', trees: [[[0, 4, 1, 1, -1], 0.5], [[1, 10, 0, [0, 9, 0, 0, 2], 0]]] },
  data: { sha256: 'a'.repeat(64), rows: 10, heldOutRows: 5 },
  heldOut: { measure: 'log loss', betterWhen: 'LOWER', model: 0.2, baseline: 0.4 },
}
const logistic = {
  ...trees,
  outputs: ['bike'],
  link: 'SIGMOID',
  calibration: { scale: 2, offsets: [0.5] },
  scorer: { kind: 'LOGISTIC', weights: [[1, -0.5]], intercepts: [-3], unknown: [5, 2] },
}
const scores = (file: object, ...values: number[]) => scoreWith(parseModel(JSON.stringify(file)), values)
const sigmoid = (sum: number): number => 1 / (1 + Math.exp(-sum))

describe('scoreWith', () => {
  it('sums the leaves of trees, where a value equal to a threshold is low', () => {
    const raw = { ...trees, outputs: ['bike'], link: 'RAW', calibration: { scale: 2, offsets: [1] } }
    const of = (tree: unknown, ...values: number[]) =>
      scores({ ...raw, scorer: { kind: 'BOOSTED_TREES', trees: [[tree, 0.5]] } }, ...values)
    expect(of([0, 4, 1, 1, -1], 4, 0)).toEqual([4])
    expect(of([0, 4, 1, 1, -1], 4.0001, 0)).toEqual([0])
    expect(of([1, 10, 0, [0, 9, 0, 0, 2], 7], 9.5, 10)).toEqual([6])
  })

  it('sends an unknown value the way that the branch says', () => {
    const raw = { ...trees, outputs: ['bike'], link: 'RAW', calibration: { scale: 1, offsets: [0] } }
    const of = (unknownIsLow: number, ...values: number[]) =>
      scores({ ...raw, scorer: { kind: 'BOOSTED_TREES', trees: [[[1, 4, unknownIsLow, 1, -1]]] } }, ...values)
    expect([of(1, 3, Number.NaN), of(0, 3, Number.NaN), of(1, 3)]).toEqual([[1], [-1], [1]])
  })

  it('makes probabilities that add up to one', () => {
    const [foot = 0, bike = 0] = scores(trees, 3, 20)
    expect(foot).toBeCloseTo(sigmoid(1.5), 12)
    expect(foot + bike).toBeCloseTo(1, 12)
    const huge = { ...trees, scorer: { kind: 'BOOSTED_TREES', trees: [[5000], [-5000]] } }
    expect(scores(huge, 1, 1)).toEqual([1, 0])
  })

  it('weighs features, with what stands for unknown ones, and calibrates', () => {
    expect(scores(logistic, 4, 2)).toEqual([sigmoid(0.5)])
    expect(scores(logistic, Number.NaN, Number.NaN)).toEqual([sigmoid(2 * 1 + 0.5)])
  })
})

describe('parseModel', () => {
  const change =
    (part: object, of: object = trees) =>
    () =>
      parseModel(JSON.stringify({ ...of, ...part }))
  const scorer = (tree: unknown) => ({ scorer: { kind: 'BOOSTED_TREES', trees: [[tree], [0]] } })
  it.each([
    ['another format', change({ format: 2 })],
    ['no time', change({ expiresAt: 'soon' })],
    ['a feature that is none', change(scorer([2, 4, 1, 1, -1]))],
    ['a branch without an end', change(scorer([0, 4, 1, 1]))],
    ['a leaf that is no number', change(scorer([0, 4, 1, 'x', 1]))],
    ['too many branches', change(scorer(Array.from({ length: 50 }).reduce((below) => [0, 4, 1, below, 1], 1)))],
    ['one output of several classes', change({ outputs: ['bike'] })],
    ['no trees for an output', change({ scorer: { kind: 'BOOSTED_TREES', trees: [[0]] } })],
    ['two probabilities of one', change({ link: 'SIGMOID' })],
    ['too few weights', change({ scorer: { ...logistic.scorer, weights: [[1]] } }, logistic)],
    ['no calibration of an output', change({ calibration: { scale: 1, offsets: [0] } })],
  ])('refuses %s', (_name, parse) => {
    expect(parse).toThrow()
  })
})

describe('openModel', () => {
  let folder: string
  let nowMs: number
  let told: string[]
  const needs = { name: 'pace', features: ['speedMps', 'climb'], outputs: ['foot', 'bike'] }
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'models-'))
    nowMs = TRAINED_MS
    told = []
  })
  afterEach(() => rm(folder, { recursive: true }))

  const open = async (text: string | null, wants: object = {}) => {
    const path = join(folder, 'pace.json')
    if (text !== null) await writeFile(path, text)
    const note = (fields: object, message: string) => told.push(`${message} ${JSON.stringify(fields)}`)
    return openModel(pathToFileURL(path), { ...needs, ...wants }, { now: () => nowMs, log: { info: note, warn: note } })
  }

  it('has a model with its version, and says that it is used', async () => {
    const opened = await open(JSON.stringify(trees))
    expect([opened.current()?.id, opened.refusal()]).toEqual(['pace@3', null])
    expect(opened.current()?.score([3, 20])).toEqual(scores(trees, 3, 20))
    expect(told).toEqual(['a model is used {"model":"pace@3"}'])
  })

  it.each([
    ['there is no file', 'ABSENT', null, {}],
    ['the file is cut short', 'BROKEN', JSON.stringify(trees).slice(0, 200), {}],
    ['the file is another model', 'BROKEN', JSON.stringify(trees), { name: 'other' }],
    ['the code has its features in another order', 'BROKEN', JSON.stringify(trees), { features: ['climb', 'speedMps'] }],
    ['the code wants other outputs', 'BROKEN', JSON.stringify(trees), { outputs: ['foot', 'car'] }],
    ['it is worse than the baseline', 'WORSE', JSON.stringify({ ...trees, heldOut: { ...trees.heldOut, model: 0.5 } }), {}],
    ['it is no better than the baseline', 'WORSE', JSON.stringify({ ...trees, heldOut: { ...trees.heldOut, model: 0.4 } }), {}],
    [
      'it is lower where more is better',
      'WORSE',
      JSON.stringify({ ...trees, heldOut: { ...trees.heldOut, betterWhen: 'HIGHER' } }),
      {},
    ],
  ])('leaves the baseline in its place when %s', async (_name, refusal, text, wants) => {
    const opened = await open(text, wants)
    expect([opened.current(), opened.refusal()]).toEqual([null, refusal])
    expect(told).toHaveLength(1)
    expect(told[0]).toMatch(new RegExp(`^the baseline is used instead of a model .*"refusal":"${refusal}"`))
  })

  it('goes over to the baseline on the day on which the model counts as old, and says so once', async () => {
    const opened = await open(JSON.stringify(trees))
    nowMs = Date.parse(trees.expiresAt) - 1
    expect(opened.refusal()).toBeNull()
    nowMs += 1
    expect([opened.current(), opened.current(), opened.refusal()]).toEqual([null, null, 'OLD'])
    expect(told.filter((line) => line.includes('"OLD"'))).toHaveLength(1)
  })
})

describe('the lists that are kept', () => {
  const athletes = Array.from({ length: 5000 }, (_, number) => `ath_${number}`)
  const DAY_MS = 86_400_000

  it('are of about so many in a hundred athletes, of the same in each process, and of others the day after', () => {
    let nowMs = 100 * DAY_MS
    const takenOf = (percent: string) => {
      const lists = openKeptLists(() => nowMs)
      return athletes.filter((id) => lists.takes(id, percent))
    }
    const today = takenOf('2')
    expect(today.length).toBeGreaterThan(60)
    expect(today.length).toBeLessThan(140)
    expect(takenOf('2')).toEqual(today)
    expect(takenOf('100')).toEqual(athletes)
    nowMs += DAY_MS
    expect(takenOf('2').filter((id) => today.includes(id)).length).toBeLessThan(today.length / 4)
  })

  it('are one of an athlete and a day, however often somebody asks', () => {
    let nowMs = 100 * DAY_MS
    const lists = openKeptLists(() => nowMs)
    expect([lists.takes('ath_1', '100'), lists.takes('ath_1', '100'), lists.takes('ath_2', '100')]).toEqual([true, false, true])
    nowMs += DAY_MS
    expect(lists.takes('ath_1', '100')).toBe(true)
  })

  it('are no more than ten thousand of a process and a day', () => {
    const lists = openKeptLists(() => 0)
    const taken = Array.from({ length: 10_050 }, (_, number) => lists.takes(`ath_${number}`, '100'))
    expect(taken.filter(Boolean)).toHaveLength(10_000)
  })

  it.each(['0', '', 'off', '-1', 'NaN'])('are none where the flag says %j', (percent) => {
    const lists = openKeptLists(() => 0)
    expect(athletes.some((id) => lists.takes(id, percent))).toBe(false)
  })
})
