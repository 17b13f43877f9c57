import pino from 'pino';
import { maskAll } from './core/mask';

export type Logger = pino.Logger;

/**
 * One JSON line an event on standard output. What people write is never logged on purpose; secrets that got into an
 * error's text are masked all the same (law 7).
 */
export function createLog(level: string, stream?: pino.DestinationStream): Logger {
  const options: pino.LoggerOptions = {
    level,
    base: undefined,
    timestamp: pino.stdTimeFunctions.isoTime,
    redact: { paths: ['authorization', '*.authorization', '*.headers', '*.password', '*.token'], censor: '•••' },
    serializers: { err: (error: Error) => maskAll({ ...pino.stdSerializers.err(error) }) },
    formatters: { level: (label) => ({ level: label }), log: (fields) => maskAll(fields) },
  };
  return stream ? pino(options, stream) : pino(options);
}
