import { describe, expect, it } from 'vitest'
import { JSON_TYPE, prefersEvents, prefersHtml, RESPONSE_TYPE, responseType } from './accept.ts'

describe('responseType', () => {
  it.each([
    [undefined, JSON_TYPE],
    ['', JSON_TYPE],
    ['*/*', JSON_TYPE],
    ['application/json', JSON_TYPE],
    ['application/*', JSON_TYPE],
    ['application/graphql-response+json', RESPONSE_TYPE],
    ['application/graphql-response+json, application/json;q=0.9', RESPONSE_TYPE],
    ['application/graphql-response+json;charset=utf-8, application/json', RESPONSE_TYPE],
    ['application/graphql-response+json;q=0.5, application/json', JSON_TYPE],
    ['application/graphql-response+json;q=0, */*', JSON_TYPE],
    ['text/html', null],
    ['image/png, application/json;q=0', null],
  ])('%s', (header, expected) => {
    expect(responseType(header)).toBe(expected)
  })
})

describe('prefersHtml', () => {
  it('distinguishes a browser from an API client', () => {
    expect(prefersHtml('text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8')).toBe(true)
    for (const header of [
      undefined,
      '*/*',
      'application/json',
      'application/json, text/html',
      'application/graphql-response+json, text/html;q=0.5',
    ]) {
      expect(prefersHtml(header)).toBe(false)
    }
  })
})

describe('prefersEvents', () => {
  it.each([
    [undefined, false],
    ['*/*', false],
    ['text/*', false],
    ['text/event-stream', true],
    ['text/event-stream, */*;q=0.1', true],
    ['text/event-stream;q=0', false],
    ['text/event-stream, multipart/mixed', true],
    ['application/graphql-response+json, application/json, text/event-stream, multipart/mixed', false],
    ['application/json;q=0.5, text/event-stream', true],
    ['application/json, text/event-stream;q=0.5', false],
  ])('%s', (header, expected) => {
    expect(prefersEvents(header)).toBe(expected)
  })
})
