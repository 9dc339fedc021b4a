import { describe, expect, it } from 'vitest'
import { openKeptAnswers } from './kept-answers.ts'

const clock = () => {
  const time = { nowMs: 1_000_000 }
  return { time, now: () => time.nowMs }
}
const asked = (
  key: string,
  execute: () => Promise<{ json: string } | { failed: string }>,
  dependsOn: readonly string[] = [],
) => ({
  key,
  maxAgeSeconds: 1,
  dependsOn: new Set(dependsOn),
  execute,
})
const open = (maxBytes = 1_000_000) => {
  const { time, now } = clock()
  const answers = openKeptAnswers<string>({ now, maxBytes })
  let runs = 0
  const of = async (key: string, json = 'x', dependsOn: readonly string[] = []) => {
    const outcome = await answers.of(
      asked(
        key,
        async () => {
          runs += 1
          return { json }
        },
        dependsOn,
      ),
    )
    return 'kept' in outcome ? outcome.kept.body.toString() : outcome.failed
  }
  return { time, answers, of, runs: () => runs }
}

describe('kept answers', () => {
  it('never take more memory than they may, however many there are', async () => {
    const { answers, of } = open(100_000)
    for (let index = 0; index < 1_000; index += 1) await of(`key ${index}`, 'x'.repeat(1_000), [`thing ${index}`])
    expect(answers.size()).toBeGreaterThan(10)
    expect(answers.size()).toBeLessThan(100)
    // What a change has to do does not grow either.
    for (let index = 0; index < 1_000; index += 1) answers.forget([`thing ${index}`])
    expect(answers.size()).toBe(0)
  })

  it('do not have one among them that would push out many others', async () => {
    const { answers, of, runs } = open(100_000)
    await of('small', 'x'.repeat(1_000))
    for (let round = 0; round < 2; round += 1) await of('large', 'x'.repeat(20_000), ['thing'])
    expect([answers.size(), runs()]).toEqual([1, 3])
    answers.forget(['thing'])
    expect(await of('small')).toHaveLength(1_000)
  })

  it('are as old as the beginning of their execution', async () => {
    const { time, now } = clock()
    const answers = openKeptAnswers<string>({ now, maxBytes: 100_000 })
    let release = (_json: string): void => {}
    const slow = answers.of(asked('key', () => new Promise((resolve) => (release = (json) => resolve({ json })))))
    time.nowMs += 999
    let joined = 0
    const join = () =>
      answers.of(
        asked('key', async () => {
          joined += 1
          return { json: 'new' }
        }),
      )
    const waits = join()
    time.nowMs += 1
    // The first execution has begun too long ago for who asks now.
    expect(await join()).toMatchObject({ kept: { body: Buffer.from('new') } })
    release('old')
    expect(await slow).toEqual(await waits)
    expect(joined).toBe(1)
    // It does not take the place of the newer one.
    expect(await join()).toMatchObject({ kept: { body: Buffer.from('new') } })
    expect(joined).toBe(1)
  })

  it('are executed anew after an error that was thrown, which all learn who have waited', async () => {
    const { answers, of } = open()
    const fails = () => Promise.reject(new Error('no answer'))
    const waiting = [answers.of(asked('key', fails)), answers.of(asked('key', async () => ({ json: 'not asked' })))]
    for (const each of waiting) await expect(each).rejects.toThrow('no answer')
    expect(answers.size()).toBe(0)
    expect(await of('key', 'works')).toBe('works')
  })

  it('are forgotten by what they depend on, and by nothing else', async () => {
    const { answers, of, runs } = open()
    await of('a', 'x', ['one', 'two'])
    await of('b', 'x', ['two'])
    await of('c', 'x', ['three'])
    answers.forget(['two', 'unknown'])
    expect(answers.size()).toBe(1)
    await of('c')
    expect(runs()).toBe(3)
    await of('a', 'x', ['one'])
    // It depends no more on what its earlier answer did.
    answers.forget(['two'])
    expect(answers.size()).toBe(2)
    answers.clear()
    expect(answers.size()).toBe(0)
    answers.forget(['one'])
    await of('a', 'x', ['one'])
    answers.forget(['one'])
    expect(answers.size()).toBe(0)
  })
})
