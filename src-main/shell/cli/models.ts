import { type Command, Option } from 'commander';
import { existsSync, renameSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fail, isHistory, type ModelInfo, type Outcome } from '../../contract';
import { asOnnx, type ModelLibrary, openModelLibrary } from '../../models';
import { modelPlaces } from '../model-places';
import { failWith } from './failure';

/** `tacet models`: the model library; `import` takes a model over, `export` gives one away. */
export function addModels(program: Command): void {
  const models = program
    .command('models')
    .description('the model library')
    .option('--json', 'one JSON object on standard output')
    .action(list);
  models
    .command('import')
    .description('takes over a model folder, or a zip of one')
    .argument('<path>', 'a model folder or a zip')
    .option('--name <name>', 'instead of its own')
    .action(takeOver);
  models
    .command('export')
    .description('writes a model as a zip that can be imported, or as ONNX for other programs')
    .argument('<name>', 'the model')
    .addOption(new Option('--to <file>', 'a file ending in .zip or .onnx; one that is there stays').makeOptionMandatory())
    .action(give);
}

async function list({ json }: { readonly json?: true }): Promise<void> {
  const models = await openModelLibrary(modelPlaces()).list();
  const inEnglish = models.map((model) => ({ ...model, summary: model.summary.message }));
  if (json) console.log(JSON.stringify({ models: inEnglish }));
  else for (const model of models) console.log(textOf(model));
}

const textOf = (model: ModelInfo): string => {
  const { name, title, summary, parameters, gmacPerSlice } = model;
  return (
    `${name}  ${title}${originOf(model)}\n` +
    `  ${Math.round(parameters / 1000)} k parameters, ${gmacPerSlice} GMAC a slice. ${summary.message}`
  );
};

function originOf(model: ModelInfo): string {
  if (isHistory(model)) return ', history: a network of 2018';
  if (model.builtIn) return '';
  return model.base ? `, made from ${model.base}` : ', your own';
}

async function takeOver(path: string, { name }: { readonly name?: string }): Promise<void> {
  const taken = await openModelLibrary(modelPlaces()).importFrom(resolve(path), name ?? null);
  if (!taken.ok) return failWith(taken.error, path);
  console.log(taken.value);
}

async function give(name: string, { to }: { readonly to: string }): Promise<void> {
  const path = resolve(to);
  const packed = await packedAs(openModelLibrary(modelPlaces()), name, path);
  if (!packed.ok) return failWith(packed.error, null);
  if (existsSync(path)) return failWith({ message: 'There is a file here already', remedy: 'Choose another name.' }, path);
  // Whole or not at all.
  writeFileSync(`${path}.part`, packed.value);
  renameSync(`${path}.part`, path);
  console.log(path);
}

async function packedAs(library: ModelLibrary, name: string, path: string): Promise<Outcome<Uint8Array>> {
  if (path.endsWith('.zip')) return library.pack(name);
  if (!path.endsWith('.onnx'))
    return fail('model-format', `A model is written as .zip or as .onnx, not as "${path}".`, 'Choose one of the two.');
  const loaded = await library.load(name);
  return loaded.ok ? asOnnx(loaded.value) : loaded;
}
