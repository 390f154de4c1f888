/**
 * Words that credentials are made of when nobody meant them to be credentials. A value is weak when it consists
 * of these words, digits and separators and of nothing else: `my-secret-jwt-key-123`, `changethis`, `postgres`.
 */
const telling = words(`
  admin administrator alpine app backend bitnami change changed changeit changeme changethis default demo dev
  development docker dummy example fake foo bar foobar guest hello insecure letmein local localhost master
  minioadmin mongo mongodb mysql mariadb pass passphrase passw0rd password passwd pa55word placeholder
  postgres postgresql postgre pw pwd qwerty rabbit rabbitmq redis replace root sample secret secure security
  sa staging superuser supersecret temp temporary test testing tester todo toor unsafe user username welcome
  abc xyz salt pepper s3cr3t s3cret secr3t p4ssw0rd pazzword
  clave contrasena geheim haslo heslo motdepasse parola passwort rahasia segredo senha sifre wachtwoord
  airflow cassandra clickhouse couchdb directus drupal elastic elasticsearch ghost gitea gitlab grafana influx
  influxdb jenkins joomla kafka keycloak magento matomo metabase minio moodle n8n neo4j nextcloud odoo oracle
  sonar sonarqube strapi superset supabase temporal wordpress zabbix
  cafebabe deadbeef
`);
const fillers = words(`
  a an and any api asset assets at auth be before build by client code cookie database db django encryption env environment
  express fastapi flask for go great hash here hmac i in insert into is it its jwt key keys laravel least live
  long longer me minimum must my need nextauth node not now of on one only or our own please precompilation precompile prod production
  project put random real really rails refresh rotate safe server service session set should signing
  some something stack strong string super symfony system that the then this to token top unique use value
  very web with you your characters chars char bits strings min max generate generated deploy deployment
  deploying don t do
`);

/** Values that spell no words. */
const exact = new Set([
  ..."p@ssw0rd p@ssword pa$$word pa$$w0rd passw0rd! admin! iloveyou dragon monkey sunshine football".split(
    " ",
  ),
  ..."asdf asdfgh asdfasdf qwertyuiop qwerty123 1q2w3e4r 1qaz2wsx zaq12wsx q1w2e3r4 abcd abcdef abcdefg".split(
    " ",
  ),
  ..."aaa aaaa aaaaaa 111 1111 11111 111111 11111111 0000 000000 00000000 123 1234 12345 123456".split(" "),
  ..."1234567 12345678 123456789 1234567890 0123456789 123123 321 4321 654321 987654321 666666 888888".split(
    " ",
  ),
]);

const MAX_LENGTH = 80;
/** No known word is longer. */
const LONGEST = 24;

/**
 * Whether `value` is one of the credentials that everybody tries first or that examples are written with.
 * `names` are words of the place (user, database, service, project): a password equal to one of them is weak.
 */
export function isWeakSecret(value: string, names: Iterable<string> = []): boolean {
  const text = value.trim().toLowerCase();
  if (text === "" || text.length > MAX_LENGTH) return false;
  // One character over and over; `xxxx` is how people leave a blank.
  if (exact.has(text) || /^([0-9a-w])\1{2,}$/.test(text)) return true;
  const local = new Set([...names].flatMap(piecesOfName));
  if (local.has(bare(text))) return true;
  if (/[^\w\s.,:;!?/'"()+=#*-]/.test(text)) return false;
  const parts = text.split(/[^a-z0-9]+/).filter((part) => part !== "");
  const spelled = parts.map((part) => spell(part, local));
  return spelled.every((one) => one !== undefined) && spelled.includes("telling");
}

/** A name as a whole and its words; short ones would be found in everything. */
function piecesOfName(name: string): string[] {
  const text = name.toLowerCase();
  return [bare(text), ...text.split(/[^a-z0-9]+/)].filter((piece) => piece.length > 2);
}

/**
 * Reads `part` as known words and numbers: `mysecretpassword`, `admin123`. Undefined when something is left
 * over; `telling` when a word in it says that this is a default.
 */
function spell(part: string, names: ReadonlySet<string>): "telling" | "filler" | undefined {
  // The best reading of the first n characters.
  const best: ("telling" | "filler" | undefined)[] = ["filler"];
  for (let end = 1; end <= part.length; end++) {
    for (let start = Math.max(0, end - LONGEST); start < end && best[end] !== "telling"; start++) {
      const before = best[start];
      const piece = part.slice(start, end);
      if (before === undefined) continue;
      if (telling.has(piece) || names.has(piece)) best[end] = "telling";
      else if (fillers.has(piece) || /^\d{1,8}$/.test(piece)) best[end] = before;
    }
  }
  return best[part.length];
}

function bare(text: string): string {
  return text.replace(/[^a-z0-9]/g, "");
}

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(/\s+/).filter((word) => word !== ""));
}
