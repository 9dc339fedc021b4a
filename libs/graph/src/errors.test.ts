import { GraphQLError } from 'graphql'
import { expect, it } from 'vitest'
import { hiddenError } from './errors.ts'

const shown = (originalError: Error) =>
  hiddenError(new GraphQLError('secret', { path: ['viewer'], originalError }), 'social').toJSON()

it('of an inner error a client sees that the service does not answer while a server behind it is away, and else nothing', () => {
  const away = new Error('the feed', { cause: Object.assign(new Error('connect'), { code: 'ECONNREFUSED' }) })
  expect(shown(away)).toEqual({
    message: 'social does not answer now.',
    path: ['viewer'],
    extensions: { code: 'SERVICE_UNAVAILABLE', service: 'social' },
  })
  const locked = Object.assign(new Error('WriteConflict'), { code: 112 })
  expect(shown(locked).extensions).toEqual({ code: 'SERVICE_UNAVAILABLE', service: 'social' })
  expect(shown(new Error('secret'))).toEqual({
    message: 'Something went wrong on our side.',
    path: ['viewer'],
    extensions: { code: 'INTERNAL_SERVER_ERROR' },
  })
})
