import { readFileSync } from 'node:fs'
import { GATEWAY_SETTINGS } from '@gruppetto/gateway/config'
import { SUBGRAPH_NAMES } from '@gruppetto/graph'
import { SETTINGS, STEP_MS } from '@gruppetto/runtime'
import { describe, expect, it } from 'vitest'
import { parseRoles } from '../roles.ts'
import { loadPlatformConfig } from '../run.ts'
import { NO_SECRETS, SECRET_VALUES, settings } from './environment.ts'
import { manifests } from './manifests.ts'
import { ROLES } from './roles.ts'
import { GRACE_SECONDS, LEAVES_AFTER_SECONDS, SHUTDOWN_SECONDS } from './workload.ts'

// biome-ignore lint/suspicious/noExplicitAny: a test walks through documents of many kinds
type Document = any

const textOf = (file: string): string => readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8')
const documents: readonly Document[] = Object.values(manifests()).flat()
const ofKind = (kind: string): readonly Document[] => documents.filter((document) => document.kind === kind)
const deployments = ofKind('Deployment')
const containerOf = (deployment: Document): Document => deployment.spec.template.spec.containers[0]
const fits = (labels: Readonly<Record<string, string>>, selector: Readonly<Record<string, string>>): boolean =>
  Object.entries(selector).every(([key, value]) => labels[key] === value)

/** The environment of a container, with a value in place of each secret. */
const environmentOf = (deployment: Document): Record<string, string> => ({
  ...settings(SHUTDOWN_SECONDS),
  ...Object.fromEntries(
    containerOf(deployment).env.map(({ name, value }: Document) => [
      name,
      value ?? `https://value-of-${name.toLowerCase()}.example`,
    ]),
  ),
})

describe('the manifests', () => {
  it('have a Deployment for the gateway, each subgraph, the workers of each, and the lake', () => {
    const runs = deployments.map((deployment) => environmentOf(deployment).RUN ?? '')
    const roles = runs.map(parseRoles)
    expect(roles.filter(({ gateway }) => gateway)).toHaveLength(1)
    expect(roles.filter(({ lake }) => lake)).toHaveLength(1)
    expect(roles.flatMap(({ subgraphs }) => subgraphs)).toEqual(SUBGRAPH_NAMES)
    expect(roles.flatMap(({ workers }) => workers)).toEqual(SUBGRAPH_NAMES)
    // Each has one role, so that each scales by itself.
    expect(runs.join()).toBe(['gateway', ...SUBGRAPH_NAMES.flatMap((name) => [name, `${name}:workers`]), 'lake'].join())
  })

  it('give each role an environment that it starts with', () => {
    for (const deployment of deployments) {
      const environment = environmentOf(deployment)
      if (environment.SMTP_URL !== undefined) environment.SMTP_URL = 'smtp://mail.example'
      const config = loadPlatformConfig(environment)
      expect(config.port).toBe(containerOf(deployment).ports[0].containerPort)
      expect(config.demo).toBe(false)
      expect(config.s3).toBeDefined()
    }
  })

  it('name no variable that the platform does not read', () => {
    const known = new Set([...SETTINGS, ...GATEWAY_SETTINGS])
    const named = deployments.flatMap((deployment) => Object.keys(environmentOf(deployment)))
    expect(named.filter((name) => !known.has(name))).toEqual([])
  })

  it('know of each setting that looks like a secret whether it is one', () => {
    const looks = [...SETTINGS, ...GATEWAY_SETTINGS].filter((name) => /SECRET|PASSWORD|KEY|TOKEN|_URL$/.test(name))
    expect(looks.filter((name) => !(name in SECRET_VALUES) && !NO_SECRETS.includes(name))).toEqual([])
    expect(Object.keys(settings(1)).filter((name) => name in SECRET_VALUES)).toEqual([])
  })

  it('let the gateway find a pod of each subgraph behind its URL', () => {
    const gateway = environmentOf(deployments[0])
    for (const name of SUBGRAPH_NAMES) {
      const url = new URL(gateway[`${name.toUpperCase()}_URL`] ?? '')
      const service = ofKind('Service').find(({ metadata }) => metadata.name === url.hostname)
      const port = service.spec.ports.find((each: Document) => String(each.port) === url.port)
      const pods = deployments.filter(({ spec }) => fits(spec.template.metadata.labels, service.spec.selector))
      expect(pods.map((pod) => environmentOf(pod).RUN)).toEqual([name])
      expect(containerOf(pods[0]).ports.map((each: Document) => each.name)).toContain(port.targetPort)
    }
  })

  it('let connections in to the gateway from everywhere, to subgraphs from the gateway alone, and to workers from nobody', () => {
    const policies = ofKind('NetworkPolicy')
    const closed = policies.find(({ metadata }) => metadata.name === 'closed')
    expect(closed.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] })
    for (const deployment of deployments) {
      const { labels } = deployment.spec.template.metadata
      const own = policies.filter(
        ({ spec }) => spec.podSelector.matchLabels !== undefined && fits(labels, spec.podSelector.matchLabels),
      )
      const ingress = own.flatMap(({ spec }) => spec.ingress)
      expect(own).toHaveLength(1)
      if (labels.tier === 'workers') expect(ingress).toEqual([])
      else expect(ingress.map(({ ports }) => ports)).toEqual([[{ protocol: 'TCP', port: 4000 }]])
      if (labels.tier === 'gateway') expect(ingress[0].from).toBeUndefined()
      if (labels.tier !== 'subgraph') continue
      const sources = ingress[0].from.map(({ podSelector }: Document) => podSelector.matchLabels)
      const let_in = deployments.filter(({ spec }) =>
        sources.some((source: Document) => fits(spec.template.metadata.labels, source)),
      )
      expect(let_in.map((each) => each.metadata.name)).toEqual(['gateway'])
    }
  })

  it('serve metrics to the namespace of Prometheus alone', () => {
    const policy = ofKind('NetworkPolicy').find(({ metadata }) => metadata.name === 'metrics')
    expect(policy.spec.ingress).toHaveLength(1)
    expect(policy.spec.ingress[0].from).toEqual([
      { namespaceSelector: { matchLabels: { 'kubernetes.io/metadata.name': 'monitoring' } } },
    ])
    for (const deployment of deployments) {
      const { METRICS_PORT, METRICS_HOST } = environmentOf(deployment)
      expect(METRICS_HOST).toBe('0.0.0.0')
      expect(policy.spec.ingress[0].ports.map(({ port }: Document) => String(port))).toEqual([METRICS_PORT])
      expect(containerOf(deployment).ports.map(({ containerPort }: Document) => String(containerPort))).toContain(METRICS_PORT)
    }
  })

  it('run nothing as root, write nowhere but below /tmp, and hold on to no token', () => {
    for (const deployment of deployments) {
      const { spec } = deployment.spec.template
      const container = containerOf(deployment)
      expect(spec).toMatchObject({ automountServiceAccountToken: false, securityContext: { runAsNonRoot: true } })
      expect(container.securityContext).toEqual({
        allowPrivilegeEscalation: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
        capabilities: { drop: ['ALL'] },
      })
      const mounts = container.volumeMounts.map(({ name, mountPath }: Document) => [name, mountPath])
      expect(mounts).toEqual([['tmp', '/tmp']])
      expect(spec.volumes.map(({ name }: Document) => name)).toEqual(['tmp'])
      expect(environmentOf(deployment).DATA_DIR).toMatch(/^\/tmp\//)
    }
  })

  it('ask for health where the server answers', () => {
    const server = textOf('libs/runtime/src/http/http-server.ts')
    for (const deployment of deployments) {
      const { startupProbe, readinessProbe, livenessProbe } = containerOf(deployment)
      for (const { httpGet } of [startupProbe, readinessProbe, livenessProbe])
        expect(server).toContain(`app.get('${httpGet.path}'`)
    }
  })

  it('kill no pod that still stops in its own time', () => {
    // Each step has ten seconds, and the runtime has SHUTDOWN_SECONDS.
    const steps =
      [textOf('scripts/src/run.ts'), textOf('scripts/src/run-gateway.ts')].join('').match(/lifecycle\.onStop\(/g) ?? []
    expect(steps.length).toBeGreaterThan(4)
    const own = ((steps.length - 1) * STEP_MS) / 1000 + SHUTDOWN_SECONDS
    expect(GRACE_SECONDS).toBeGreaterThanOrEqual(LEAVES_AFTER_SECONDS + own)
    for (const { spec } of deployments) expect(spec.template.spec.terminationGracePeriodSeconds).toBe(GRACE_SECONDS)
  })

  it('leave pods in each role while one is gone', () => {
    for (const deployment of deployments) {
      const { name } = deployment.metadata
      const budget = ofKind('PodDisruptionBudget').find((each) => each.metadata.name === name)
      expect(budget.spec.selector).toEqual(deployment.spec.selector)
      expect(ROLES.find((role) => role.name === name)?.pods.least).toBeGreaterThan(budget.spec.maxUnavailable)
    }
  })
})

describe('what scales', () => {
  const scaled = ofKind('ScaledObject')
  const triggersOf = ({ spec }: Document, type: string): Document[] =>
    spec.triggers.filter((trigger: Document) => trigger.type === type)

  it('is every Deployment, and has more pods at the weekend', () => {
    expect(scaled.map(({ spec }) => spec.scaleTargetRef.name)).toEqual(deployments.map(({ metadata }) => metadata.name))
    for (const object of scaled) {
      const { minReplicaCount, maxReplicaCount } = object.spec
      const [cron] = triggersOf(object, 'cron')
      expect(Number(cron.metadata.desiredReplicas)).toBeGreaterThan(minReplicaCount)
      expect(Number(cron.metadata.desiredReplicas)).toBeLessThan(maxReplicaCount)
    }
  })

  it('goes on with the pods that there are when the metric is missing', () => {
    const asking = scaled.filter((object) => triggersOf(object, 'prometheus').length > 0)
    expect(asking).toHaveLength(1 + SUBGRAPH_NAMES.length)
    for (const object of asking) {
      expect(object.spec.fallback.behavior).toBe('currentReplicasIfHigher')
      expect(object.spec.fallback.replicas).toBeLessThan(object.spec.maxReplicaCount)
      for (const { metricType, metadata } of triggersOf(object, 'prometheus')) {
        // KEDA takes a fallback for averages only.
        expect({ metricType, ...metadata }).toMatchObject({ metricType: 'AverageValue', ignoreNullValues: 'false' })
      }
    }
  })

  it('counts the events of each subgraph for the role that handles them, in the words of the metric', () => {
    const metric = /^\| `gruppetto_consumer_pending` \| gauge \| .*$/m.exec(textOf('docs/reference/metrics.md'))?.[0] ?? ''
    for (const label of ['consumer', 'subgraph']) expect(metric).toContain(`\`${label}\`:`)
    expect(textOf('docs/reference/metrics.md')).toContain('| `gruppetto_sockets` | gauge |')
    const queries = scaled.flatMap((object) => triggersOf(object, 'prometheus').map(({ metadata }) => metadata.query))
    expect(queries).toEqual([
      'sum(gruppetto_sockets)',
      ...SUBGRAPH_NAMES.map((name) => `sum(max by (consumer) (gruppetto_consumer_pending{subgraph="${name}"}))`),
    ])
  })
})
