/** A queue with `servers` equal servers: jobs come at `rate` a second and take `serviceSeconds` of one server each, on average. */
export interface Load {
  readonly rate: number
  readonly serviceSeconds: number
  readonly servers: number
}

/** The share of the servers' time that is used; 1 and more when the queue grows without end. */
export const utilization = ({ rate, serviceSeconds, servers }: Load): number => (rate * serviceSeconds) / servers

/**
 * Erlang's C formula: the probability that a job has to wait in an M/M/c queue. 1 when the servers do not suffice. By the recursion of Erlang's B
 * formula (B(0) = 1, B(n) = aB(n-1) / (n + aB(n-1)) with a the offered load), which does not overflow.
 */
export const waitProbability = (load: Load): number => {
  const offered = load.rate * load.serviceSeconds
  const used = utilization(load)
  if (used >= 1) return 1
  let blocking = 1
  for (let server = 1; server <= load.servers; server += 1) blocking = (offered * blocking) / (server + offered * blocking)
  return blocking / (1 - used * (1 - blocking))
}

/** The mean wait before service in an M/M/c queue, in seconds. Infinity when the servers do not suffice. */
export const meanWaitSeconds = (load: Load): number => {
  const free = load.servers / load.serviceSeconds - load.rate
  return free <= 0 ? Number.POSITIVE_INFINITY : waitProbability(load) / free
}

/** The wait that a share of the jobs does not exceed in an M/M/c queue, in seconds: 0 where so many need not wait at all. */
export const waitSecondsOf = (share: number, load: Load): number => {
  const free = load.servers / load.serviceSeconds - load.rate
  if (free <= 0) return Number.POSITIVE_INFINITY
  const waits = waitProbability(load)
  return waits <= 1 - share ? 0 : Math.log(waits / (1 - share)) / free
}

/** The fewest servers with which this share of the jobs waits no longer than `seconds`. */
export const serversFor = (load: Omit<Load, 'servers'>, share: number, seconds: number): number => {
  let servers = Math.max(1, Math.ceil(load.rate * load.serviceSeconds))
  while (waitSecondsOf(share, { ...load, servers }) > seconds) servers += 1
  return servers
}
