const DEFAULT_QUERY = `# Gruppetto's API. Send an access token in the headers below: { "Authorization": "Bearer <accessToken>" }
# Subscriptions go over a websocket from here too.

query Home {
  viewer {
    athlete {
      handle
      displayName
    }
    feed(first: 5) {
      edges {
        node {
          at
          athlete {
            displayName
          }
          ... on ActivityFeedItem {
            activity {
              name
              sport
              distanceMeters
              kudosCount
            }
          }
        }
      }
    }
  }
}

query Challenges {
  challenges(status: ACTIVE, first: 5) {
    edges {
      node {
        title
        endsAt
        participantCount
      }
    }
  }
}
`

/** Makes GraphiQL fill the window. */
export const GRAPHIQL_STYLE = 'html, body, #root { height: 100%; margin: 0; overflow: hidden; }'

/** The page. All scripts are files, so that the content security policy needs no exception for inline scripts. */
export const GRAPHIQL_HTML = `<!doctype html>
<html lang="en">
  <head>
    <meta charset="utf-8" />
    <meta name="viewport" content="width=device-width, initial-scale=1" />
    <title>Gruppetto</title>
    <link rel="icon" href="data:," />
    <link rel="stylesheet" href="/graphql/graphiql/graphiql.css" />
  </head>
  <body class="no-focus-outline">
    <noscript>GraphiQL needs JavaScript.</noscript>
    <div id="root"></div>
    <script src="/graphql/graphiql/graphiql.js"></script>
    <script type="module" src="/graphql/graphiql/boot.js"></script>
  </body>
</html>
`

/** The script of the page. It sends queries with fetch, and subscriptions with graphql-ws and the same token as a connection parameter. */
export const GRAPHIQL_BOOT = `import { createClient } from './client.js'

const folder = '/graphql/graphiql/'
const workers = { editorWorkerService: 'editor.worker.js', json: 'json.worker.js', graphql: 'graphql.worker.js' }
self.MonacoEnvironment = { globalAPI: false, getWorkerUrl: (_module, label) => folder + workers[label] }

const endpoint = new URL('/graphql', location.href)
const socketUrl = new URL(endpoint)
socketUrl.protocol = location.protocol === 'https:' ? 'wss:' : 'ws:'

const clients = new Map()
const clientFor = (authorization) => {
  const known = clients.get(authorization)
  if (known !== undefined) return known
  const connectionParams = authorization === undefined ? {} : { authorization }
  const client = createClient({ url: socketUrl.href, connectionParams, lazyCloseTimeout: 5000 })
  clients.set(authorization, client)
  return client
}

const isSubscription = (params, options) => {
  const operations = (options?.documentAST?.definitions ?? []).filter((node) => node.kind === 'OperationDefinition')
  const named = operations.find((node) => node.name?.value === params.operationName)
  return (named ?? operations[0])?.operation === 'subscription'
}

const fetcher = async (params, options) => {
  const headers = options?.headers ?? {}
  if (isSubscription(params, options)) {
    const name = Object.keys(headers).find((key) => key.toLowerCase() === 'authorization')
    return clientFor(name === undefined ? undefined : headers[name]).iterate(params)
  }
  const response = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json', accept: 'application/json', ...headers },
    body: JSON.stringify(params),
  })
  return response.json()
}

YogaGraphiQL.renderYogaGraphiQL(document.querySelector('#root'), {
  title: 'Gruppetto',
  fetcher,
  defaultQuery: ${JSON.stringify(DEFAULT_QUERY)},
})
`
