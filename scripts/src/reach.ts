import { networkInterfaces } from 'node:os'
import { type Config, isLoopback } from '@gruppetto/runtime'

/** Returns the addresses by which the same network reaches this machine, such as 192.168.1.20. */
export const ownAddresses = (): readonly string[] =>
  Object.values(networkInterfaces())
    .flatMap((each) => each ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => address)

/**
 * Returns what to say about who reaches the platform; null where everybody does. Files, pictures and links in mails begin with PUBLIC_URL, so
 * a phone in the same network needs both it and HOST.
 */
export const reachOf = (
  { host, port, publicUrl }: Pick<Config, 'host' | 'port' | 'publicUrl'>,
  addresses: readonly string[],
): string | null => {
  const others = `http://${addresses[0] ?? 'ADDRESS'}:${port}`
  if (isLoopback(host)) {
    return `Only this machine reaches it, since the passwords of the demo are published: HOST=0.0.0.0 PUBLIC_URL=${others} opens it to all.`
  }
  if (!isLoopback(new URL(publicUrl).hostname)) return null
  return `Others who open ${others} get no pictures and send no files, since these begin with ${publicUrl}: set PUBLIC_URL=${others}.`
}
