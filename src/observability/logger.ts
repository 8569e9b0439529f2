import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino'
import { correlation } from './correlation.ts'
import { traceId } from './traces.ts'

/**
 * Tokens never reach the log: nothing here logs one, and these paths are blanked in case a library does. @param to
 * standard output if left out.
 */
export function logger(settings: { logLevel: string }, to?: DestinationStream): Logger {
  const options: LoggerOptions = {
    level: settings.logLevel,
    mixin: () => ({ ...correlation(), ...traceId() }),
    redact: {
      paths: [
        'err.request',
        'err.response',
        'err.details',
        'err.config',
        'err.body',
        '*.token',
        '*.authorization',
      ],
      censor: '[kept out of the log]',
    },
  }
  return to ? pino(options, to) : pino(options)
}
