import { GraphQLError } from 'graphql'
import { describe, expect, it } from 'vitest'
import { placeErrors } from './place-errors.ts'

const outage = (path: (string | number)[], inside = 0) =>
  new GraphQLError('down', { path, extensions: { code: 'SERVICE_UNAVAILABLE', service: 'activities', inside } })
const fault = (path: (string | number)[]) => new GraphQLError('no', { path, extensions: { code: 'NOT_FOUND' } })
const paths = (data: unknown, errors: GraphQLError[]) => placeErrors(data, errors).map((error) => error.path)

describe('placeErrors', () => {
  it('keeps one error of an outage for each null', () => {
    const data = { list: [{ activity: null }] }
    expect(paths(data, [outage(['list', 0, 'activity', 'name']), outage(['list', 0, 'activity', 'sport'])])).toEqual([
      ['list', 0, 'activity', 'name'],
    ])
    const nullable = { a: { kudosCount: null, commentCount: null } }
    expect(paths(nullable, [outage(['a', 'kudosCount']), outage(['a', 'commentCount'])])).toHaveLength(2)
  })

  it('finds the null inside a root field that other subgraphs answered too', () => {
    const data = { viewer: { handle: 'ana', feed: null } }
    expect(paths(data, [outage(['viewer', 'feed', 'edges', 'id'], 3)])).toEqual([['viewer', 'feed']])
    expect(paths({ item: null }, [outage(['item', 'text'], 1)])).toEqual([['item']])
    expect(paths(null, [outage(['newest', 'name'], 1)])).toEqual([['newest']])
  })

  it('shortens the path to the existing part when only the planner selected a field', () => {
    expect(paths({ node: { kudosCount: null } }, [outage(['node', 'ref'])])).toEqual([['node']])
    expect(paths({ node: { kudosCount: 1 } }, [fault(['node', 'ref'])])).toEqual([['node']])
  })

  it('does not change other errors', () => {
    const errors = [fault(['a', 'b']), new GraphQLError('no path')]
    expect(placeErrors({ a: null }, errors)).toEqual(errors)
    expect(placeErrors({ a: { b: 1 } }, errors)).toEqual(errors)
    expect(placeErrors(null, errors)).toEqual(errors)
  })
})
