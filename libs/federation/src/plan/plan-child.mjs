// Plain JavaScript, so that the process starts fast. planning-process.ts has the types of its messages.

/** The planners by the number of their supergraph. */
const planners = new Map()
const others = new Map()

const openOther = async (sdl) => {
  const { operationFromDocument, Supergraph } = await import('@apollo/federation-internals')
  const planning = await import('@apollo/query-planner')
  const { parse } = await import('graphql')
  const supergraph = Supergraph.build(sdl, { validateSupergraph: false })
  const planner = new planning.QueryPlanner(supergraph)
  const labels = [...new Set([...sdl.matchAll(/overrideLabel: "([^"]*)"/g)].map(([, label]) => label))]
  return ({ query, operationName, labels: active, percentage }) => {
    const operation = operationFromDocument(supergraph.apiSchema(), parse(query), operationName === null ? {} : { operationName })
    const isActive = (label) => {
      const percent = /^percent\(([\d.]+)\)$/.exec(label)
      return percent === null ? active.includes(label) : percentage < Number(percent[1])
    }
    const overrideConditions = new Map(labels.map((label) => [label, isActive(label)]))
    return planner.buildQueryPlan(operation, { overrideConditions })
  }
}

/** Where there is no binary for the machine this rejects, and the other planner plans everything. */
const openFirst = async (sdl) => {
  const { QueryPlanner } = await import('@graphql-hive/router-query-planner')
  return new QueryPlanner(sdl)
}

const answer = async (message) => {
  const { supergraph, byOther, query, operationName, labels, percentage } = message
  if (message.sdl !== null) planners.set(supergraph, { sdl: message.sdl, planner: null })
  const known = planners.get(supergraph)
  if (byOther) {
    const other = others.get(supergraph) ?? (await openOther(known.sdl))
    others.set(supergraph, other)
    return { other: other(message) }
  }
  known.planner ??= await openFirst(known.sdl)
  return { plan: known.planner.plan(query, operationName, new Set(labels), percentage) }
}

process.on('message', (message) => {
  if (message.forget !== undefined) {
    planners.delete(message.forget)
    others.delete(message.forget)
    return
  }
  answer(message).then(
    (reply) => process.send(reply),
    (error) => process.send({ failure: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
