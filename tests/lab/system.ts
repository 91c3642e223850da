import { tmpdir } from 'node:os';
import { resolve } from 'node:path';

/**
 * What the shell of the lab's namespaces does before the lab starts in another root file system:
 * the root is the lower layer, so that nothing is written to it, and the kernel's own folders, the
 * folder for temporary files and the project stand in it at their own paths.
 */
const script = `
set -e
root=$1 layers=$2 project=$3 temporary=$4
shift 4
mount -t tmpfs -o mode=755 tmpfs "$layers"
mkdir "$layers/upper" "$layers/work" "$layers/root"
mount -t overlay -o "lowerdir=$root,upperdir=$layers/upper,workdir=$layers/work" overlay "$layers/root"
cd "$layers/root"
for path in /proc /sys /dev; do mount --rbind "$path" ".$path"; done
for path in "$temporary" "$project"; do
  mkdir -p ".$path"
  mount --bind "$path" ".$path"
done
exec chroot . env --chdir="$project" "$@"
`;

/**
 * The words that start a program inside another root file system, for a process in a mount
 * namespace of its own.
 *
 * @param root A root file system as `prepareRoot` makes it; it is only read.
 * @param layers An empty folder, for what is written.
 */
export const insideRoot = (root: string, layers: string, words: readonly string[]): string[] => [
  'sh',
  '-c',
  script,
  'sh',
  root,
  layers,
  resolve(import.meta.dirname, '../..'),
  tmpdir(),
  ...words,
];
