import { describe, expect, it } from 'vitest'
import { isPublicAddress, refusalOfUrl } from './public-addresses.ts'

describe('isPublicAddress', () => {
  it.each(['8.8.8.8', '2606:4700::1111', '::ffff:8.8.8.8', '64:ff9b::808:808'])('%s is', (text) =>
    expect(isPublicAddress(text)).toBe(true),
  )
  it.each([
    ...['127.0.0.1', '127.9.9.9', '0.0.0.0', '10.1.2.3', '172.16.0.1', '192.168.1.1', '169.254.169.254', '100.64.0.1'],
    ...['224.0.0.1', '255.255.255.255', '240.0.0.1', '192.0.0.1', '192.0.2.1', '198.18.0.1', '198.51.100.1'],
    ...['::', '::1', 'fe80::1', 'fc00::1', 'fd12::1', 'ff02::1', '2001:db8::1', '::ffff:127.0.0.1', '::ffff:10.0.0.1'],
    ...['64:ff9b::7f00:1', '64:ff9b::a9fe:a9fe', '2002:7f00:1::', '2001::1', '', 'example.org', '1.2.3'],
  ])('%s is not', (text) => expect(isPublicAddress(text)).toBe(false))
})

describe('refusalOfUrl', () => {
  it.each([
    'https://push.example.org/send/abc',
    'https://8.8.8.8/x',
    'https://[2606:4700::1111]/x',
    'https://push.example.org:443/x',
  ])('takes %s', (text) => expect(refusalOfUrl(new URL(text))).toBeNull())
  it.each([
    ...[
      'http://push.example.org/',
      'ftp://push.example.org/',
      'https://user:word@push.example.org/',
      'https://push.example.org:8443/',
    ],
    ...['https://localhost/', 'https://a.localhost/', 'https://mongo/', 'https://db.internal/', 'https://printer.local./'],
    // The URL parser writes each of these as 127.0.0.1 or another private address.
    ...[
      'https://2130706433/',
      'https://0x7f.1/',
      'https://127.1/',
      'https://[::1]/',
      'https://[::ffff:10.0.0.1]/',
      'https://10.0.0.1/',
    ],
  ])('refuses %s', (text) => expect(refusalOfUrl(new URL(text))).toMatch(/^must /))
})
