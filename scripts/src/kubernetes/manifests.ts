import { SECRET_VALUES, SETTINGS, settings } from './environment.ts'
import { networkPolicies } from './network.ts'
import { ROLES } from './roles.ts'
import { scaledObject } from './scaling.ts'
import { SHUTDOWN_SECONDS, workloadOf } from './workload.ts'
import { toYaml, type Yaml } from './yaml.ts'

const namespace: Yaml = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name: 'gruppetto',
    labels: {
      'pod-security.kubernetes.io/enforce': 'restricted',
      'pod-security.kubernetes.io/enforce-version': 'latest',
    },
  },
}

/** The documents of each file of the base, by its name. */
export const manifests = (): Readonly<Record<string, readonly Yaml[]>> => ({
  'namespace.yaml': [namespace],
  ...Object.fromEntries(ROLES.map((role) => [`${role.name}.yaml`, [...workloadOf(role), scaledObject(role)]])),
  'network.yaml': networkPolicies(ROLES),
})

const kustomization = (files: readonly string[]): Yaml => ({
  apiVersion: 'kustomize.config.k8s.io/v1beta1',
  kind: 'Kustomization',
  namespace: 'gruppetto',
  resources: files,
  // The name gets a hash of the settings, so that changed ones roll the pods.
  configMapGenerator: [{ name: SETTINGS, envs: ['settings.env'] }],
})

const NOTICE =
  '# Written by npm run codegen from scripts/src/kubernetes. Change it there, or in an overlay (docs/guides/kubernetes.md).\n'

/** Every file of deploy/kubernetes/base, by path. */
export const kubernetesFiles = (): Readonly<Record<string, string>> => {
  const folder = 'deploy/kubernetes/base/'
  const files = manifests()
  const env = Object.entries(settings(SHUTDOWN_SECONDS)).map(([name, value]) => `${name}=${value}\n`)
  const secrets = Object.entries(SECRET_VALUES).map(([name, { optional }]) => `${optional === true ? '# ' : ''}${name}=\n`)
  return {
    ...Object.fromEntries(Object.entries(files).map(([name, documents]) => [`${folder}${name}`, NOTICE + toYaml(documents)])),
    [`${folder}kustomization.yaml`]: NOTICE + toYaml([kustomization(Object.keys(files))]),
    [`${folder}settings.env`]: NOTICE + env.join(''),
    [`${folder}secrets.env.example`]: `${NOTICE}# kubectl -n gruppetto create secret generic gruppetto-secrets --from-env-file=secrets.env\n${secrets.join('')}`,
  }
}
