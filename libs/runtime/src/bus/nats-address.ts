import { ConfigError } from '../environment.ts'

export interface NatsAddress {
  /** The addresses, without user and password. */
  readonly servers: string[]
  readonly user?: string
  readonly pass?: string
}

/**
 * Parses `NATS_URL`: one address or several with commas between them, all of one cluster and with the same user, as in
 * `nats://user:password@host:4222`. The NATS client wants the user separate from the addresses. Throws ConfigError when an
 * address is invalid or the users differ.
 */
export const natsAddress = (urls: string): NatsAddress => {
  const addresses = urls.split(',').map((part) => {
    const address = part.trim()
    const text = address.includes('://') ? address : `nats://${address}`
    const url = URL.canParse(text) ? new URL(text) : null
    if (url === null || url.hostname === '') throw new ConfigError('NATS_URL: an address in it cannot be read')
    return url
  })
  const [credentials, ...others] = new Set(addresses.map(({ username, password }) => JSON.stringify([username, password])))
  if (others.length > 0) throw new ConfigError('NATS_URL: all addresses must have the same user and password')
  const servers = addresses.map(({ protocol, host }) => `${protocol}//${host}`)
  const [user, pass] = JSON.parse(credentials ?? '["",""]') as [string, string]
  return user === '' ? { servers } : { servers, user: decodeURIComponent(user), pass: decodeURIComponent(pass) }
}
