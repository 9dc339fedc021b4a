import { readdirSync, readFileSync } from 'node:fs'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'

const METHOD = /^ {4}(?:async )?\*?(\w+)(?:<.*>)?\(/

/** Methods of a store that send a write with the commit and do not say so by their name, and the other way round. */
const misnamedMethods = (text: string): string[] => {
  const bodies = new Map<string, string>()
  let method = ''
  for (const line of text.split('\n')) {
    method = METHOD.exec(line)?.[1] ?? method
    if (method !== '') bodies.set(method, `${bodies.get(method) ?? ''}${line}\n`)
    if (line === '    },') method = ''
  }
  return [...bodies].filter(([name, body]) => name.endsWith('AtCommit') !== /\.\w+AtCommit\(/.test(body)).map(([name]) => name)
}

it.each(SUBGRAPH_NAMES)('the stores of %s name their methods by when a write is seen', (subgraph) => {
  const folder = new URL(`../../../subgraphs/${subgraph}/src/stores/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
  const misnamed = files.flatMap((file) =>
    misnamedMethods(readFileSync(new URL(file, folder), 'utf8')).map((name) => `${file}: ${name}`),
  )
  expect(misnamed).toEqual([])
})

describe('a store whose names say something else', () => {
  const store = (name: string, call: string) =>
    `  return {\n    async ${name}(row: Row, tx: Tx) {\n      rows.${call}([row], tx)\n    },\n  }\n`
  it('is found', () => {
    expect(misnamedMethods(store('put', 'putAtCommit'))).toEqual(['put'])
    expect(misnamedMethods(store('putAtCommit', 'put'))).toEqual(['putAtCommit'])
    expect(misnamedMethods(store('putAtCommit', 'putAtCommit'))).toEqual([])
    expect(misnamedMethods(store('put', 'put'))).toEqual([])
  })
})
