import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { DEMO_BEGUN, loadConfig, printableConfig } from './config.ts'
import { ConfigError } from './environment.ts'

const folder = mkdtempSync(join(tmpdir(), 'gruppetto-config-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

test('an empty environment is enough for one process', () => {
  const config = loadConfig({ DATA_DIR: folder, MONGO_URL: '', PORT: undefined })
  expect(config).toMatchObject({ run: 'all', port: 4000, publicUrl: 'http://localhost:4000', namespace: 'gruppetto', demo: true })
  expect(config.mongoUrl).toBeUndefined()
  expect(config.s3).toBeUndefined()
})

test('what has published passwords is open to this machine alone, unless HOST says otherwise', () => {
  const hostOf = (env: Record<string, string>) => loadConfig({ DATA_DIR: folder, IDENTITY_SECRET: 'x'.repeat(32), ...env }).host
  expect(hostOf({})).toBe('127.0.0.1')
  expect(hostOf({ HOST: '0.0.0.0' })).toBe('0.0.0.0')
  expect(hostOf({ DEMO: 'off' })).toBe('0.0.0.0')
  expect(hostOf({ RUN: 'gateway' })).toBe('0.0.0.0')
  // The data folder still has the demo of an earlier start.
  writeFileSync(join(folder, DEMO_BEGUN), '')
  expect(hostOf({ DEMO: 'off' })).toBe('127.0.0.1')
})

test('the secret of one process is made once and kept for its owner alone', () => {
  const first = loadConfig({ DATA_DIR: folder })
  expect(first.identitySecret.length).toBeGreaterThanOrEqual(32)
  expect(loadConfig({ DATA_DIR: folder }).identitySecret).toBe(first.identitySecret)
  expect(statSync(join(folder, 'identity-secret')).mode & 0o077).toBe(0)
  expect(first.objectsSecret).not.toBe(first.identitySecret)
})

test('processes of their own must be given their secret', () => {
  expect(() => loadConfig({ DATA_DIR: folder, RUN: 'social' })).toThrow(ConfigError)
  expect(() => loadConfig({ DATA_DIR: folder, RUN: 'social', IDENTITY_SECRET: 'short' })).toThrow('IDENTITY_SECRET')
})

test('the sandbox takes the money on one machine alone, unless PAYMENTS says so, and never beside Stripe', () => {
  const paymentsOf = (env: Record<string, string>) => loadConfig({ DATA_DIR: folder, ...env }).payments
  expect(paymentsOf({})).toBe('sandbox')
  expect(paymentsOf({ STRIPE_SECRET_KEY: 'sk_test_1', STRIPE_WEBHOOK_SECRET: 'whsec_1' })).toBe('stripe')
  expect(() => paymentsOf({ STRIPE_SECRET_KEY: 'sk_test_1' })).toThrow('STRIPE_WEBHOOK_SECRET')
  expect(paymentsOf({ PUBLIC_URL: 'https://gruppetto.example' })).toBe('off')
  expect(paymentsOf({ NODE_ENV: 'production' })).toBe('off')
  expect(paymentsOf({ PUBLIC_URL: 'https://gruppetto.example', PAYMENTS: 'sandbox' })).toBe('sandbox')
  expect(paymentsOf({ PAYMENTS: 'off' })).toBe('off')
  expect(() => paymentsOf({ PAYMENTS: 'sandbox', STRIPE_SECRET_KEY: 'sk_live_1' })).toThrow('PAYMENTS')
})

test('every wrong value is named', () => {
  const wrong = () => loadConfig({ DATA_DIR: folder, PORT: 'many', NAMESPACE: 'No Good', DEMO: 'perhaps' })
  expect(wrong).toThrow(/PORT[\s\S]*NAMESPACE[\s\S]*DEMO/)
})

test('what is printed holds no secret and no password', () => {
  const config = loadConfig({
    DATA_DIR: folder,
    IDENTITY_SECRET: 'sesame-'.repeat(8),
    MONGO_URL: 'mongodb://ada:pa55@db.example:27017',
    REDIS_URL: 'redis://:pa55@cache.example',
    S3_BUCKET: 'rides',
    S3_ACCESS_KEY_ID: 'AKIA-pa55',
    S3_SECRET_ACCESS_KEY: 'pa55',
  })
  const text = JSON.stringify(printableConfig(config))
  expect(text).not.toContain('pa55')
  expect(text).not.toContain('sesame')
  expect(text).not.toContain(config.objectsSecret)
  expect(text).toContain('db.example')
})

test('push services learn of a contact that works, and without one there is no web push', () => {
  const contactOf = (env: Record<string, string>) => loadConfig({ DATA_DIR: folder, ...env }).webPushSubject
  expect(contactOf({})).toBe('mailto:web-push@gruppetto.example')
  expect(contactOf({ PUBLIC_URL: 'https://ride.example.org/' })).toBe('https://ride.example.org')
  expect(contactOf({ PUBLIC_URL: 'http://ride.example.org' })).toBeUndefined()
  expect(contactOf({ PUBLIC_URL: 'http://ride.example.org', WEB_PUSH_SUBJECT: 'mailto:ops@example.org' })).toBe(
    'mailto:ops@example.org',
  )
  for (const bad of ['mailto:ops@localhost', 'https://localhost/', 'http://example.org', 'ops@example.org'])
    expect(() => contactOf({ WEB_PUSH_SUBJECT: bad })).toThrow(/WEB_PUSH_SUBJECT/)
})

test('a push service of tests is refused where others reach the platform', () => {
  const env = { DATA_DIR: folder, WEB_PUSH_TEST_ORIGIN: 'http://127.0.0.1:1' }
  expect(loadConfig({ ...env, HOST: '127.0.0.1' }).webPushTestOrigin).toBe('http://127.0.0.1:1')
  expect(() => loadConfig({ ...env, HOST: '0.0.0.0' })).toThrow(/WEB_PUSH_TEST_ORIGIN/)
  expect(() => loadConfig({ DATA_DIR: folder, WEBHOOK_TEST_ORIGIN: 'http://127.0.0.1:1', HOST: '0.0.0.0' })).toThrow(
    /WEBHOOK_TEST/,
  )
  expect(() => loadConfig({ ...env, HOST: '127.0.0.1', PUBLIC_URL: 'https://ride.example.org' })).toThrow(/WEB_PUSH_TEST_ORIGIN/)
})
