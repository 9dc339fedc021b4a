import { isIP } from 'node:net'
import ipaddr from 'ipaddr.js'

/** The IPv4 address that is inside an IPv6 address of these ranges, in its last 32 bits. */
const WITH_IPV4_AT_THE_END = ['ipv4Mapped', 'rfc6052']

const embedded = (address: ipaddr.IPv6): ipaddr.IPv4 => new ipaddr.IPv4(address.toByteArray().slice(12))

/**
 * Whether anybody on the internet could reach this IP address. False for the networks of the machine and of the operator, also where such an
 * IPv4 address is written as IPv6.
 */
export const isPublicAddress = (text: string): boolean => {
  if (isIP(text) === 0) return false
  const address = ipaddr.parse(text)
  const isWrapped = address.kind() === 'ipv6' && WITH_IPV4_AT_THE_END.includes(address.range())
  return (isWrapped ? embedded(address as ipaddr.IPv6) : address).range() === 'unicast'
}

const LOCAL_NAME = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|home\.arpa)\.?$/

/**
 * Returns why the platform does not send anything to this URL, which somebody else has chosen, or null. A name may still lead to an address that is
 * not public: that is checked when the platform connects.
 */
export const refusalOfUrl = (url: URL): string | null => {
  if (url.protocol !== 'https:') return 'must be an https address'
  if (url.username !== '' || url.password !== '') return 'must not contain a name or a password'
  if (url.port !== '') return 'must not name a port'
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const isPublic = isIP(host) !== 0 ? isPublicAddress(host) : host.includes('.') && !LOCAL_NAME.test(host)
  return isPublic ? null : 'must be a public address'
}
