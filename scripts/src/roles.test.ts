import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { describe, expect, it } from 'vitest'
import { parseRoles } from './roles.ts'

describe('parseRoles', () => {
  it('reads one role, several, and all', () => {
    expect(parseRoles('social:workers')).toEqual({ gateway: false, subgraphs: [], workers: ['social'] })
    expect(parseRoles('gateway, social,social:workers')).toEqual({ gateway: true, subgraphs: ['social'], workers: ['social'] })
    expect(parseRoles('all').workers).toEqual(SUBGRAPH_NAMES)
  })

  it.each(['', 'socail', 'gateway:workers', 'social:worker', 'social:workers:x', 'social,clubs'])('refuses %j', (run) => {
    expect(() => parseRoles(run)).toThrow(/RUN/)
  })
})
