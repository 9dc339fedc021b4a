import { beforeScrape, counter, gauge } from '@gruppetto/runtime'
import type { AdmissionFigures } from '../sockets/admission.ts'

const sockets = gauge({
  name: 'gruppetto_sockets',
  meaning: 'Open websockets of a gateway.',
  labels: {},
})

const streams = gauge({
  name: 'gruppetto_event_streams',
  meaning: 'Open streams of Server-Sent Events of a gateway.',
  labels: {},
})

const topics = gauge({
  name: 'gruppetto_topics',
  meaning: 'Topics and keys that a gateway listens to on the bus for its sockets and streams.',
  labels: {},
})

const admissions = counter({
  name: 'gruppetto_socket_admissions_total',
  meaning: 'Websockets that were let in, or told to come back later since the gateway was busy with those before.',
  labels: { outcome: '`admitted` or `later`' },
})

const plans = counter({
  name: 'gruppetto_plans_made_total',
  meaning: 'Plans of operations that were made, not found among those that are kept.',
  labels: {},
})

const shared = counter({
  name: 'gruppetto_plans_shared_total',
  meaning: 'Operations of a text that was not known, whose plan had been made for another text which asks the same.',
  labels: {},
})

export interface CountedGateway {
  sockets(): number
  streams(): number
  topics(): number
  admission(): AdmissionFigures
  plansMade(): number
  plansShared(): number
}

/** Reads the numbers that a gateway keeps anyway whenever somebody scrapes. Returns a function that ends it. */
export const watchGateway = (gateway: CountedGateway): (() => void) => {
  let before = { admitted: 0, refused: 0, plans: 0, shared: 0 }
  const stops = [
    sockets.readBy(() => [{ labels: {}, value: gateway.sockets() }]),
    streams.readBy(() => [{ labels: {}, value: gateway.streams() }]),
    topics.readBy(() => [{ labels: {}, value: gateway.topics() }]),
    beforeScrape(() => {
      const { admitted, refused } = gateway.admission()
      const now = { admitted, refused, plans: gateway.plansMade(), shared: gateway.plansShared() }
      admissions.add({ outcome: 'admitted' }, now.admitted - before.admitted)
      admissions.add({ outcome: 'later' }, now.refused - before.refused)
      plans.add({}, now.plans - before.plans)
      shared.add({}, now.shared - before.shared)
      before = now
    }),
  ]
  return () => {
    for (const stop of stops) stop()
  }
}
