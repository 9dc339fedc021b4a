import { METRICS_PORT, PORT } from './environment.ts'
import type { Role } from './roles.ts'
import type { Yaml } from './yaml.ts'

/** The ports of the servers with the data: MongoDB (mongod and mongos), NATS, Valkey with its Sentinels. */
const DATA_PORTS = [27017, 4222, 6379, 26379]
/** The object store, and whoever is called on the internet: Stripe, push services, webhooks. */
const HTTPS = 443
const MAIL_PORTS = [465, 587]

const tcp = (ports: readonly number[]): Yaml[] => ports.map((port) => ({ protocol: 'TCP', port }))
const pods = (tier: string): Yaml => ({ podSelector: { matchLabels: { 'app.kubernetes.io/part-of': 'gruppetto', tier } } })

/** Nothing goes in or out of a pod of the namespace unless another policy says so. */
const closed: Yaml = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'closed' },
  spec: { podSelector: {}, policyTypes: ['Ingress', 'Egress'] },
}

/** Prometheus reads the metrics of every pod, from a namespace of its own. */
const metrics: Yaml = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'metrics' },
  spec: {
    podSelector: {},
    policyTypes: ['Ingress'],
    ingress: [
      {
        from: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } }],
        ports: tcp([METRICS_PORT]),
      },
    ],
  },
}

const names: Yaml = {
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: 'names' },
  spec: {
    podSelector: {},
    policyTypes: ['Egress'],
    egress: [
      {
        to: [{ namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'kube-system' } } }],
        ports: [
          { protocol: 'UDP', port: 53 },
          { protocol: 'TCP', port: 53 },
        ],
      },
    ],
  },
}

/** The gateway is reached from everywhere, subgraphs by the gateway alone, and workers by nobody. */
const ingressOf = ({ tier }: Role): Yaml[] => {
  if (tier === 'gateway') return [{ ports: tcp([PORT]) }]
  return tier === 'subgraph' ? [{ from: [pods('gateway')], ports: tcp([PORT]) }] : []
}

const egressOf = ({ tier, run }: Role): Yaml[] => [
  ...(tier === 'gateway' ? [{ to: [pods('subgraph')], ports: tcp([PORT]) }] : []),
  { ports: tcp([...DATA_PORTS, HTTPS, ...(run === 'athletes:workers' ? MAIL_PORTS : [])]) },
]

/** Which connections a role takes and makes. */
const policyOf = (role: Role): Yaml => ({
  apiVersion: 'networking.k8s.io/v1',
  kind: 'NetworkPolicy',
  metadata: { name: role.name },
  spec: {
    podSelector: { matchLabels: { 'app.kubernetes.io/component': role.name } },
    policyTypes: ['Ingress', 'Egress'],
    ingress: ingressOf(role),
    egress: egressOf(role),
  },
})

/** Every network policy of the namespace. */
export const networkPolicies = (roles: readonly Role[]): Yaml[] => [closed, names, metrics, ...roles.map(policyOf)]
