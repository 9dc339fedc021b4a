import { expect, it } from 'vitest'
import { reachOf } from './reach.ts'

const config = { host: '0.0.0.0', port: 4000, publicUrl: 'http://localhost:4000' }

it('says how a phone reaches a platform that listens on this machine alone', () => {
  const said = reachOf({ ...config, host: '127.0.0.1' }, ['192.168.1.20', '10.0.0.3'])
  expect(said).toContain('HOST=0.0.0.0 PUBLIC_URL=http://192.168.1.20:4000 opens it to all')
})

it('says what others miss where files and pictures have the address of this machine alone', () => {
  expect(reachOf(config, ['192.168.1.20'])).toMatch(/no pictures .* set PUBLIC_URL=http:\/\/192\.168\.1\.20:4000\.$/)
  expect(reachOf(config, [])).toContain('http://ADDRESS:4000')
})

it('says nothing where everybody reaches it by its public address', () => {
  expect(reachOf({ ...config, publicUrl: 'http://192.168.1.20:4000' }, ['192.168.1.20'])).toBeNull()
})
