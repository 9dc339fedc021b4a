import { ConnectionHandler, type RecordSourceSelectorProxy } from 'relay-runtime'

/** What a mutation is told besides its variables, so that something is gone from a list at once, and back in it when the mutation is refused. */
export const takingOut = (connectionId: string | undefined, nodeId: string) => {
  const updater = (store: RecordSourceSelectorProxy): void => {
    const list = connectionId === undefined ? null : store.get(connectionId)
    if (list != null) ConnectionHandler.deleteNode(list, nodeId)
  }
  return { optimisticUpdater: updater, updater }
}
