import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** Objects in Stripe's published shape, as far as this platform reads them. */
export type StripeObject = { readonly id: string } & Record<string, unknown>

// biome-ignore lint/suspicious/noExplicitAny: requests in any shape are what a server gets
type Params = Record<string, any>

export interface Call {
  readonly method: string
  readonly path: string
  readonly params: Params
  readonly headers: IncomingMessage['headers']
}

interface Failure {
  readonly status: number
  readonly error: Record<string, unknown>
}

export interface FakeStripe {
  readonly port: number
  readonly calls: Call[]
  readonly objects: Map<string, StripeObject>
  put(object: StripeObject): void
  patch(id: string, change: Record<string, unknown>): void
  /** The next answers instead of what the server would do. */
  readonly failures: Failure[]
  /** Answers the next call for which `isIt` is true with a failure. */
  failWhen(isIt: (call: Call) => boolean, failure: Failure): void
  close(): Promise<void>
}

/** Reads Stripe's form encoding: `items[0][price]=p` is `{ items: { 0: { price: 'p' } } }`. */
const readForm = (text: string): Params => {
  const params: Params = {}
  for (const [name, value] of new URLSearchParams(text)) {
    const path = name.replaceAll(']', '').split('[')
    const last = path.pop() ?? ''
    let at = params
    for (const step of path) {
      at[step] ??= {}
      at = at[step]
    }
    at[last === '' ? Object.keys(at).length : last] = value
  }
  return params
}

const list = (data: readonly unknown[]) => ({ object: 'list', data, has_more: false, url: '/' })
const missing = (id: string) => ({
  status: 404,
  body: { error: { type: 'invalid_request_error', code: 'resource_missing', message: `No such object: ${id}` } },
})

/** A server on loopback that answers as Stripe does, from objects that a test has put there. It keeps idempotency keys too. */
export const openFakeStripe = async (): Promise<FakeStripe> => {
  const objects = new Map<string, StripeObject>()
  const calls: Call[] = []
  const failures: Failure[] = []
  const traps: { readonly isIt: (call: Call) => boolean; readonly failure: Failure }[] = []
  const kept = new Map<string, { readonly request: string; readonly answer: unknown }>()
  let made = 0
  const newId = (prefix: string) => {
    made += 1
    return `${prefix}_${made}`
  }
  const all = (kind: string) => [...objects.values()].filter(({ object }) => object === kind)
  const put = (object: StripeObject) => {
    objects.set(object.id, object)
    return object
  }
  const patch = (id: string, change: Record<string, unknown>) => put({ ...(objects.get(id) as StripeObject), ...change })
  const ofCustomer = (kind: string, customer: string) =>
    all(kind)
      .filter((object) => object.customer === customer)
      .toSorted((a, b) => Number(b.created) - Number(a.created))

  const answer = ({ method, path, params }: Call): unknown => {
    const [, , kind = '', first = '', second = ''] = path.split('/')
    const post = method === 'POST'
    if (kind === 'customers' && post) return put({ id: newId('cus'), object: 'customer', metadata: params.metadata })
    if (kind === 'customers' && method === 'DELETE') {
      if (!objects.delete(first)) return missing(first)
      for (const { id } of ofCustomer('subscription', first)) patch(id, { status: 'canceled' })
      return { id: first, object: 'customer', deleted: true }
    }
    if (kind === 'products' && post) {
      if (objects.has(params.id))
        return { status: 400, body: { error: { type: 'invalid_request_error', code: 'resource_already_exists' } } }
      return put({ object: 'product', ...params, id: params.id })
    }
    if (kind === 'prices') {
      if (!post) return list(all('price').filter(({ lookup_key }) => lookup_key === params.lookup_keys[0]))
      return put({ object: 'price', ...params, unit_amount: Number(params.unit_amount), id: newId('price') })
    }
    if (kind === 'coupons' && post) return put({ object: 'coupon', ...params, id: newId('coupon') })
    if (kind === 'checkout' && post && second === '')
      return put({
        object: 'checkout.session',
        status: 'open',
        url: `https://checkout.stripe.com/c/${made}`,
        ...params,
        expires_at: Number(params.expires_at),
        id: newId('cs'),
      })
    if (kind === 'checkout' && post) return patch(second, { status: 'expired' })
    if (kind === 'checkout')
      return list(ofCustomer('checkout.session', params.customer).filter(({ status }) => status === params.status))
    if (kind === 'billing_portal')
      return { id: newId('bps'), object: 'billing_portal.session', url: `https://billing.stripe.com/${params.customer}` }
    if (kind === 'refunds') {
      const charge = all('charge').find(({ payment_intent }) => payment_intent === params.payment_intent)
      if (charge === undefined) return missing(params.payment_intent)
      patch(charge.id, { amount_refunded: Number(params.amount ?? charge.amount), refunded: params.amount === undefined })
      return { id: newId('re'), object: 'refund' }
    }
    if (kind === 'subscription_schedules') {
      if (first === '') {
        const id = newId('sub_sched')
        patch(params.from_subscription, { schedule: id })
        return put({ id, object: 'subscription_schedule', status: 'active', subscription: params.from_subscription, phases: [] })
      }
      const schedule = objects.get(first)
      if (schedule === undefined) return missing(first)
      if (second === 'release') {
        patch(String(schedule.subscription), { schedule: null })
        return patch(first, { status: 'released' })
      }
      const [now, later] = [params.phases[0], params.phases[1]]
      const current_phase = { start_date: Number(now.start_date), end_date: Number(now.end_date) }
      const phases = [
        { ...now, start_date: current_phase.start_date, end_date: current_phase.end_date, metadata: {} },
        { ...later, start_date: current_phase.end_date },
      ]
      return patch(first, { phases, current_phase })
    }
    if (kind === 'disputes') return list(all('dispute').filter(({ charge }) => charge === params.charge))
    const kinds: Record<string, string> = { subscriptions: 'subscription', invoices: 'invoice', charges: 'charge' }
    const object = kinds[kind]
    if (object === undefined) throw new Error(`the fake has no ${method} ${path}`)
    if (first === '') {
      if (!objects.has(params.customer)) return missing(params.customer)
      const rows = ofCustomer(object, params.customer)
      return list(rows.map((row) => (typeof row.schedule === 'string' ? { ...row, schedule: objects.get(row.schedule) } : row)))
    }
    const found = objects.get(first)
    if (found === undefined) return missing(first)
    if (method === 'DELETE') return patch(first, { status: 'canceled' })
    if (!post) return found
    const change: Record<string, unknown> = {}
    if (params.cancel_at_period_end !== undefined) change.cancel_at_period_end = params.cancel_at_period_end === 'true'
    if (params.items !== undefined) {
      const items = found.items as { data: Record<string, unknown>[] }
      change.items = list([{ ...items.data[0], price: objects.get(params.items[0].price) }])
    }
    return patch(first, change)
  }

  const server = createServer(async (request, response) => {
    let body = ''
    for await (const part of request) body += part
    const url = new URL(request.url ?? '/', 'http://stripe')
    const params = readForm(request.method === 'POST' ? body : url.search.slice(1))
    const call = { method: request.method ?? '', path: url.pathname, params, headers: request.headers }
    calls.push(call)
    const send = (status: number, value: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json', 'request-id': `req_${calls.length}` })
      response.end(JSON.stringify(value))
    }
    const trap = traps.findIndex(({ isIt }) => isIt(call))
    const failure = trap >= 0 ? traps.splice(trap, 1)[0]?.failure : failures.shift()
    if (failure !== undefined) return send(failure.status, { error: failure.error })
    const key = request.headers['idempotency-key']
    const known = typeof key === 'string' ? kept.get(key) : undefined
    if (known !== undefined) {
      if (known.request === `${url.pathname}?${body}`) return send(200, known.answer)
      return send(400, {
        error: { type: 'idempotency_error', message: 'Keys for idempotent requests can only be used with the same parameters' },
      })
    }
    const result = answer(call)
    if (typeof result === 'object' && result !== null && 'body' in result && 'status' in result)
      return send(Number(result.status), result.body)
    if (typeof key === 'string') kept.set(key, { request: `${url.pathname}?${body}`, answer: result })
    send(200, result)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    port: (server.address() as AddressInfo).port,
    calls,
    objects,
    put: (object) => void put(object),
    patch: (id, change) => void patch(id, change),
    failures,
    failWhen: (isIt, failure) => void traps.push({ isIt, failure }),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
