import { GraphQLError } from 'graphql'
import pino from 'pino'
import { describe, expect, it } from 'vitest'
import { INTERNAL_MESSAGE, presentThrown } from './present.ts'

const log = pino({ level: 'silent' })
const shown = (message: string, extensions: Record<string, unknown>) =>
  presentThrown(new GraphQLError(message, { path: ['a'], extensions }), log)[0]

describe('presentThrown', () => {
  it('keeps a known code and the extensions of that code only', () => {
    expect(
      shown('Premium only.', { code: 'PREMIUM_REQUIRED', feature: 'ANALYTICS', serviceName: 'commerce', stacktrace: ['x'] }),
    ).toEqual({
      message: 'Premium only.',
      path: ['a'],
      extensions: { code: 'PREMIUM_REQUIRED', feature: 'ANALYTICS' },
    })
    expect(shown('x', { code: 'RATE_LIMITED', retryAfterSeconds: 3 })?.extensions).toEqual({
      code: 'RATE_LIMITED',
      retryAfterSeconds: 3,
    })
    expect(shown('x', { code: 'SERVICE_UNAVAILABLE', service: 'social', inside: 1 })?.extensions).toEqual({
      code: 'SERVICE_UNAVAILABLE',
      service: 'social',
    })
  })

  it.each([['DOWNSTREAM_SERVICE_ERROR'], ['INTERNAL_SERVER_ERROR'], ['ECONNREFUSED'], [undefined], [42], ['constructor']])(
    'hides an error of code %s',
    (code) => {
      expect(shown('mongodb://root:secret@10.0.0.1', { code, cause: 'inside' })).toEqual({
        message: INTERNAL_MESSAGE,
        path: ['a'],
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      })
    },
  )

  it("replaces Apollo's codes by those of the contract", () => {
    expect(shown('x', { code: 'BAD_REQUEST' })?.extensions).toEqual({ code: 'BAD_USER_INPUT' })
  })

  it("treats graphql-js' errors about variables and arguments as the client's mistakes", () => {
    for (const message of [
      'Variable "$id" of required type "ID!" was not provided.',
      'Argument "if" of non-null type "Boolean!" must not be null.',
    ]) {
      expect(presentThrown(new GraphQLError(message), log)[0]?.extensions).toEqual({ code: 'BAD_USER_INPUT' })
    }
  })

  it('hides thrown values that are no API errors', () => {
    expect(presentThrown(new Error('secret'), log)).toEqual([
      {
        message: INTERNAL_MESSAGE,
        extensions: { code: 'INTERNAL_SERVER_ERROR' },
      },
    ])
  })
})
