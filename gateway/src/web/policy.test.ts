import { expect, it } from 'vitest'
import { appPolicy } from './policy.ts'

const of = (policy: string, name: string) => policy.split('; ').find((part) => part.startsWith(`${name} `))

it('allows no script, style or address but those of the platform', () => {
  const policy = appPolicy({ publicUrl: 'https://gruppetto.example', s3: undefined })
  expect(policy).not.toMatch(/unsafe|\*| https?:(?!\/\/gruppetto\.example)/)
  expect(of(policy, 'script-src')).toBe("script-src 'self'")
  expect(of(policy, 'style-src')).toBe("style-src 'self'")
  expect(of(policy, 'connect-src')).toBe("connect-src 'self' https://gruppetto.example wss://gruppetto.example")
  expect(of(policy, 'require-trusted-types-for')).toBe("require-trusted-types-for 'script'")
})

it('allows map tiles of the address that the operator has named, and no other', () => {
  const policy = appPolicy({
    publicUrl: 'https://gruppetto.example',
    s3: undefined,
    mapTilesUrl: 'https://tiles.example/a/b.pmtiles?x=1',
  })
  expect(of(policy, 'connect-src')).toMatch(/ https:\/\/tiles\.example$/)
  expect(of(policy, 'img-src')).not.toContain('tiles.example')
})

it('allows pictures and uploads of the object store, by the address that clients have for it', () => {
  const s3 = {
    endpoint: 'http://minio:9000',
    publicEndpoint: 'https://files.example/store',
    region: 'x',
    bucket: 'b',
    accessKeyId: 'i',
    secretAccessKey: 's',
    forcePathStyle: true,
  }
  const policy = appPolicy({ publicUrl: 'https://gruppetto.example', s3 })
  for (const name of ['img-src', 'connect-src']) expect(of(policy, name)).toMatch(/ https:\/\/files\.example$/)
  expect(policy).not.toContain('minio')
})
