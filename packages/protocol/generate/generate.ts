/*
 * Writes src/gen from /proto: the message types, and a descriptor that loads without a file, so that bundles work.
 * The output depends on nothing but the .proto files; it is committed, and the build compares.
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import protobuf from 'protobufjs';

const packageFolder = dirname(import.meta.dirname);
const protoFolder = join(packageFolder, '../../proto');
const genFolder = join(packageFolder, 'src/gen');
const services = ['control', 'results', 'enrollment', 'identity', 'files'].map((name) => `conductor/v1/${name}.proto`);

rmSync(genFolder, { recursive: true, force: true });
generateTypes();
generateDescriptor();

function generateTypes(): void {
  const loader = createRequire(import.meta.url).resolve('@grpc/proto-loader/package.json');
  const { bin } = JSON.parse(readFileSync(loader, 'utf8')) as { bin: Record<string, string> };
  const program = join(dirname(loader), bin['proto-loader-gen-types'] ?? '');
  const flags = ['--longs=String', '--enums=String', '--defaults', '--oneofs', '--grpcLib=@grpc/grpc-js'];
  const places = ['--importFileExtension=.ts', '--includeDirs=../../proto', '--outDir=src/gen'];
  execFileSync(process.execPath, [program, ...flags, ...places, ...services], {
    cwd: packageFolder,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

function generateDescriptor(): void {
  const root = new protobuf.Root();
  root.resolvePath = (origin, target) => (origin === '' ? target : (builtIn(target) ?? join(protoFolder, target)));
  root.loadSync(services.map((file) => join(protoFolder, file))).resolveAll();
  const json = JSON.stringify(root.toJSON({ keepComments: false }), null, 1);
  const type = "import type { fromJSON } from '@grpc/proto-loader';\n\n";
  const text = `${type}const json: object = ${json};\n\nexport const descriptor = json as Parameters<typeof fromJSON>[0];\n`;
  writeFileSync(join(genFolder, 'descriptor.ts'), text);
}

/** protobufjs carries Google's own types, and answers for them by name. */
function builtIn(target: string): string | null {
  return target.startsWith('google/protobuf/') ? target : null;
}
