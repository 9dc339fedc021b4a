import { environmentOf, METRICS_PORT, PORT, SETTINGS } from './environment.ts'
import type { Role } from './roles.ts'
import type { Yaml } from './yaml.ts'

/** How long a pod still answers after it is to stop, until no load balancer sends to it any more. */
export const LEAVES_AFTER_SECONDS = 10
/** SHUTDOWN_SECONDS: how long the workers may take to finish their events. */
export const SHUTDOWN_SECONDS = 20
/** All that a process does to stop has an end (libs/runtime/src/lifecycle.ts); a test adds it up. Then the kubelet kills it. */
export const GRACE_SECONDS = 140

const labelsOf = ({ name, tier }: Role) => ({
  'app.kubernetes.io/name': 'gruppetto',
  'app.kubernetes.io/part-of': 'gruppetto',
  'app.kubernetes.io/component': name,
  tier,
})

const selectorOf = ({ name }: Role) => ({ 'app.kubernetes.io/component': name })

const spread = (role: Role, topologyKey: string): Yaml => ({
  maxSkew: 1,
  topologyKey,
  whenUnsatisfiable: 'ScheduleAnyway',
  labelSelector: { matchLabels: selectorOf(role) },
})

const probe = (path: string, more: Readonly<Record<string, number>>): Yaml => ({ httpGet: { path, port: 'http' }, ...more })

const container = (role: Role): Yaml => ({
  name: 'gruppetto',
  image: 'gruppetto',
  ports: [
    { name: 'http', containerPort: PORT },
    { name: 'metrics', containerPort: METRICS_PORT },
  ],
  envFrom: [{ configMapRef: { name: SETTINGS } }],
  env: environmentOf(role),
  resources: {
    requests: { cpu: role.cpu, memory: role.memory, 'ephemeral-storage': '256Mi' },
    limits: { memory: role.memory, 'ephemeral-storage': '6Gi' },
  },
  // A process starts once the servers answer. Afterwards a server that is away makes no pod unready: all of them would be at once, while much works without.
  startupProbe: probe('/health/ready', { periodSeconds: 2, timeoutSeconds: 5, failureThreshold: 90 }),
  readinessProbe: probe('/health/serving', { periodSeconds: 5, timeoutSeconds: 5, failureThreshold: 3 }),
  livenessProbe: probe('/health/live', { periodSeconds: 10, timeoutSeconds: 10, failureThreshold: 6 }),
  lifecycle: { preStop: { sleep: { seconds: LEAVES_AFTER_SECONDS } } },
  securityContext: {
    allowPrivilegeEscalation: false,
    readOnlyRootFilesystem: true,
    runAsNonRoot: true,
    capabilities: { drop: ['ALL'] },
  },
  volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
})

const deployment = (role: Role): Yaml => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  metadata: { name: role.name, labels: labelsOf(role) },
  spec: {
    // No `replicas`: that is KEDA's, and a release would set it back.
    revisionHistoryLimit: 5,
    minReadySeconds: role.tier === 'gateway' ? 15 : 5,
    // A new pod answers before an old one goes. Gateways go one by one, so that the sockets of one come back at a time.
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 0, maxSurge: role.tier === 'gateway' ? 1 : '25%' } },
    selector: { matchLabels: selectorOf(role) },
    template: {
      metadata: { labels: labelsOf(role) },
      spec: {
        automountServiceAccountToken: false,
        enableServiceLinks: false,
        terminationGracePeriodSeconds: GRACE_SECONDS,
        // The user `node` of the image.
        securityContext: {
          runAsNonRoot: true,
          runAsUser: 1000,
          runAsGroup: 1000,
          fsGroup: 1000,
          seccompProfile: { type: 'RuntimeDefault' },
        },
        topologySpreadConstraints: [spread(role, 'topology.kubernetes.io/zone'), spread(role, 'kubernetes.io/hostname')],
        containers: [container(role)],
        // A zip of up to 2 GB in a zip is unpacked by those who import archives.
        volumes: [{ name: 'tmp', emptyDir: { sizeLimit: '5Gi' } }],
      },
    },
  },
})

const service = (role: Role): Yaml => ({
  apiVersion: 'v1',
  kind: 'Service',
  metadata: { name: role.name, labels: labelsOf(role) },
  spec: { selector: selectorOf(role), ports: [{ name: 'http', port: PORT, targetPort: 'http' }] },
})

const disruptionBudget = (role: Role): Yaml => ({
  apiVersion: 'policy/v1',
  kind: 'PodDisruptionBudget',
  metadata: { name: role.name },
  spec: { maxUnavailable: 1, selector: { matchLabels: selectorOf(role) } },
})

/** A role's Deployment, its Service where others call it, and its disruption budget. */
export const workloadOf = (role: Role): Yaml[] => [
  deployment(role),
  ...(role.tier === 'workers' ? [] : [service(role)]),
  disruptionBudget(role),
]
