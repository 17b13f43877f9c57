import { breaches } from './json';
import { languageSchema } from './schemas';

/** Every string of a JSON value by its path, written as language files write it: `bots[0].commandLists[0]…`. */
function strings(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (Array.isArray(value)) return value.flatMap((each, at) => strings(each, `${path}[${at}]`));
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, each]) => strings(each, path ? `${path}.${key}` : key));
}

const patterns = Object.keys(languageSchema.patternProperties).map((pattern) => new RegExp(pattern));
const isTranslatable = (path: string): boolean =>
  path !== '$schema' && (Object.hasOwn(languageSchema.properties, path) || patterns.some((pattern) => pattern.test(path)));

/** The manifest's own strings that a language file may translate: the schema of language files says which those are. */
function translatable(manifest: object): Readonly<Record<string, string>> {
  return Object.fromEntries(strings(manifest).filter(([path]) => isTranslatable(path)));
}

/** What is wrong with a language file, a sentence each: it translates all of the manifest's strings and nothing else. */
export function languageFaults(file: string, json: unknown, manifest: { readonly $schema?: string }): readonly string[] {
  const broken = breaches(file, json, languageSchema);
  if (broken.length > 0) return broken;
  const { $schema, ...translated } = json as Record<string, string>;
  const wanted = translatable(manifest);
  return [
    ...($schema === manifest.$schema?.replace('.schema.json', '.Localization.schema.json') ? [] : [`${file}: $schema must be of the manifest’s version`]),
    ...Object.keys(wanted).filter((path) => !Object.hasOwn(translated, path)).map((path) => `${file}: ${path} is missing`),
    ...Object.keys(translated).filter((path) => !Object.hasOwn(wanted, path)).map((path) => `${file}: ${path} is not in the manifest`),
  ];
}
