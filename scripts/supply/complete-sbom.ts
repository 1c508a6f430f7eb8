import { z } from 'zod';
import type { ModelFile } from '../../src/embeddings/check-model-files.ts';
import { READ_AS } from './licence-policy.ts';
import { SHIPPED_MODEL } from './shipped-model.ts';

const componentSchema = z.looseObject({
  'bom-ref': z.string(),
  name: z.string(),
  group: z.string().optional(),
  licenses: z.array(z.unknown()).optional(),
});
const bomSchema = z.looseObject({
  bomFormat: z.literal('CycloneDX'),
  // Machine-learning models are known from 1.5 on.
  specVersion: z.string().regex(/^1\.([5-9]|\d\d)$/),
  metadata: z.looseObject({ component: componentSchema.extend({ purl: z.string() }) }),
  components: z.array(componentSchema),
  dependencies: z.array(z.looseObject({ ref: z.string(), dependsOn: z.array(z.string()).optional() })),
});

/** A list of parts in CycloneDX JSON, as far as it is looked at here. */
export type Sbom = z.infer<typeof bomSchema>;

/**
 * Adds to what `npm sbom` printed what npm cannot know: the embedding model with its files (paths below its folder, SHA-256),
 * licences that are said in other words than SPDX's, and the project's own name, in the place of that of its folder.
 * Throws where it is no CycloneDX of version 1.5 or later.
 */
export function completeSbom(printed: unknown, modelFiles: readonly ModelFile[]): Sbom {
  const bom = bomSchema.parse(printed);
  const own = bom.metadata.component;
  const model = describeModelComponent(modelFiles);
  return {
    ...bom,
    metadata: { ...bom.metadata, component: { ...own, name: readName(own.purl) } },
    components: [...bom.components.map(nameLicence), model],
    dependencies: [
      ...bom.dependencies.map((entry) =>
        entry.ref === own['bom-ref']
          ? { ...entry, dependsOn: [...(entry.dependsOn ?? []), model['bom-ref']] }
          : entry,
      ),
      { ref: model['bom-ref'], dependsOn: [] },
    ],
  };
}

/** Such as `footnote`, of `pkg:npm/footnote@0.1.0`. */
function readName(purl: string): string {
  const [, name] = /^pkg:npm\/(.+)@[^@]+$/.exec(purl) ?? [];
  if (name === undefined) throw new Error(`npm sbom gives no name in “${purl}”.`);
  return decodeURIComponent(name);
}

function nameLicence(component: Sbom['components'][number]): Sbom['components'][number] {
  if (component.licenses !== undefined && component.licenses.length > 0) return component;
  const readAs = READ_AS.find(({ package: name }) => name === component.name);
  return readAs === undefined ? component : { ...component, licenses: [{ license: { id: readAs.licence } }] };
}

function describeModelComponent(files: readonly ModelFile[]) {
  const { id, description, licence, weights, original, purl, carrier } = SHIPPED_MODEL;
  const hashes = (path: string) =>
    files.filter((file) => file.path === path).map(({ sha256 }) => ({ alg: 'SHA-256', content: sha256 }));
  const licenses = [{ license: { id: licence } }];
  return {
    type: 'machine-learning-model',
    'bom-ref': `model:${id}`,
    name: id,
    description,
    scope: 'required',
    // Of the weights, which are the model; each of its files follows below.
    hashes: hashes(weights),
    licenses,
    purl,
    pedigree: {
      ancestors: [
        { type: 'machine-learning-model', ...original, licenses },
        { type: 'library', ...carrier },
      ],
      notes: `Its ONNX weights and tokenizer.json were taken unchanged from ${carrier.group}:${carrier.name} ${carrier.version}; models/README.md tells more.`,
    },
    components: files.map(({ path }) => ({
      type: 'file',
      'bom-ref': `model:${id}/${path}`,
      name: path,
      hashes: hashes(path),
    })),
  };
}
