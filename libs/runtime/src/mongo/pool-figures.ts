import type { Connection } from 'mongoose'
import { gauge, hasMetrics, histogram } from '../metrics.ts'

const connections = gauge({
  name: 'gruppetto_mongo_connections',
  meaning: 'Connections to MongoDB of this process.',
  labels: { subgraph: 'whose database it is', state: '`idle`, `used`, or `wanted`: an operation waits for one' },
})

const checkout = histogram({
  name: 'gruppetto_mongo_checkout_seconds',
  meaning: 'How long an operation waits for a connection to MongoDB.',
  labels: { subgraph: 'whose database it is' },
})

/**
 * Follows the pool of a database's connections by the events of the driver (connection monitoring and pooling). Does nothing where metrics are
 * off. Returns a function that ends it.
 */
export const watchPool = (subgraph: string, connection: Connection): (() => void) => {
  if (!hasMetrics()) return () => undefined
  const client = connection.getClient()
  let wanted = 0
  const open = new Set<string>()
  const used = new Set<string>()
  type Of = { readonly address: string; readonly connectionId: number | '<monitor>' }
  const idOf = ({ address, connectionId }: Of): string => `${address} ${connectionId}`

  client.on('connectionCreated', (event) => void open.add(idOf(event)))
  client.on('connectionClosed', (event) => {
    open.delete(idOf(event))
    used.delete(idOf(event))
  })
  client.on('connectionCheckOutStarted', () => {
    wanted += 1
  })
  client.on('connectionCheckedOut', (event) => {
    wanted -= 1
    open.add(idOf(event))
    used.add(idOf(event))
    checkout.observe({ subgraph }, event.durationMS / 1000)
  })
  client.on('connectionCheckOutFailed', () => {
    wanted -= 1
  })
  client.on('connectionCheckedIn', (event) => void used.delete(idOf(event)))
  return connections.readBy(() => [
    { labels: { subgraph, state: 'idle' }, value: open.size - used.size },
    { labels: { subgraph, state: 'used' }, value: used.size },
    { labels: { subgraph, state: 'wanted' }, value: Math.max(0, wanted) },
  ])
}
