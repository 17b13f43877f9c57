import Ajv from 'ajv-draft-04';
import type { Values } from './settings';

/** A file's JSON with every `${{NAME}}` in its strings filled, and a sentence for each that cannot be. */
export function fill(file: string, bytes: Uint8Array | undefined, values: Values): { readonly json: unknown; readonly faults: readonly string[] } {
  if (!bytes) return { json: undefined, faults: [`${file}: is not in the manifest folder`] };
  const known = new Map(Object.entries(values).map(([name, value]) => [`\${{${name}}}`, value]));
  const stray = new Set<string>();
  // The end is matched loosely, so that a placeholder that is not closed properly is stray and does not pass as text.
  const filled = (text: string): string => text.replace(/\$\{\{[^}]*\}*/g, (placeholder) => known.get(placeholder) ?? (stray.add(placeholder), placeholder));
  try {
    const json: unknown = JSON.parse(new TextDecoder().decode(bytes), (_key, value: unknown) => (typeof value === 'string' ? filled(value) : value));
    return { json, faults: [...stray].map((placeholder) => `${file}: nothing is known to fill ${placeholder} with`) };
  } catch (error) {
    return { json: undefined, faults: [`${file}: cannot be read as JSON: ${error instanceof Error ? error.message : 'unknown error'}`] };
  }
}

/** Where the JSON breaks a schema (draft 04), a sentence for each place. */
export function breaches(file: string, json: unknown, schema: object): readonly string[] {
  // Microsoft's schemas have patterns that are no regular expressions with the u flag, and formats that ajv does not know.
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  if (ajv.validate(schema, json)) return [];
  return (ajv.errors ?? []).map(({ instancePath, message, params }) => {
    const { additionalProperty, allowedValues } = params as { additionalProperty?: string; allowedValues?: readonly string[] };
    const detail = additionalProperty ?? allowedValues?.join(', ');
    return [`${file}:`, instancePath.slice(1).replaceAll('/', '.'), message, detail && `(${detail})`].filter(Boolean).join(' ');
  });
}
