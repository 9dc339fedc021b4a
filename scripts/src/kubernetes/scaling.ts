import type { Role } from './roles.ts'
import type { Yaml } from './yaml.ts'

/** Where an operator's Prometheus answers, until an overlay says otherwise. */
const PROMETHEUS = 'http://prometheus.monitoring.svc:9090'
/** So many sockets are half of what a gateway of a core holds (docs/guides/capacity.md). The other half is for those of a gateway that is lost. */
export const SOCKETS_OF_A_POD = 15_000
/** So many events of a role wait for each of its pods at most: some seconds of work. */
export const EVENTS_OF_A_POD = 200
export const CPU_PERCENT = '60'
/** The weekend, in hours from Saturday 00:00, in the time zone of most athletes. */
export const WEEKEND_HOURS = { from: 5, to: 47 } as const
const ZONE = 'Europe/Berlin'
const WEEKEND = { start: `0 ${WEEKEND_HOURS.from} * * 6`, end: `0 ${WEEKEND_HOURS.to - 24} * * 0` }

/**
 * How pods are taken away: one at a time, once nothing has asked for more for this long. Sockets and events come in waves, and a gateway that goes costs
 * each of its sockets a new connection.
 */
export const scaleDownOf = ({ tier }: Role): { readonly windowSeconds: number; readonly everySeconds: number } =>
  tier === 'gateway' ? { windowSeconds: 1800, everySeconds: 120 } : { windowSeconds: 600, everySeconds: 60 }

/**
 * A trigger by our own metric. When the metric is missing, that is an error (`ignoreNullValues: false`) and not "nothing waits": KEDA then keeps the
 * pods that there are, or the `fallback` where that is more. It never scales to the maximum by an error.
 */
const metric = (query: string, threshold: number): Yaml => ({
  type: 'prometheus',
  metricType: 'AverageValue',
  metadata: { serverAddress: PROMETHEUS, query, threshold: String(threshold), ignoreNullValues: 'false' },
})

const cpu: Yaml = { type: 'cpu', metricType: 'Utilization', metadata: { value: CPU_PERCENT } }

const weekend = ({ pods }: Role): Yaml => ({
  type: 'cron',
  metadata: { timezone: ZONE, ...WEEKEND, desiredReplicas: String(pods.weekend) },
})

/** Every process that shares a consumer tells the same number of it, so the largest counts once. */
const waiting = ({ run }: Role): string =>
  `sum(max by (consumer) (gruppetto_consumer_pending{subgraph="${run.replace(':workers', '')}"}))`

/** The lake is written by one pod at a time, whatever waits for it. */
const hasMetric = ({ tier, run }: Role): boolean => tier !== 'subgraph' && run !== 'lake'

const triggersOf = (role: Role): Yaml[] => {
  if (role.tier === 'gateway') return [metric('sum(gruppetto_sockets)', SOCKETS_OF_A_POD), cpu, weekend(role)]
  if (!hasMetric(role)) return [cpu, weekend(role)]
  return [metric(waiting(role), EVENTS_OF_A_POD), cpu, weekend(role)]
}

const SCALED_BY = { gateway: 'sockets', subgraph: 'cpu', workers: 'events' } as const

/** How many pods a role has. */
export const scaledObject = (role: Role): Yaml => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  // An overlay finds those with a query by the label.
  metadata: { name: role.name, labels: { 'scaled-by': SCALED_BY[role.tier] } },
  spec: {
    scaleTargetRef: { name: role.name },
    minReplicaCount: role.pods.least,
    maxReplicaCount: role.pods.most,
    pollingInterval: 15,
    cooldownPeriod: 300,
    // KEDA takes no fallback where CPU and the clock are the only triggers.
    ...(hasMetric(role) && {
      fallback: { failureThreshold: 4, replicas: role.pods.weekend, behavior: 'currentReplicasIfHigher' },
    }),
    advanced: {
      horizontalPodAutoscalerConfig: {
        behavior: {
          scaleUp: { stabilizationWindowSeconds: 0, policies: [{ type: 'Percent', value: 100, periodSeconds: 30 }] },
          scaleDown: {
            stabilizationWindowSeconds: scaleDownOf(role).windowSeconds,
            policies: [{ type: 'Pods', value: 1, periodSeconds: scaleDownOf(role).everySeconds }],
          },
        },
      },
    },
    triggers: triggersOf(role),
  },
})
