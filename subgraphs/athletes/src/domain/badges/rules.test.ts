import { describe, expect, it } from 'vitest'
import { badgeImage, badgeImagePath } from './image.ts'
import { FAMILIES, RULES, reachedBy, ruleOf } from './rules.ts'

/** Returns the elements that are open at the end of a text, or that are closed in a wrong order; none when it is well-formed. */
const unbalanced = (xml: string): readonly string[] => {
  const open: string[] = []
  for (const [, closing, name = '', inside = ''] of xml.matchAll(/<(\/?)([a-zA-Z]+)([^<>]*)>/g)) {
    if (closing === '/' && open.at(-1) === name) open.pop()
    else if (closing === '/') return [name]
    else if (!inside.endsWith('/')) open.push(name)
  }
  return open
}

describe('the table of badges', () => {
  it('has a key, a name and a reason of its own for each', () => {
    expect(RULES.length).toBeGreaterThanOrEqual(60)
    for (const values of [
      RULES.map(({ key }) => key),
      RULES.map(({ name }) => name),
      RULES.map(({ description }) => description),
      RULES.map(({ counts, threshold }) => `${counts} ${threshold}`),
    ])
      expect(new Set(values).size).toBe(RULES.length)
    for (const { key, threshold, image } of RULES) {
      expect(key).toMatch(/^[a-z0-9-]{3,40}$/)
      expect(Number.isInteger(threshold) && threshold > 0).toBe(true)
      expect([1, 2, 3, 4, 5]).toContain(image.tier)
    }
    expect(new Set(RULES.map(({ image }) => image.family))).toEqual(new Set(FAMILIES))
  })

  it('awards what a count has reached', () => {
    expect(reachedBy({})).toEqual([])
    expect(reachedBy({ activities: 10, ridesOf50Km: 1 })).toEqual(['first-activity', 'activities-10', 'ride-50-km'])
    expect(reachedBy({ kudosGiven: 9 })).toEqual([])
    expect(ruleOf('kudos-10')?.name).toBe('Well said')
    expect(ruleOf('constructor')).toBeNull()
  })
})

describe('the image of a badge', () => {
  const challenges = ['challenge.chl_01kaq8z3m5e8n9t0v2w4x6y8z5', 'challenge.chl_01kaq8z3m5e8n9t0v2w4x6y8z6']
  const images = [...RULES.map(({ key }) => key), ...challenges].map((key) => badgeImage(key) ?? '')

  it('is well-formed, small, and differs from all others', () => {
    for (const image of images) {
      expect(unbalanced(image)).toEqual([])
      expect(image).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg" viewBox="0 0 128 128"/)
      expect(image.length).toBeLessThan(5_000)
    }
    // Without the title, which differs anyway.
    expect(new Set(images.map((image) => image.replace(/<title>.*<\/title>/, ''))).size).toBe(images.length)
  })

  it('has no script, no link and nothing from elsewhere', () => {
    for (const image of images) expect(image).not.toMatch(/<script|<foreignObject|<style|<image|href|\son\w+=|url\((?!#)/i)
  })

  it.each(['nothing', '', 'challenge.', 'challenge.<script>', 'challenge.act_01kaq8z3m5e8n9t0v2w4x6y8z5', '__proto__'])(
    'does not exist for %j',
    (key) => {
      expect(badgeImage(key)).toBeNull()
    },
  )

  it('has a URL that names the drawing', () => {
    expect(badgeImagePath('kudos-10')).toMatch(/^\/badges\/kudos-10\.svg\?v=\d+$/)
  })
})
