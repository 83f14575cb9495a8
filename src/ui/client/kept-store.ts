/** Forms that wait on this device until there is a network: one store, which the page and its worker both open. */

/** A box and what was typed or chosen; photographs as they are. */
export type Box = readonly [name: string, value: string | File]

export interface Kept {
  /** The form's own key: sent twice, it is done once. */
  readonly key: string
  readonly owner: string
  readonly action: string
  readonly boxes: readonly Box[]
  readonly at: number
  /** What the server said is wrong with it. */
  readonly wrong?: string
}

const name = 'yuinowa-kept'
const table = 'forms'

function open(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const asked = indexedDB.open(name, 1)
    asked.onupgradeneeded = () => void asked.result.createObjectStore(table, { keyPath: 'key' })
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error ?? new Error('the store of this device could not be opened'))
  })
}

async function inStore<T>(
  mode: IDBTransactionMode,
  work: (store: IDBObjectStore) => IDBRequest<T>,
): Promise<T> {
  const database = await open()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = database.transaction(table, mode)
      const asked = work(transaction.objectStore(table))
      transaction.oncomplete = () => resolve(asked.result)
      transaction.onabort = () => reject(transaction.error ?? new Error('the store of this device refused'))
    })
  } finally {
    database.close()
  }
}

export const keep = async (form: Kept): Promise<unknown> =>
  await inStore('readwrite', (store) => store.put(form))
export const drop = async (key: string): Promise<unknown> =>
  await inStore('readwrite', (store) => store.delete(key))
export const allKept = async (): Promise<Kept[]> =>
  ((await inStore('readonly', (store) => store.getAll())) as Kept[]).toSorted((a, b) => a.at - b.at)
