import { describe, expect, it } from 'vitest'
import { plainOperationOf } from './plain-operation.ts'

const query = '{ viewer { id } }'

describe('plainOperationOf', () => {
  it('reads the text, the variables and the name', () => {
    expect(plainOperationOf({ query })).toEqual({ query, operationName: null, variables: {} })
    expect(plainOperationOf({ query, operationName: null, variables: null, extensions: null })).toEqual({
      query,
      operationName: null,
      variables: {},
    })
    expect(plainOperationOf({ query, operationName: 'A', variables: { a: [1] }, extensions: {} })).toEqual({
      query,
      operationName: 'A',
      variables: { a: [1] },
    })
  })

  it('reads what names a registered or persisted operation', () => {
    const extensions = { persistedQuery: { version: 1, sha256Hash: 'a1'.repeat(32) } }
    expect(plainOperationOf({ extensions, variables: { a: 1 } })).toEqual({
      extensions,
      operationName: null,
      variables: { a: 1 },
    })
    expect(plainOperationOf({ documentId: 'sha256:a', operationName: 'A' })).toEqual({
      documentId: 'sha256:a',
      operationName: 'A',
      variables: {},
    })
  })

  it.each([
    ['nothing', undefined],
    ['a list', [{ query }]],
    ['a text', query],
    ['no query', { variables: {} }],
    ['an empty query', { query: '' }],
    ['a query that is no text', { query: { a: 1 } }],
    ['variables that are a text', { query, variables: '{}' }],
    ['variables that are a list', { query, variables: [] }],
    ['a name that is no text', { query, operationName: 1 }],
    ['an operation to persist', { query, extensions: { persistedQuery: { version: 1, sha256Hash: 'a1'.repeat(32) } } }],
    ['a hash that is none', { extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }],
    ['another version', { extensions: { persistedQuery: { version: 2, sha256Hash: 'a1'.repeat(32) } } }],
    ['other extensions', { extensions: { a: 1 } }],
    ['extensions that are a text', { query, extensions: 'a' }],
    ['two names of an operation', { query, documentId: 'sha256:a' }],
  ])('leaves %s to others', (_what, body) => {
    expect(plainOperationOf(body)).toBeNull()
  })
})
