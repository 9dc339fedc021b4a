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
    ['a persisted operation', { query, extensions: { persistedQuery: { version: 1, sha256Hash: 'a' } } }],
    ['extensions that are a text', { query, extensions: 'a' }],
    ['a registered operation', { query, documentId: 'sha256:a' }],
  ])('leaves %s to others', (_what, body) => {
    expect(plainOperationOf(body)).toBeNull()
  })
})
