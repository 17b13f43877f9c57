import type { TeamsManifestV1D21 } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { iconFaults } from './icons';
import { breaches, fill } from './json';
import { languageFaults } from './languages';
import { manifestSchema } from './schemas';
import type { Values } from './settings';

type Manifest = TeamsManifestV1D21.TeamsManifestV1D21;
type Faults = readonly string[];

/** The files of the manifest folder by their names. What the manifest names is one of them, so the zip has no folders. */
export type Files = Readonly<Record<string, Uint8Array>>;

const publicDomain = /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/;

/**
 * The app package (a zip) out of the manifest folder, with every placeholder filled; the same bytes for the same input.
 * Gives every fault instead, a sentence each; a manifest that breaks its schema is told first and alone.
 */
export function buildPackage(files: Files, values: Values): { readonly zip: Uint8Array } | { readonly faults: Faults } {
  const filled = fill('manifest.json', files['manifest.json'], values);
  const broken = filled.json === undefined ? filled.faults : [...filled.faults, ...breaches('manifest.json', filled.json, manifestSchema)];
  if (broken.length > 0) return { faults: broken };

  const manifest = filled.json as Manifest;
  const languages = (manifest.localizationInfo?.additionalLanguages ?? []).map(({ file }) => ({ file, ...fill(file, files[file], values) }));
  const icons = [manifest.icons.color, manifest.icons.outline];
  const faults = [
    ...forgottenFaults(files, ['manifest.json', ...languages.map(({ file }) => file)]),
    ...domainFaults(manifest),
    ...iconFaults(manifest.icons.color, files[manifest.icons.color], 'color'),
    ...iconFaults(manifest.icons.outline, files[manifest.icons.outline], 'outline'),
    ...languages.flatMap(({ file, json, faults }) => (json === undefined ? faults : [...faults, ...languageFaults(file, json, manifest)])),
  ];
  if (faults.length > 0) return { faults };

  const texts = [{ file: 'manifest.json', json: filled.json }, ...languages].map(({ file, json }) => [file, new TextEncoder().encode(`${JSON.stringify(json, null, 2)}\n`)]);
  // The earliest moment a zip can name: the time of day must not change the bytes.
  return { zip: zipSync(Object.fromEntries([...texts, ...icons.map((file) => [file, files[file]])]), { mtime: new Date(1980, 0, 1) }) };
}

/** A language file that the manifest does not name would be left out without a word. */
function forgottenFaults(files: Files, named: readonly string[]): Faults {
  return Object.keys(files)
    .filter((file) => file.endsWith('.json') && !named.includes(file))
    .map((file) => `${file}: the manifest does not name it`);
}

function domainFaults({ validDomains = [] }: Manifest): Faults {
  return validDomains
    .filter((domain) => !publicDomain.test(domain))
    .map((domain) => `manifest.json: validDomains has ${domain}, which is no public domain. The host of PUBLIC_URL must be one.`);
}
