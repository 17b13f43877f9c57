import pino from 'pino';
import { maskAll } from './core/mask';

export type Logger = pino.Logger;

const isError = (value: unknown): value is Error & { readonly code?: unknown; readonly errors?: unknown } =>
  typeof value === 'object' && value !== null && typeof (value as { message?: unknown }).message === 'string';

/** What is told of an error. No other field of it: a connector's has the request, with its token and its body. */
function errorFields(error: unknown): unknown {
  if (!isError(error)) return maskAll(error);
  const { type, message, stack } = pino.stdSerializers.err(error);
  const { code, errors } = error;
  return maskAll({
    type,
    message,
    stack,
    ...(code === undefined ? {} : { code }),
    ...(Array.isArray(errors) ? { errors: errors.map(errorFields) } : {}),
  });
}

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
    serializers: { err: errorFields },
    formatters: { level: (label) => ({ level: label }), log: (fields) => maskAll(fields) },
  };
  return stream ? pino(options, stream) : pino(options);
}
