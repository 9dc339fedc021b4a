import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { parseRoles } from './roles.ts'

describe('parseRoles', () => {
  it('reads one role, several, and all', () => {
    expect(parseRoles('social:workers')).toEqual({ gateway: false, subgraphs: [], workers: ['social'], lake: false })
    const some = { gateway: true, subgraphs: ['social'], workers: ['social'], lake: false }
    expect(parseRoles('gateway, social,social:workers')).toEqual(some)
    expect(parseRoles('lake')).toEqual({ gateway: false, subgraphs: [], workers: [], lake: true })
    expect(parseRoles('all')).toEqual({ gateway: true, subgraphs: SUBGRAPH_NAMES, workers: SUBGRAPH_NAMES, lake: true })
  })

  it.each(['', 'socail', 'gateway:workers', 'social:worker', 'social:workers:x', 'social,clubs', 'lake:workers'])(
    'refuses %j',
    (run) => {
      expect(() => parseRoles(run)).toThrow(/RUN/)
    },
  )
})
