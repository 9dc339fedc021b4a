import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { countDelta, type FollowState, onBlock, onFollow, onRemoval, onResponse, onUnfollow } from './follow-rules.ts'

describe('onFollow', () => {
  it.each([
    ['NONE', false, { state: 'FOLLOWING', cause: 'FOLLOWED' }],
    ['NONE', true, { state: 'REQUESTED', cause: 'REQUESTED' }],
    ['REQUESTED', true, null],
    ['REQUESTED', false, { state: 'FOLLOWING', cause: 'FOLLOWED' }],
    ['FOLLOWING', true, null],
    ['FOLLOWING', false, null],
  ] as const)('%s, private %s', (state, isPrivate, expected) => {
    expect(onFollow(state, isPrivate)).toEqual(expected)
  })
})

it('answers only a request', () => {
  expect(onResponse('REQUESTED', true)).toEqual({ state: 'FOLLOWING', cause: 'ACCEPTED' })
  expect(onResponse('REQUESTED', false)).toEqual({ state: 'NONE', cause: 'DECLINED' })
  expect(onResponse('FOLLOWING', false)).toBeNull()
  expect(onResponse('NONE', true)).toBeNull()
})

it('removes only a follower', () => {
  expect(onRemoval('FOLLOWING')).toEqual({ state: 'NONE', cause: 'DECLINED' })
  expect(onRemoval('REQUESTED')).toBeNull()
})

it('keeps the count right over any history, and repeating a step changes nothing', () => {
  const steps = {
    follow: (state: FollowState) => onFollow(state, false),
    ask: (state: FollowState) => onFollow(state, true),
    unfollow: onUnfollow,
    accept: (state: FollowState) => onResponse(state, true),
    decline: (state: FollowState) => onResponse(state, false),
    remove: onRemoval,
    block: onBlock,
  }
  const names = Object.keys(steps) as (keyof typeof steps)[]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...names), { maxLength: 40 }), (history) => {
      let state: FollowState = 'NONE'
      let count = 0
      for (const name of history) {
        const next: FollowState = steps[name](state)?.state ?? state
        count += countDelta(state, next)
        state = next
        expect(steps[name](state)).toBeNull()
        expect(count).toBe(state === 'FOLLOWING' ? 1 : 0)
      }
    }),
  )
})
