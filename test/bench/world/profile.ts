/** One function's own time, without what it calls. */
export interface Spent {
  /** Where it is: a package, "node" or a file of ours. */
  where: string
  name: string
  /** Milliseconds. */
  ms: number
}

/** Lets a process be asked where it spends its time: for `NODE_OPTIONS`. */
export function profilable(port: number): string {
  return `--inspect=127.0.0.1:${port}`
}

/** Microseconds between two samples. */
const INTERVAL = 250

/**
 * Where a process spends its processor time while something happens, by Node's own profiler
 * (chromedevtools.github.io/devtools-protocol/v8/Profiler), most first. Time in which it waits is left out: also for a
 * processor, as whoever writes to a socket does when the machine first runs whom it wakes.
 */
export async function profiled(port: number, act: () => Promise<void>): Promise<Spent[]> {
  const { call, close } = await inspector(port)
  try {
    await call('Profiler.enable')
    await call('Profiler.setSamplingInterval', { interval: INTERVAL })
    await call('Profiler.start')
    await act()
    const { profile } = await call<{ profile: Profile }>('Profiler.stop')
    return spentIn(profile)
  } finally {
    close()
  }
}

/** What is left of a process's memory when everything that nobody needs is swept up, in MB: V8's heap and buffers. */
export async function liveHeap(port: number): Promise<number> {
  const { call, close } = await inspector(port)
  try {
    for (const _twice of [1, 2]) await call('HeapProfiler.collectGarbage')
    const { usedSize, backingStorageSize = 0 } = await call<Heap>('Runtime.getHeapUsage')
    return Math.round((usedSize + backingStorageSize) / 1e5) / 10
  } finally {
    close()
  }
}

interface Heap {
  usedSize: number
  backingStorageSize?: number
}

interface Inspector {
  call<T>(method: string, parameters?: object): Promise<T>
  close(): void
}

async function inspector(port: number): Promise<Inspector> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json/list`)).json()) as {
    webSocketDebuggerUrl: string
  }[]
  if (!target) throw new Error('nobody answers there')
  const socket = new WebSocket(target.webSocketDebuggerUrl)
  await new Promise((resolve, reject) => {
    socket.onopen = resolve
    socket.onerror = reject
  })
  let last = 0
  const call = <T>(method: string, params: object = {}): Promise<T> => {
    const id = ++last
    return new Promise((resolve) => {
      const hear = ({ data }: MessageEvent) => {
        const answer = JSON.parse(String(data)) as { id?: number; result: T }
        if (answer.id !== id) return
        socket.removeEventListener('message', hear)
        resolve(answer.result)
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method, params }))
    })
  }
  return { call, close: () => socket.close() }
}

interface Profile {
  nodes: { id: number; callFrame: { functionName: string; url: string; lineNumber: number } }[]
  samples: number[]
  /** Microseconds before each sample. */
  timeDeltas: number[]
}

const WAITING = ['(idle)', '(program)', '(root)']

function spentIn({ nodes, samples, timeDeltas }: Profile): Spent[] {
  const byId = new Map(nodes.map((node) => [node.id, node.callFrame]))
  const spent = new Map<string, Spent>()
  for (const [index, id] of samples.entries()) {
    const frame = byId.get(id)
    if (!frame || WAITING.includes(frame.functionName)) continue
    const where = placeOf(frame.url)
    const name = frame.functionName || `(line ${frame.lineNumber + 1})`
    const one = spent.get(`${where} ${name}`) ?? { where, name, ms: 0 }
    // A sample that comes late does so because the process did not run.
    one.ms += Math.min(timeDeltas[index] ?? 0, 2 * INTERVAL) / 1000
    spent.set(`${where} ${name}`, one)
  }
  return [...spent.values()].sort((a, b) => b.ms - a.ms)
}

function placeOf(url: string): string {
  const dependency = /\/node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*\/node_modules\/)/.exec(url)?.[1]
  return dependency ?? /\/(src\/.*)$/.exec(url)?.[1] ?? (url || 'V8')
}
