import { type Logger, destination, pino, stdSerializers } from 'pino'

/**
 * The log on the standard output, a line of JSON for each request. Lines are gathered and written together, after a
 * second at the latest and at once when something went wrong: writing each took a tenth of a request.
 */
export function openLog(level: string): Logger {
  const lines = destination({ dest: 1, minLength: 8_192, periodicFlush: 1_000, sync: false })
  const urgent = pino.levels.values['warn'] ?? 0
  return pino(
    {
      level,
      // An error's message and stack are no fields of its own: without this, a line would show none of it.
      serializers: { fault: stdSerializers.err },
      hooks: {
        logMethod(words, write, weight) {
          write.apply(this, words)
          if (weight >= urgent) lines.flushSync()
        },
      },
    },
    lines,
  )
}
