import './upload.css'
import { useRef, useState } from 'react'
import { useRelayEnvironment } from 'react-relay/hooks'
import { randomId } from '../../api/random-id.ts'
import { Link } from '../../app/router.tsx'
import { Icon } from '../../design/icon.tsx'
import { Bar, Button } from '../../design/parts.tsx'
import { useOutbox, useWaiting } from '../../offline/outbox-context.tsx'
import offlineTexts from '../../offline/texts.ts'
import { useReasons } from '../../social/use-reasons.ts'
import { useTexts } from '../../texts/use-texts.ts'
import { hrefs } from '../mod.ts'
import { ArchiveSummary } from './archive-summary.tsx'
import { type BegunUpload, hasEnded, type Sent, send } from './sending.ts'
import own from './texts.ts'
import warningTexts from './warnings.texts.ts'
import { warningsIn } from './warnings.ts'

interface Entry {
  readonly key: string
  readonly file: File
  readonly sent: Sent
}

/** So many are on their way at once: more would only wait for each other. */
const AT_ONCE = 3

const Outcome = ({ sent }: { readonly sent: Sent }) => {
  const t = useTexts(own)
  const reasons = useReasons()
  const warnings = useTexts(warningTexts)
  if (sent.is === 'waiting') return <p className="soft">{t('waiting')}</p>
  if (sent.is === 'refused') return <p className="upload-wrong">{reasons.refusal(sent.error) || t('notSent')}</p>
  if (sent.is === 'sending' || sent.is === 'away') return <p className="soft">{t('sending')}</p>
  const { status, failure, activities, archive } = sent.upload
  if (failure != null) {
    return (
      <p className={failure.duplicateOf == null ? 'upload-wrong' : 'soft'}>
        {failure.duplicateOf == null ? (
          reasons.failure(failure)
        ) : (
          <>
            {t('duplicate')} <Link to={hrefs.activity(failure.duplicateOf.id)}>{failure.duplicateOf.name}</Link>
          </>
        )}
      </p>
    )
  }
  if (status !== 'DONE') {
    return (
      <p className="soft">
        {archive == null ? t(status) : t('archive', { found: archive.found, imported: archive.imported, failed: archive.failed })}
      </p>
    )
  }
  return (
    <div>
      {archive != null && <ArchiveSummary uploadId={sent.upload.id} archive={archive} />}
      <ul className="upload-made">
        {activities.slice(0, 5).map(({ id, name }) => (
          <li key={id}>
            <Link to={hrefs.activity(id)}>{name}</Link>
          </li>
        ))}
      </ul>
      {warningsIn(sent.upload, warnings).map((warning) => (
        <p className="soft" key={warning}>
          {warning}
        </p>
      ))}
    </div>
  )
}

const partOf = (sent: Sent): number => {
  if (sent.is === 'sending') return sent.part / 2
  if (sent.is === 'measured') return sent.upload.status === 'DONE' ? 1 : 0.5 + sent.upload.progress / 2
  return 0
}

const isEnd = ({ sent }: Entry): boolean => sent.is === 'refused' || (sent.is === 'measured' && hasEnded(sent.upload))

/** Files that wait for the network. */
const Waiting = () => {
  const t = useTexts(offlineTexts)
  const outbox = useOutbox()
  return useWaiting().map(({ place, task, refusal }) =>
    task.is !== 'upload' || refusal !== null ? null : (
      <li key={place} className="card">
        <p className="upload-name">{task.file.name}</p>
        <p className="soft">{t('waits')}</p>
        <Button small look="outline" onClick={() => void outbox?.drop(place)}>
          {t('drop')}
        </Button>
      </li>
    ),
  )
}

/** Files come in here: dropped or chosen, one or a thousand, each with its progress. */
export default function Upload() {
  const t = useTexts(own)
  const offline = useTexts(offlineTexts)
  const environment = useRelayEnvironment()
  const outbox = useOutbox()
  const isWaiting = useWaiting().some(({ task, refusal }) => task.is === 'upload' && refusal === null)
  const [entries, setEntries] = useState<readonly Entry[]>([])
  const [isOver, setOver] = useState(false)
  const queue = useRef<Entry[]>([])
  const running = useRef(0)

  const show = (key: string, sent: Sent) =>
    setEntries((all) => all.map((entry) => (entry.key === key ? { ...entry, sent } : entry)))
  /** Without a network, a file is kept until there is one, also when the app is closed meanwhile. */
  const wait = async ({ key, file }: Entry, begun: BegunUpload | null) => {
    const isKept = (await outbox?.add({ is: 'upload', file, ...(begun === null ? {} : { begun }) })) === true
    if (isKept) setEntries((all) => all.filter((entry) => entry.key !== key))
    else show(key, { is: 'refused', error: { message: offline('noRoom') } })
  }
  const hear = (entry: Entry) => (sent: Sent) => {
    show(entry.key, sent)
    if (sent.is === 'away') void wait(entry, sent.begun)
  }
  const next = () => {
    while (running.current < AT_ONCE) {
      const entry = queue.current.shift()
      if (entry === undefined) return
      running.current += 1
      void send(environment, entry.file, hear(entry)).finally(() => {
        running.current -= 1
        next()
      })
    }
  }
  const take = (files: Iterable<File>) => {
    const added = [...files].map((file): Entry => ({ key: randomId(), file, sent: { is: 'waiting' } }))
    setEntries((all) => [...added, ...all])
    queue.current.push(...added)
    next()
  }
  const done = entries.filter(isEnd).length
  return (
    <div className="page is-narrow upload">
      <title>{`${t('title')} · Gruppetto`}</title>
      <h1>{t('title')}</h1>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the button in it does the same for who drops nothing */}
      <div
        className={isOver ? 'upload-drop is-over' : 'upload-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          take(event.dataTransfer.files)
        }}
      >
        <Icon name="upload" />
        <p>{t('drop')}</p>
        <label className="button is-main">
          {t('choose')}
          <input
            className="unseen"
            type="file"
            multiple
            accept=".fit,.gpx,.tcx,.gz,.zip"
            onChange={(event) => {
              take(event.target.files ?? [])
              event.target.value = ''
            }}
          />
        </label>
        <p className="soft">{t('formats')}</p>
        <Link to={hrefs.activityNew()}>{t('byHand')}</Link>
      </div>
      {(entries.length > 0 || isWaiting) && (
        <section className="upload-list" aria-label={t('files')}>
          {entries.length > 0 && <p role="status">{t('done', { done, all: entries.length })}</p>}
          <ol>
            <Waiting />
            {entries.map((entry) => (
              <li key={entry.key} className="card">
                <p className="upload-name">{entry.file.name}</p>
                {!isEnd(entry) && <Bar part={partOf(entry.sent)} label={entry.file.name} />}
                <Outcome sent={entry.sent} />
                {entry.sent.is === 'refused' && (
                  <Button
                    small
                    onClick={() => {
                      show(entry.key, { is: 'waiting' })
                      queue.current.push(entry)
                      next()
                    }}
                  >
                    {t('again')}
                  </Button>
                )}
              </li>
            ))}
          </ol>
        </section>
      )}
    </div>
  )
}
