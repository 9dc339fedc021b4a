import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface CollectedSpan {
  readonly traceId: string
  readonly spanId: string
  /** Empty for a span without one. */
  readonly parentId: string
  readonly name: string
  /** As text, whatever their types. */
  readonly attributes: Readonly<Record<string, string>>
}

/** What a message of protobuf has under each number of a field: bytes, or a number. */
type Fields = ReadonlyMap<number, readonly (Buffer | bigint)[]>

/** Reads one message of protobuf (https://protobuf.dev/programming-guides/encoding/). */
const fieldsOf = (bytes: Buffer): Fields => {
  const fields = new Map<number, (Buffer | bigint)[]>()
  let at = 0
  const varint = (): bigint => {
    for (let value = 0n, shift = 0n; ; shift += 7n) {
      const byte = bytes.readUInt8(at++)
      value |= BigInt(byte & 0x7f) << shift
      if (byte < 0x80) return value
    }
  }
  while (at < bytes.length) {
    const key = Number(varint())
    const [number, kind] = [key >> 3, key & 7]
    let value: Buffer | bigint
    if (kind === 0) value = varint()
    else {
      const size = kind === 1 ? 8 : kind === 5 ? 4 : kind === 2 ? Number(varint()) : Number.NaN
      if (Number.isNaN(size)) throw new Error(`a field of the kind ${kind} is not known`)
      value = bytes.subarray(at, at + size)
      at += size
    }
    fields.set(number, [...(fields.get(number) ?? []), value])
  }
  return fields
}

const inside = (fields: Fields, number: number): Fields[] => (fields.get(number) ?? []).map((value) => fieldsOf(value as Buffer))
const textIn = (fields: Fields, number: number, encoding: BufferEncoding = 'utf8'): string =>
  ((fields.get(number)?.[0] as Buffer | undefined) ?? Buffer.alloc(0)).toString(encoding)

const attributeOf = (pair: Fields): [string, string] => {
  const [value] = inside(pair, 2)
  const [[kind, [first]]] = [...(value ?? new Map())] as [[number, [Buffer | bigint]]]
  return [textIn(pair, 1), kind === 1 ? (first as Buffer).toString() : String(first)]
}

const spanOf = (span: Fields): CollectedSpan => ({
  traceId: textIn(span, 1, 'hex'),
  spanId: textIn(span, 2, 'hex'),
  parentId: textIn(span, 4, 'hex'),
  name: textIn(span, 5),
  attributes: Object.fromEntries(inside(span, 9).map(attributeOf)),
})

/** The spans in a request of OTLP (opentelemetry/proto/collector/trace/v1/trace_service.proto). */
const spansIn = (body: Buffer): CollectedSpan[] =>
  inside(fieldsOf(body), 1).flatMap((ofProcess) => inside(ofProcess, 2).flatMap((ofLibrary) => inside(ofLibrary, 2).map(spanOf)))

export interface Collector {
  readonly url: string
  /** Everything that has come so far. */
  spans(): readonly CollectedSpan[]
  close(): Promise<void>
}

/** Opens a collector of traces that keeps what it gets. */
export const openCollector = async (): Promise<Collector> => {
  const collected: CollectedSpan[] = []
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      if (request.url === '/v1/traces') collected.push(...spansIn(Buffer.concat(chunks)))
      response.writeHead(request.url === '/v1/traces' ? 200 : 404, { 'content-type': 'application/x-protobuf' }).end()
    })
  })
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve)
  })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans: () => collected,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
