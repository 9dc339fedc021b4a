import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { ManifestError, type ManifestFile, readManifests } from './manifest.ts'

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
const file = (name: string, content: unknown): ManifestFile => ({
  name,
  bytes: Buffer.from(typeof content === 'string' ? content : JSON.stringify(content)),
})
const problemsOf = (...files: ManifestFile[]): readonly string[] => {
  try {
    readManifests(files)
  } catch (error) {
    if (error instanceof ManifestError) return error.problems
    throw error
  }
  return []
}

const plans = 'query Plans { plans }'
const viewer = 'query Viewer { viewer { id } }'
const apollo = (operations: unknown, version = 1) => ({ format: 'apollo-persisted-query-manifest', version, operations })

describe('a manifest', () => {
  it('is what Relay writes, what Apollo writes, or one document', () => {
    const expected = new Map([
      [sha256(plans), plans],
      [sha256(viewer), viewer],
    ])
    const relay = { [sha256(plans)]: plans, [`sha256:${sha256(viewer)}`]: viewer }
    expect(readManifests([file('persisted.json', relay)])).toEqual(expected)
    const operations = [plans, viewer].map((body) => ({ id: sha256(body), name: 'Name', type: 'query', body }))
    expect(readManifests([file('manifest.json', apollo(operations))])).toEqual(expected)
    expect(readManifests([file('Plans.graphql', plans), file('Viewer.gql', viewer)])).toEqual(expected)
  })

  it('keeps each byte of a document, since the hash is that of all of them', () => {
    const text = `\uFEFF# Pläne\n${plans}\n`
    expect([...readManifests([file('Plans.graphql', text)])]).toEqual([[sha256(text), text]])
  })

  it('may begin with a byte order mark, and have a document twice', () => {
    const twice = apollo([
      { id: sha256(plans), body: plans },
      { id: sha256(plans), body: plans },
    ])
    expect(readManifests([file('a.json', `\uFEFF${JSON.stringify(twice)}`), file('b.graphql', plans)]).size).toBe(1)
  })

  it.each([
    ['half a file', file('m.json', JSON.stringify({ [sha256(plans)]: plans }).slice(0, -5)), 'm.json is not JSON'],
    ['an empty file', file('m.json', ''), 'm.json is not JSON'],
    ['a list', file('m.json', [plans]), /^m\.json is no manifest/],
    ['no text', file('m.json', { [sha256(plans)]: { text: plans } }), /^m\.json is no manifest/],
    ['another version', file('m.json', apollo([{ id: sha256(plans), body: plans }], 2)), /^m\.json is no manifest/],
    ['an operation without a body', file('m.json', apollo([{ id: sha256(plans) }])), /^m\.json is no manifest/],
    ['nothing', file('m.json', {}), 'm.json has no operations'],
    ['no operations', file('m.json', apollo([])), 'm.json has no operations'],
    ['a picture', { name: 'm.json', bytes: Uint8Array.of(0xff, 0xd8, 0xff) }, 'm.json is not UTF-8'],
    ['another kind of file', file('m.txt', plans), 'm.txt is neither a .graphql document nor a .json manifest'],
    ['a file that is too large', file('m.graphql', '#'.repeat(17 * 1024 * 1024)), /^m\.graphql is larger than/],
  ])('is refused when it is %s', (_what, given, problem) => {
    expect(problemsOf(given)).toEqual([typeof problem === 'string' ? problem : expect.stringMatching(problem)])
  })

  it('is refused for a hash that is not that of its text, with the reason where it is known', () => {
    const md5 = createHash('md5').update(plans).digest('hex')
    const sha1 = createHash('sha1').update(plans).digest('hex')
    const [first, second, third] = problemsOf(file('m.json', { [sha256(viewer)]: plans, [md5]: plans, [sha1]: plans }))
    expect(first).toContain(`has the id ${sha256(viewer)} for a text whose SHA-256 is ${sha256(plans)}`)
    expect(second).toContain('persistConfig.algorithm to SHA256')
    expect(third).toContain("hashAlgorithm to 'sha256'")
    expect(problemsOf(file('m.json', { [sha256(plans).toUpperCase()]: plans }))).toHaveLength(1)
  })

  it('says what is wrong with each file, and not a thousand times', () => {
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`id${index}`, plans]))
    const problems = problemsOf(file('a.json', many), file('b.json', '{'), file('c.graphql', plans))
    expect(problems).toHaveLength(12)
    expect(problems.slice(10)).toEqual(['a.json and 990 more such ids', 'b.json is not JSON'])
  })
})
