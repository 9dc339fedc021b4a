import { SUBGRAPH_NAMES } from '@gruppetto/graph'

/** One kind of process in the cluster, and so one Deployment. */
export interface Role {
  /** The name of the Deployment and of its Service. */
  readonly name: string
  /** The value of RUN. */
  readonly run: string
  readonly tier: 'gateway' | 'subgraph' | 'workers'
  /** How many pods at least and at most, and from Saturday morning to Sunday night at least. */
  readonly pods: { readonly least: number; readonly most: number; readonly weekend: number }
  /** What the scheduler reserves. A pod may use more CPU, since throttling makes every request late, but no more memory. */
  readonly cpu: string
  readonly memory: string
}

/** One process of Node has one main thread, so a pod of more than a core and its threads would be idle. */
const CORE = '1'

// docs/guides/capacity.md says where the numbers come from.
const GATEWAY: Role = {
  name: 'gateway',
  run: 'gateway',
  tier: 'gateway',
  pods: { least: 3, most: 60, weekend: 6 },
  cpu: CORE,
  memory: '1536Mi',
}

/** What differs from the other subgraphs: activities reads recordings in two threads, athletes makes sizes of photos in a process of its own. */
const MEMORY: Readonly<Record<string, string>> = { 'activities:workers': '1536Mi', 'athletes:workers': '1536Mi' }
const CPU: Readonly<Record<string, string>> = { 'activities:workers': '1500m' }
const MOST: Readonly<Record<string, number>> = { activities: 40, 'activities:workers': 60, social: 40, 'social:workers': 40 }

const roleOf = (run: string, tier: Role['tier']): Role => ({
  name: run.replace(':', '-'),
  run,
  tier,
  pods: { least: 2, most: MOST[run] ?? 20, weekend: 4 },
  cpu: CPU[run] ?? CORE,
  memory: MEMORY[run] ?? '1Gi',
})

/** One pod writes the lake, and another one waits for its end. */
const LAKE: Role = { ...roleOf('lake', 'workers'), pods: { least: 2, most: 4, weekend: 3 } }

/** Every role of the platform. */
export const ROLES: readonly Role[] = [
  GATEWAY,
  ...SUBGRAPH_NAMES.flatMap((name) => [roleOf(name, 'subgraph'), roleOf(`${name}:workers`, 'workers')]),
  LAKE,
]
