import { spawnSync } from 'node:child_process';
import { expect, test } from 'playwright/test';
import { findCommand } from '#commands';
import { toText } from '#conf';
import { defaultShape, sampleSettings, type Settings } from '#settings';
import { prepareRoot } from './root.ts';

const https = sampleSettings(defaultShape);
const http = sampleSettings('http-host');

/** A command of the page, for the root of the namespaces. */
const typed = (id: string, settings: Settings): string =>
  toText(findCommand(id).run, settings, 'en').replaceAll('sudo ', '');

const printed = (id: string): string => {
  const { output } = findCommand(id);
  if (output === undefined) throw new Error(`The page has no output of “${id}”.`);
  return toText(output, https, 'en');
};

/** What stands for Jenkins: it answers on its port, over both families of addresses. */
const jenkins = `
import socket, sys
s = socket.socket(socket.AF_INET6)
s.bind(("::", int(sys.argv[1])))
s.listen(9)
while True:
    c, _ = s.accept()
    c.sendall(b"jenkins\\n")
    c.close()
`;

/** Connects from outside, by each address, to the public port and Jenkins' own, and from the machine. */
const ways = (port: number, own: number): string => `
for way in "10.98.0.1 ${port}" "fd98::1 ${port}" "10.98.0.1 ${own}" "fd98::1 ${own}"; do
  echo "outside $way: $(outside nc -w 2 $way < /dev/null 2> /dev/null)"
done
echo "itself 127.0.0.1 ${port}: $(nc -w 2 127.0.0.1 ${port} < /dev/null 2> /dev/null)"
`;

/** What `ways` prints while the firewall is as it was. */
const closed = (port: number, own: number): string =>
  [port, own]
    .flatMap((each) => [`outside 10.98.0.1 ${each}: \n`, `outside fd98::1 ${each}: \n`])
    .concat(`itself 127.0.0.1 ${port}: \n`)
    .join('');

/** The same once the public port leads to Jenkins. */
const led = (port: number, own: number): string =>
  closed(port, own).replaceAll(new RegExp(`^(outside .* ${port}: )$`, 'gm'), '$1jenkins');

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
for port in 8443 8080; do chroot . python3 /jenkins.py "$port" & done
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
  const [before, added, shown, reached, undone, after, ...more] = run([
    ways(443, 8443),
    asked(typed('iptables/firewalld', https)),
    asked(typed('iptables/firewalld-show', https)),
    ways(443, 8443),
    asked(typed('iptables/firewalld-undo', https)),
    ways(443, 8443),
    asked(typed('iptables/firewalld-http', http)),
    ways(80, 8080),
    asked(typed('iptables/firewalld-undo-http', http)),
    ways(80, 8080),
    asked(official),
    `${ways(443, 8443)}\ncat /proc/sys/net/ipv4/ip_forward`,
  ]);
  expect(before).toBe(closed(443, 8443));
  expect(added).toBe(printed('iptables/firewalld'));
  expect(shown).toBe(printed('iptables/firewalld-show'));
  expect(reached).toBe(led(443, 8443));
  expect(undone).toBe(printed('iptables/firewalld'));
  expect(after).toBe(closed(443, 8443));
  const [addedHttp, reachedHttp, undoneHttp, afterHttp, , byOfficial] = more;
  expect(addedHttp).toBe(printed('iptables/firewalld'));
  expect(reachedHttp).toBe(led(80, 8080));
  expect(undoneHttp).toBe(printed('iptables/firewalld'));
  expect(afterHttp).toBe(closed(80, 8080));
  expect(byOfficial, 'the official recipe: dropped, and forwarding switched on').toBe(
    `${closed(443, 8443)}1\n`,
  );
});
