import type { RecordSourceSelectorProxy } from 'relay-runtime'

/** Takes what a mutation answers under a field as the viewer's subscription: it has no id, by which the store would know it. */
export const takingSubscription = (field: string) => ({
  updater: (store: RecordSourceSelectorProxy): void => {
    const answered = store.getRootField(field)
    const kept = store.getRoot().getLinkedRecord('viewer')?.getLinkedRecord('subscription')
    if (answered != null) kept?.copyFieldsFrom(answered)
  },
})
