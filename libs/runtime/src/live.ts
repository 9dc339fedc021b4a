import type { NatsConnection } from '@nats-io/transport-node'
import type { Logger } from 'pino'
import type { LiveHints } from './types.ts'

/** A subject's token has no dot, blank or wildcard. */
const token = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, (sign) => `=${sign.codePointAt(0)?.toString(16) ?? ''}`)

const payloadOf = (bytes: Uint8Array): Readonly<Record<string, string>> | null => {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes))
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
    return Object.fromEntries(Object.entries(value).filter((entry): entry is [string, string] => typeof entry[1] === 'string'))
  } catch {
    return null
  }
}

/** Hints over core NATS: keys only, never stored, lost when nobody listens. */
export const liveHints = (connection: NatsConnection, namespace: string, log: Logger): LiveHints => {
  const subject = (topic: string, key: string) => `${namespace}.live.${token(topic)}.${token(key)}`
  return {
    publish(topic, key, payload = {}) {
      try {
        connection.publish(subject(topic, key), JSON.stringify(payload))
      } catch (error) {
        log.debug({ err: error, topic }, 'a live hint was lost')
      }
    },
    subscribe(topic, key, onHint) {
      const subscription = connection.subscribe(subject(topic, key), {
        callback: (error, message) => {
          if (error !== null) return
          const payload = payloadOf(message.data)
          if (payload !== null) onHint(payload)
        },
      })
      return { unsubscribe: () => subscription.unsubscribe() }
    },
  }
}
