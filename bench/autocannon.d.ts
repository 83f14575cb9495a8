/** What the benches use of autocannon, which brings no types. */
declare module 'autocannon' {
  namespace autocannon {
    interface Request {
      method?: 'GET' | 'POST'
      path?: string
      headers?: Record<string, string>
      body?: string
      /** Called before each request; makes each one different. */
      setupRequest?: (request: Request, context: object) => Request
      onResponse?: (status: number, body: string) => void
    }
    interface Options extends Request {
      url: string
      connections: number
      duration?: number
      /** In place of a duration: so many requests in all. */
      amount?: number
      requests?: Request[]
    }
    interface Result {
      requests: { average: number; total: number }
      latency: { p50: number; p99: number }
      throughput: { total: number }
      duration: number
      non2xx: number
      '3xx'?: number
      errors: number
      timeouts: number
    }
  }
  function autocannon(options: autocannon.Options): Promise<autocannon.Result>
  export = autocannon
}
