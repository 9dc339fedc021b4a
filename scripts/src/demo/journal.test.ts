import { appendFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openApi } from './api.ts'
import { openJournal } from './journal.ts'

const folder = mkdtempSync(join(tmpdir(), 'journal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
let files = 0
const newFile = () => {
  files += 1
  return join(folder, `steps-${files}`)
}

describe('a journal', () => {
  it('does a step once, and steps of one name in their order', async () => {
    const file = newFile()
    const did: string[] = []
    const work = (what: string) => async () => {
      did.push(what)
      return { id: what }
    }
    const first = openJournal(file)
    expect(await first.done('post', work('a'))).toEqual({ id: 'a' })
    expect(await first.done('post', work('b'))).toEqual({ id: 'b' })
    const second = openJournal(file)
    expect(await second.done('post', work('a'))).toEqual({ id: 'a' })
    expect(await second.done('post', work('b'))).toEqual({ id: 'b' })
    expect(await second.done('post', work('c'))).toEqual({ id: 'c' })
    expect(did).toEqual(['a', 'b', 'c'])
  })

  it('does again what failed, and keeps that nothing was returned', async () => {
    const file = newFile()
    const fails = () => Promise.reject(new Error('no'))
    const first = openJournal(file)
    await first.done('quiet', async () => undefined)
    await expect(first.done('loud', fails)).rejects.toThrow('no')
    const second = openJournal(file)
    await second.done('quiet', fails)
    expect(await second.done('loud', async () => 'yes')).toBe('yes')
  })

  it('goes on behind a line that is half, and is for its owner alone', async () => {
    const file = newFile()
    await openJournal(file).done('whole', async () => 1)
    appendFileSync(file, '{"step":"1 half","val')
    const next = openJournal(file)
    expect(await next.done('half', async () => 2)).toBe(2)
    const last = openJournal(file)
    expect(await last.done('whole', async () => 0)).toBe(1)
    expect(await last.done('half', async () => 0)).toBe(2)
    expect(statSync(file).mode & 0o077).toBe(0)
    truncateSync(file, 0)
    expect(await openJournal(file).done('whole', async () => 3)).toBe(3)
    expect(readFileSync(file, 'utf8')).toContain('1 whole')
  })
})

describe('the API of a demo world that goes on', () => {
  const asked: string[] = []
  let refuses = ''
  let server: Server
  let url = ''
  beforeAll(async () => {
    server = createServer((request, response) => {
      let text = ''
      request.on('data', (part) => {
        text += part
      })
      request.on('end', () => {
        const { query } = JSON.parse(text) as { query: string }
        asked.push(`${request.headers.authorization ?? ''} ${query}`)
        const isBusy = query.includes('busy') && asked.length === 1
        const answer = isBusy
          ? { errors: [{ message: 'try again', extensions: { code: 'CONFLICT', reason: 'CHANGED_MEANWHILE' } }] }
          : refuses !== '' && query.includes(refuses)
            ? { errors: [{ message: 'activities does not answer now.', extensions: { code: 'SERVICE_UNAVAILABLE' } }] }
            : { data: { number: asked.length } }
        response.end(JSON.stringify(answer))
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  })
  afterAll(() => server.close())
  beforeEach(() => {
    asked.length = 0
    refuses = ''
  })

  const world = async (file: string): Promise<unknown[]> => {
    const api = openApi(url, null, openJournal(file))
    const said: unknown[] = []
    for (const who of ['ana', 'ben']) {
      said.push(await api.askAnew('mutation { signIn { number } }'))
      said.push(await api.as(`of-${who}`, who).ask('mutation { post { number } }'))
      said.push(await api.as(`of-${who}`, who).ask('{ feed }'))
    }
    return said
  }

  it('sends each mutation once, and each query and what is of use for a while only again', async () => {
    const file = newFile()
    refuses = 'feed'
    await expect(world(file)).rejects.toMatchObject({
      message: 'feed of ana: activities does not answer now.',
      code: 'SERVICE_UNAVAILABLE',
    })
    refuses = ''
    const posts = () => asked.filter((each) => each.includes('post'))
    expect(posts()).toHaveLength(1)
    const before = await world(file)
    expect(posts()).toEqual(['Bearer of-ana mutation { post { number } }', 'Bearer of-ben mutation { post { number } }'])
    expect(before[1]).toEqual({ number: 2 })
    const sent = asked.length
    await world(file)
    expect(asked.slice(sent).filter((each) => each.includes('post'))).toEqual([])
    expect(asked.slice(sent)).toHaveLength(4)
  })

  it('asks again where another change came at the same moment', async () => {
    expect(await openApi(url).ask('mutation { busy { number } }')).toEqual({ number: 2 })
  })
})
