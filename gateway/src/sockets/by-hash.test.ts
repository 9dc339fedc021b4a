import { expect, it } from 'vitest'
import { withQuery } from './by-hash.ts'

it('gives a message that names a document the query that the protocol asks for, and changes no other', () => {
  const message = (payload: unknown) => JSON.stringify({ id: '1', type: 'subscribe', payload })
  const named = { documentId: 'sha256:1', variables: { a: 1 } }
  expect(JSON.parse(withQuery(message(named)))).toEqual({ id: '1', type: 'subscribe', payload: { ...named, query: '' } })
  const others = [
    message({ query: '{ documentId }' }),
    message({ query: '{ a }', extensions: { persistedQuery: {} } }),
    message('documentId'),
    '{"documentId":',
    'null',
    '{"documentId":1,"payload":null}',
    '"documentId"',
  ]
  for (const other of others) expect(withQuery(other)).toBe(other)
})
