/**
 * The one change to Pomerium's source. It describes three values for its SSH tunnel to Envoy, whose
 * makers' build knows how to make them; a stock Envoy refuses the whole listener:
 * `'pomerium.extensions.ssh.downstream_source_address' does not have an object factory`. With the
 * factory of plain texts it takes them, and nobody but that tunnel reads them.
 */
export const changedFile = 'github.com/pomerium/pomerium/config/envoyconfig/upstream_tunnel.go';

const place =
  /^(\t+)Key: &set_filter_statev3\.FilterStateValue_ObjectKey\{\n\t+ObjectKey: "pomerium\.extensions\.ssh\.(\w+)",/gm;

const wanted = ['downstream_source_address', 'requested_server_name', 'requested_path'];

/**
 * @param source `upstream_tunnel.go` as it was published.
 * @throws when it does not hold exactly the three values, or names a factory already.
 */
export const withoutSsh = (source: string): string => {
  const found = [...source.matchAll(place)].map(([, , name]) => name);
  if (found.join() !== wanted.join() || source.includes('FactoryKey')) {
    throw new Error(
      `${changedFile} is not what it was: expected the values ${wanted.join(', ')} without a FactoryKey, found ${found.join(', ') || 'none'}.`,
    );
  }
  return source.replace(
    place,
    (all, indent: string) => `${indent}FactoryKey: "envoy.string",\n${all}`,
  );
};
