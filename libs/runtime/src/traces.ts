import { randomFillSync, randomUUID } from 'node:crypto'
import type { Attributes, Context, Span as OtelSpan, SpanContext } from '@opentelemetry/api'
import type { SpanExporter, TracerProviderOptions } from '@opentelemetry/sdk-trace'
import type { Logger } from 'pino'
import { counter } from './metrics.ts'

/** The only file that knows OpenTelemetry, which is loaded when a process is told where spans go. */

/** A part of a trace that is recorded. Neither its name nor its attributes may say anything about a person: no variables, no ids. */
export interface Span {
  /** What belongs to the span is told this: the trace context of W3C. */
  readonly traceparent: string
  /** Adds attributes; a name takes the place of the one it began with. */
  note(attributes: Attributes, name?: string): void
  /** Ends it. `failure` is a code, since a message may be about somebody. */
  end(failure?: string): void
}

export interface Trace {
  readonly traceparent: string
  /** Null where the trace is not recorded. */
  readonly span: Span | null
}

export type SpanKind = 'internal' | 'server' | 'client' | 'producer' | 'consumer'

interface Tracing {
  /** Which part of the traces that begin here is recorded, from 0 to 1. */
  readonly ratio: number
  begin(name: string, kind: SpanKind, parent: string | null, attributes: Attributes, startMs: number | undefined): Span
}

const spans = counter({
  name: 'gruppetto_spans_total',
  meaning: 'Spans of traces that were sent to the collector, or lost since it did not take them.',
  labels: { outcome: '`sent` or `lost`' },
})

let tracing: Tracing | null = null

const WELL_FORMED = /^00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}$/

const isSampled = (traceparent: string): boolean => (Number.parseInt(traceparent.slice(-1), 16) & 1) === 1

/** The ids of a trace and of a span take so many bytes together. They are drawn for many traces at once, which costs a fraction. */
const ID_BYTES = 24
const drawn = Buffer.alloc(ID_BYTES * 256)
let nextId = drawn.length

/** Whether this process records traces. */
export const hasTraces = (): boolean => tracing !== null

/** Returns a trace context of its own, which is not recorded. */
export const newTraceparent = (): string => {
  if (nextId === drawn.length) {
    randomFillSync(drawn)
    nextId = 0
  }
  const ids = drawn.toString('hex', nextId, nextId + ID_BYTES)
  nextId += ID_BYTES
  return `00-${ids.slice(0, 32)}-${ids.slice(32)}-00`
}

/** Returns the trace context if its trace is recorded, for what carries nothing else. */
export const recordedTraceparent = (traceparent: string | null): string | null =>
  traceparent !== null && WELL_FORMED.test(traceparent) && isSampled(traceparent) ? traceparent : null

/**
 * Begins or continues the trace of a request from outside. A header that is no W3C trace context is ignored. Where this process records traces, a
 * client may ask not to be recorded, but not to be: that is drawn by the ratio for everybody, or anybody could fill the collector.
 */
export const beginTrace = (name: string, header: string | undefined, attributes: Attributes = {}): Trace => {
  const given = header !== undefined && WELL_FORMED.test(header) ? header : null
  if (tracing === null) return { traceparent: given ?? newTraceparent(), span: null }
  const mayBeRecorded = given === null || isSampled(given)
  if (mayBeRecorded && Math.random() < tracing.ratio) {
    const span = tracing.begin(name, 'server', given, attributes, undefined)
    return { traceparent: span.traceparent, span }
  }
  return { traceparent: given === null ? newTraceparent() : `${given.slice(0, -2)}00`, span: null }
}

/**
 * Begins a span below another one, which may be in another process. Null where this process records no traces, or that trace is not recorded: then
 * what follows is told the same `parent`. `startMs` is for what began before, in epoch milliseconds.
 */
export const beginSpan = (
  name: string,
  kind: SpanKind,
  parent: string | null,
  attributes: Attributes = {},
  startMs?: number,
): Span | null =>
  tracing === null || recordedTraceparent(parent) === null ? null : tracing.begin(name, kind, parent, attributes, startMs)

/** Says once that spans cannot be sent, and once that they can be again. The exporter itself would say it for each batch, or nothing. */
const told = (exporter: SpanExporter, log: Logger): SpanExporter => {
  let isDown = false
  return {
    export(batch, done) {
      exporter.export(batch, (result) => {
        const isSent = result.code === 0
        spans.add({ outcome: isSent ? 'sent' : 'lost' }, batch.length)
        if (!isSent && !isDown) log.warn({ err: result.error }, 'the spans of traces cannot be sent, and are lost')
        if (isSent && isDown) log.info('the spans of traces are sent again')
        isDown = !isSent
        done(result)
      })
    },
    forceFlush: () => exporter.forceFlush?.() ?? Promise.resolve(),
    shutdown: () => exporter.shutdown(),
  }
}

/** What all spans of a process say of it. The package that makes these would be a second version of one that others bring. */
const resourceOf = (attributes: Readonly<Record<string, string>>): NonNullable<TracerProviderOptions['resource']> => ({
  attributes,
  getRawAttributes: () => Object.entries(attributes),
  merge: (other) => resourceOf({ ...attributes, ...(other?.attributes as Record<string, string> | undefined) }),
})

export interface TraceOptions {
  /** The base URL of a collector that takes OTLP over HTTP, such as http://collector:4318. */
  readonly endpoint: string
  readonly ratio: number
  /** The roles of this process, as in RUN. */
  readonly run: string
  readonly log: Logger
}

/**
 * Begins to record traces in this process and to send them in batches. Returns a function that sends what is left and ends it. The exporter reads
 * OTEL_EXPORTER_OTLP_HEADERS, _TIMEOUT, _CERTIFICATE and the like from the environment by itself.
 */
export const openTraces = async ({ endpoint, ratio, run, log }: TraceOptions): Promise<() => Promise<void>> => {
  if (tracing !== null) return async () => undefined
  const [api, sdk, { OTLPTraceExporter }] = await Promise.all([
    import('@opentelemetry/api'),
    import('@opentelemetry/sdk-trace'),
    import('@opentelemetry/exporter-trace-otlp-proto'),
  ])
  const { ROOT_CONTEXT, SpanKind: kinds, SpanStatusCode, TraceFlags, trace } = api
  const kindOf = {
    internal: kinds.INTERNAL,
    server: kinds.SERVER,
    client: kinds.CLIENT,
    producer: kinds.PRODUCER,
    consumer: kinds.CONSUMER,
  }
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, '')}/v1/traces` })
  const provider = new sdk.TracerProvider({
    resource: resourceOf({
      'service.namespace': 'gruppetto',
      'service.name': run === 'all' ? 'gruppetto' : `gruppetto-${run.replaceAll(/[^a-z]+/g, '-')}`,
      'service.instance.id': randomUUID(),
    }),
    // Whether a trace is recorded is decided where it begins; its parts follow that.
    sampler: new sdk.AlwaysOnSampler(),
    spanProcessors: [new sdk.BatchSpanProcessor({ exporter: told(exporter, log) })],
  })
  const tracer = provider.getTracer('gruppetto')

  const contextOf = (parent: string | null): Context => {
    if (parent === null) return ROOT_CONTEXT
    const [, traceId = '', spanId = ''] = parent.split('-')
    return trace.setSpanContext(ROOT_CONTEXT, { traceId, spanId, traceFlags: TraceFlags.SAMPLED, isRemote: true })
  }
  const textOf = ({ traceId, spanId }: SpanContext): string => `00-${traceId}-${spanId}-01`
  const spanOf = (inner: OtelSpan): Span => ({
    traceparent: textOf(inner.spanContext()),
    note(attributes, name) {
      inner.setAttributes(attributes)
      if (name !== undefined) inner.updateName(name)
    },
    end(failure) {
      if (failure !== undefined) {
        inner.setAttribute('error.type', failure)
        inner.setStatus({ code: SpanStatusCode.ERROR })
      }
      inner.end()
    },
  })

  tracing = {
    ratio,
    begin: (name, kind, parent, attributes, startMs) =>
      spanOf(
        tracer.startSpan(
          name,
          { kind: kindOf[kind], attributes, ...(startMs === undefined ? {} : { startTime: startMs }) },
          contextOf(parent),
        ),
      ),
  }
  return async () => {
    tracing = null
    // What the collector did not take was logged, and is lost.
    await provider.shutdown().catch(() => undefined)
  }
}
