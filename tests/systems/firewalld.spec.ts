import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { defaultShape, sampleSettings } from '#settings';
import { prepareRoot } from './root.ts';

const settings = sampleSettings(defaultShape);

/** A command of the page, for the root of the namespaces. */
const typed = (id: string): string =>
  toText(findCommand(id).run, settings, 'en').replaceAll('sudo ', '');

const printed = (id: string): string => {
  const { output } = findCommand(id);
  if (output === undefined) throw new Error(`The page has no output of “${id}”.`);
  return toText(output, settings, 'en');
};

/** What stands for Jenkins: it answers every connection to 8443, over both families of addresses. */
const jenkins = `
import socket
s = socket.socket(socket.AF_INET6)
s.bind(("::", 8443))
s.listen(9)
while True:
    c, _ = s.accept()
    c.sendall(b"jenkins\\n")
    c.close()
`;

/** Connects from outside, by each address and port, and from the machine itself. */
const ways = `
for way in "10.98.0.1 443" "fd98::1 443" "10.98.0.1 8443" "fd98::1 8443"; do
  echo "outside $way: $(outside nc -w 2 $way < /dev/null 2> /dev/null)"
done
echo "itself 127.0.0.1 443: $(nc -w 2 127.0.0.1 443 < /dev/null 2> /dev/null)"
`;

/** firewalld with its bus, in namespaces of its own and an overlay upon the root. */
const script = (steps: readonly string[]): string => `
set -e
layers=$(mktemp -d)
mount -t tmpfs tmpfs "$layers"
mkdir "$layers/upper" "$layers/work" "$layers/root"
mount -t overlay -o "lowerdir=$1,upperdir=$layers/upper,workdir=$layers/work" overlay "$layers/root"
cd "$layers/root"
for path in /proc /sys /dev; do mount --rbind "$path" ".$path"; done
mount -t tmpfs tmpfs run
cat > jenkins.py << 'EOF_JENKINS'
${jenkins}
EOF_JENKINS
ip link set lo up
unshare --net sleep 80 &
client=$!
sleep 0.5
outside() { nsenter --net=/proc/$client/ns/net "$@"; }
ip link add inner type veth peer name outer
ip link set outer netns $client
ip addr add 10.98.0.1/24 dev inner
ip -6 addr add fd98::1/64 dev inner nodad
ip link set inner up
outside ip link set lo up
outside ip addr add 10.98.0.2/24 dev outer
outside ip -6 addr add fd98::2/64 dev outer nodad
outside ip link set outer up
chroot . sh -c 'mkdir -p /run/dbus; dbus-daemon --system --fork'
chroot . firewalld --nofork --nopid > /dev/null 2>&1 &
for try in $(seq 40); do chroot . firewall-cmd --state > /dev/null 2>&1 && break; sleep 0.5; done
chroot . python3 /jenkins.py &
sleep 0.5
ask() { chroot . sh -c "$1"; }
${steps.map((step) => `echo '--'\n${step}`).join('\n')}
`;

const asked = (text: string): string => `ask "$(cat << 'EOF_ASK'\n${text}\nEOF_ASK\n)"`;

const run = (steps: readonly string[]): string[] => {
  const root = prepareRoot({
    suite: 'trixie',
    packages: ['curl', 'dbus', 'firewalld', 'iproute2', 'netcat-openbsd', 'python3'],
  });
  const namespaces = ['--net', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc'];
  const { stdout, stderr } = spawnSync(
    'unshare',
    [...namespaces, 'sh', '-c', script(steps), 'sh', root],
    { encoding: 'utf8', timeout: 120_000, env: { ...process.env, LC_ALL: 'C.UTF-8' } },
  );
  const parts = stdout.split(/^--\n/m).slice(1);
  expect(parts.length, stderr).toBe(steps.length);
  return parts;
};

test('firewalld leads the public port to Jenkins as the page tells, and keeps the others closed', () => {
  const official =
    'firewall-cmd --permanent --add-forward-port=port=443:proto=tcp:toport=8443:toaddr=127.0.0.1; firewall-cmd --reload';
  const [before, added, shown, reached, undone, after, , byOfficial] = run([
    ways,
    asked(typed('iptables/firewalld')),
    asked(typed('iptables/firewalld-show')),
    ways,
    asked(typed('iptables/firewalld-undo')),
    ways,
    asked(official),
    `${ways}\ncat /proc/sys/net/ipv4/ip_forward`,
  ]);
  const closed =
    'outside 10.98.0.1 443: \noutside fd98::1 443: \noutside 10.98.0.1 8443: \noutside fd98::1 8443: \nitself 127.0.0.1 443: \n';
  expect(before).toBe(closed);
  expect(added).toBe(printed('iptables/firewalld'));
  expect(shown).toBe(printed('iptables/firewalld-show'));
  expect(reached).toBe(closed.replaceAll(/^(outside .* 443: )$/gm, '$1jenkins'));
  expect(undone).toBe(printed('iptables/firewalld'));
  expect(after).toBe(closed);
  expect(byOfficial, 'the official recipe: dropped, and forwarding switched on').toBe(
    `${closed}1\n`,
  );
});
