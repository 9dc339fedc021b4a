import { type KeyboardEvent, type TextareaHTMLAttributes, useEffect, useId, useRef, useState } from 'react'
import { fetchQuery, graphql, useRelayEnvironment } from 'react-relay/hooks'
import type { mentionTextQuery } from '#relay/mentionTextQuery'
import { Avatar } from '../design/parts.tsx'
import { useTexts } from '../texts/use-texts.ts'
import { Handle } from './handle.tsx'
import { mentionAt, withMention } from './mention.ts'
import own from './texts.ts'

type Person = NonNullable<mentionTextQuery['response']['searchAthletes']['edges'][number]['node']>

const QUERY = graphql`
  query mentionTextQuery($text: String!) {
    searchAthletes(query: $text, first: 5) {
      edges {
        node {
          id
          handle
          displayName
          avatarUrl
        }
      }
    }
  }
`

interface MentionTextProps extends Omit<TextareaHTMLAttributes<HTMLTextAreaElement>, 'onChange' | 'value'> {
  readonly label: string
  readonly value: string
  readonly onText: (text: string) => void
  /** Called by Enter with Ctrl or Cmd. */
  readonly onSend: () => void
}

const ASK_AFTER_MS = 150

/** A text in which people are mentioned: after @ and a letter it shows who is meant, and Enter or Tab takes the one that is marked. */
export const MentionText = ({ label, value, onText, onSend, ...rest }: MentionTextProps) => {
  const t = useTexts(own)
  const environment = useRelayEnvironment()
  const ref = useRef<HTMLTextAreaElement>(null)
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const [people, setPeople] = useState<readonly Person[]>([])
  const [marked, setMarked] = useState(0)

  useEffect(() => {
    if (typed === null || typed === '') {
      setPeople([])
      return
    }
    let asked: { unsubscribe(): void } | undefined
    const timer = setTimeout(() => {
      asked = fetchQuery<mentionTextQuery>(environment, QUERY, { text: typed }).subscribe({
        next: ({ searchAthletes }) => {
          setPeople(searchAthletes.edges.flatMap(({ node }) => node ?? []))
          setMarked(0)
        },
        error: () => setPeople([]),
      })
    }, ASK_AFTER_MS)
    return () => {
      clearTimeout(timer)
      asked?.unsubscribe()
    }
  }, [typed, environment])

  const look = () => {
    const field = ref.current
    setTyped(field === null ? null : mentionAt(field.value, field.selectionStart))
  }
  const take = ({ handle }: Person) => {
    const field = ref.current
    if (field === null) return
    const { text, caret } = withMention(field.value, field.selectionStart, handle)
    onText(text)
    setTyped(null)
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(caret, caret)
    })
  }
  const pressed = (event: KeyboardEvent<HTMLTextAreaElement>) => {
    const person = people[marked]
    if (event.key === 'Enter' && (event.metaKey || event.ctrlKey)) {
      event.preventDefault()
      onSend()
    } else if (person !== undefined && (event.key === 'Enter' || event.key === 'Tab')) {
      event.preventDefault()
      take(person)
    } else if (person !== undefined && event.key === 'Escape') {
      event.stopPropagation()
      setTyped(null)
    } else if (person !== undefined && (event.key === 'ArrowDown' || event.key === 'ArrowUp')) {
      event.preventDefault()
      setMarked((marked + (event.key === 'ArrowDown' ? 1 : people.length - 1)) % people.length)
    }
  }
  return (
    <div className="mention">
      <textarea
        dir="auto"
        {...rest}
        ref={ref}
        className="input"
        aria-label={label}
        placeholder={label}
        value={value}
        aria-autocomplete="list"
        aria-controls={people.length > 0 ? id : undefined}
        aria-activedescendant={people.length > 0 ? `${id}-${marked}` : undefined}
        onChange={(event) => {
          onText(event.target.value)
          look()
        }}
        onKeyDown={pressed}
        onClick={look}
        onBlur={() => setTyped(null)}
      />
      {people.length > 0 && (
        <div className="mention-list" role="listbox" id={id} aria-label={t('people')}>
          {people.map((person, at) => (
            // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the text, which names the marked one
            <div
              key={person.id}
              id={`${id}-${at}`}
              role="option"
              aria-selected={at === marked}
              onPointerDown={(event) => {
                event.preventDefault()
                take(person)
              }}
            >
              <Avatar size="small" name={person.displayName} url={person.avatarUrl} />
              <strong>
                <bdi>{person.displayName}</bdi>
              </strong>
              <span>
                <Handle of={person.handle} />
              </span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}
