import { createClient } from '/graphql/graphiql/client.js'
import { decodePolyline, drawing, numbers, stateText } from '/live/page/draw.mjs'

const query = `subscription ($token: String) {
  liveSessionUpdated(shareToken: $token) {
    status
    track
    athlete { displayName }
    position { at distanceMeters elapsedSeconds speedMps heartRateBpm powerWatts }
  }
}`

const element = (id) => document.getElementById(id)
const write = (id, text) => {
  element(id).textContent = text
}

let session = null
const showState = () => {
  if (session !== null) write('state', stateText(session, Date.now()))
}

const show = (next) => {
  session = next
  write('who', next.athlete?.displayName ?? 'Gruppetto')
  showState()
  for (const [id, text] of Object.entries(numbers(next.position))) write(id, text)
  const drawn = drawing(decodePolyline(next.track ?? ''))
  element('way').setAttribute('d', drawn?.path ?? '')
  element('here').setAttribute('r', drawn?.radius ?? 0)
  if (drawn === null) return
  element('map').setAttribute('viewBox', drawn.viewBox)
  element('here').setAttribute('cx', drawn.end[0])
  element('here').setAttribute('cy', drawn.end[1])
}

const client = createClient({
  url: `${location.origin.replace(/^http/, 'ws')}/graphql`,
  retryAttempts: Number.POSITIVE_INFINITY,
  shouldRetry: () => true,
})
client.subscribe(
  { query, variables: { token: location.pathname.split('/').at(-1) } },
  {
    next: ({ data }) => {
      if (data?.liveSessionUpdated) show(data.liveSessionUpdated)
    },
    error: () => {
      session = null
      write('state', 'This link leads nowhere any more.')
    },
    complete: () => undefined,
  },
)
setInterval(showState, 1000)
