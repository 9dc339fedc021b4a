/** A server by its host and port. */
export interface HostAndPort {
  readonly host: string
  readonly port: number
}

/** Where Redis is: one server, the members of a cluster, or Sentinels that know which server is the primary. */
export type RedisAddress =
  | { readonly kind: 'one'; readonly url: string }
  | (Account & { readonly kind: 'cluster'; readonly nodes: readonly HostAndPort[] })
  | (Account & { readonly kind: 'sentinels'; readonly nodes: readonly HostAndPort[]; readonly primary: string })

interface Account {
  readonly isTls: boolean
  readonly username?: string
  readonly password?: string
}

const HINT =
  'redis://host:6379, redis+cluster://user:password@host:6379,host:6379, or redis+sentinel://host:26379,host:26379/name-of-the-primary; rediss for TLS'
const SHAPE =
  /^redis(?<tls>s?)(?:\+(?<kind>cluster|sentinel))?:\/\/(?:(?<account>[^@/]*)@)?(?<hosts>[^/?@]+)(?:\/(?<path>[^?]*))?$/

const portOf = (kind: string): number => (kind === 'sentinel' ? 26379 : 6379)

const nodeOf = (text: string, kind: string): HostAndPort => {
  const [, host = '', port] = /^(\[[0-9a-f:.]+\]|[^:[\]]+)(?::(\d{1,5}))?$/i.exec(text) ?? []
  if (host === '') throw new Error(`REDIS_URL: "${text}" is no host and port`)
  return { host: host.replace(/^\[|\]$/g, ''), port: Number(port ?? portOf(kind)) }
}

const accountOf = (text: string | undefined): Pick<Account, 'username' | 'password'> => {
  if (text === undefined || text === '') return {}
  const [username = '', ...rest] = text.split(':')
  const password = decodeURIComponent(rest.join(':'))
  return { ...(username !== '' && { username: decodeURIComponent(username) }), ...(password !== '' && { password }) }
}

/** Reads REDIS_URL. Throws an error that says which forms there are. */
export const redisAddress = (url: string): RedisAddress => {
  const { tls = '', kind, account, hosts = '', path = '' } = SHAPE.exec(url)?.groups ?? {}
  if (kind === undefined) {
    if (hosts === '' || hosts.includes(',')) throw new Error(`REDIS_URL is none of ${HINT}`)
    return { kind: 'one', url }
  }
  const nodes = hosts.split(',').map((host) => nodeOf(host, kind))
  const common = { isTls: tls === 's', ...accountOf(account), nodes }
  if (kind === 'cluster') return { kind: 'cluster', ...common }
  if (path === '') throw new Error(`REDIS_URL does not name the primary that the Sentinels watch: ${HINT}`)
  return { kind: 'sentinels', ...common, primary: decodeURIComponent(path) }
}
