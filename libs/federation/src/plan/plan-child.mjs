// Plain JavaScript, so that the process starts fast. planning-process.ts has the types of its messages.

/** What is known of each supergraph, by its number: its text, and its planners as soon as they are asked. */
const supergraphs = new Map()

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
  const { byOther, query, operationName, labels, percentage } = message
  if (message.sdl !== null) supergraphs.set(message.supergraph, { sdl: message.sdl, first: null, other: null })
  const known = supergraphs.get(message.supergraph)
  if (byOther) {
    known.other ??= await openOther(known.sdl)
    return { other: known.other(message) }
  }
  known.first ??= await openFirst(known.sdl)
  return { plan: known.first.plan(query, operationName, new Set(labels), percentage) }
}

process.on('message', (message) => {
  if (message.forget !== undefined) {
    supergraphs.delete(message.forget)
    return
  }
  answer(message).then(
    (reply) => process.send(reply),
    (error) => process.send({ failure: error instanceof Error ? error.message : String(error) }),
  )
})
process.on('disconnect', () => process.exit())
