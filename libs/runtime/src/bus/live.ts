import { setTimeout } from 'node:timers/promises'
import type { LiveHint, LiveTopic } from '@gruppetto/events'
import { type NatsConnection, TimeoutError } from '@nats-io/transport-node'
import type { Logger } from 'pino'

import { z } from 'zod'
import { told } from '../telling.ts'
import { recordedTraceparent } from '../traces.ts'
import type { LiveHints } from '../types.ts'

/** Escapes what a token of a NATS subject must not contain: dots, spaces and wildcards. */
const token = (text: string): string => text.replace(/[^A-Za-z0-9_-]/g, (sign) => `=${sign.codePointAt(0)?.toString(16) ?? ''}`)

/** Long enough for the server to say that nobody listens. */
const HEARD_MS = 500
const AGAIN_MS = 100

const hintSchema = z.object({ id: z.string().optional(), atMs: z.number().optional(), traceparent: z.string().optional() })

/** Parses a message as a hint; returns null when it is not one. */
const hintOf = (text: string): LiveHint | null => {
  try {
    return hintSchema.parse(JSON.parse(text))
  } catch {
    return null
  }
}

/** Live hints over core NATS. A hint carries only a key, is never stored, and is lost when nobody listens. */
export const liveHints = (connection: NatsConnection, namespace: string, log: Logger): LiveHints => {
  const subject = (topic: string, key: string) => `${namespace}.live.${token(topic)}.${token(key)}`
  return {
    publish(topic: LiveTopic, key: string, hint: Pick<LiveHint, 'id'> = {}) {
      const { traceparent: cause = null, atMs = Date.now() } = told() ?? {}
      const traceparent = recordedTraceparent(cause)
      const whole: LiveHint = { ...hint, atMs, ...(traceparent === null ? {} : { traceparent }) }
      try {
        connection.publish(subject(topic, key), JSON.stringify(whole))
      } catch (error) {
        log.debug({ err: error, topic }, 'a live hint was lost')
      }
    },
    async isHeard(topic, key) {
      try {
        await connection.request(subject(topic, key), '{}', { timeout: HEARD_MS })
        return true
      } catch (error) {
        // Listeners do not answer. Without any, the server says so at once.
        return error instanceof TimeoutError
      }
    },
    subscribe(topic, key, onHint) {
      const subscription = connection.subscribe(subject(topic, key), {
        callback: (error, message) => {
          if (error !== null) return
          const hint = hintOf(message.string())
          if (hint !== null) onHint(hint)
        },
      })
      return { unsubscribe: () => subscription.unsubscribe() }
    },
    async subscribed() {
      for (;;) {
        try {
          return await connection.flush()
        } catch (error) {
          if (connection.isClosed()) throw error
          // It was away. What is subscribed is told to it again when it is back.
          await setTimeout(AGAIN_MS)
        }
      }
    },
  }
}
