import { Agent, request } from 'node:http'

const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export interface Got {
  readonly status: number
  readonly etag: string
  readonly bytes: number
}

/** A plain request: the client of the benchmark should cost less than what it measures. Resolves to the status, the tag and the size. */
export const get = (url: string, headers: Readonly<Record<string, string>>): Promise<Got> =>
  new Promise((resolve, reject) => {
    const asked = request(url, { agent, headers }, (answer) => {
      let bytes = 0
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length
      })
      answer.on('end', () => resolve({ status: answer.statusCode ?? 0, etag: String(answer.headers.etag ?? ''), bytes }))
      answer.on('error', reject)
    })
    asked.on('error', reject)
    asked.end()
  })
