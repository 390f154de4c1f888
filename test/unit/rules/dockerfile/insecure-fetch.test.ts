import { insecureFetch } from "../../../../src/core/rules/dockerfile/insecure-fetch";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";

/** One RUN of an image. */
function run(command: string): string {
  return `${from}RUN ${command}\n`;
}

const silent = [
  "curl https://example.com",
  "curl --fake https://example.com",
  "curl -lol https://example.com",
  "curl -K curlrc https://example.com",
  "curl -fsSL -ok https://example.com",
  "curl -H -k https://example.com",
  "curl https://example.com | grep -k x",
  "curl https://example.com; grep /etc/passwd -k x",
  "curl -k https://localhost:8443/health",
  "curl -k http://example.com",
  "wget --no-progress -o file https://example.com",
  'wget https://example.com | grep "--no-check-certificate" x',
  'wget https://example.com && echo "--no-check-certificate"',
  "pip install flask",
  "pip install --trusted-host localhost --index-url http://localhost:3141/root flask",
  "pip install --trusted-host=127.0.0.1 flask",
  "pip install --trusted-host $INDEX_HOST flask",
  'pip install flask | grep "--trusted-host"',
  "apk add curl && echo --allow-untrusted",
  "apt-get install -y python3 | grep --force-yes x",
  "apt-get -o Acquire::Retries=3 install -y x",
  "yum-config-manager --disable sslverify",
  "yum-config-manager --save --setopt=base.sslverify=1",
  "yum-config-manager --setopt=sslverify=yes --add-repo https://example.com/x.repo",
  "dnf install -y python3",
  "rpm -V --nofiledigest python3",
  "rpm -i python3.rpm && rpm -V python3",
  "npm config set strict-ssl true",
  "npm config set strict-ssl true || false",
  "npm config get strict-ssl || false",
  "yarn install strict-ssl false",
  "npm set audit false",
  "git config --global http.sslVerify true",
  "git config --global http.proxy x",
  "NODE_TLS_REJECT_UNAUTHORIZED=1 node x.js",
  "NODE_TLS_REJECT_UNAUTHORIZEDX=0 node x.js",
  "XNPM_CONFIG_STRICT_SSL=false npm ci",
  "NPM_CONFIG_STRICT_SSL=true npm ci",
  "unset GIT_SSL_NO_VERIFY",
  "GIT_SSL_NO_VERIFY= git clone https://example.com/x.git",
  "echo PIP_TRUSTED_HOST | pip install flask",
  "PIP_TRUSTED_HOST=localhost pip install flask",
];

testRule(insecureFetch, {
  valid: [
    ...silent.map((command) => ({ title: command, code: run(command) })),
    {
      title: "variables that leave the checks on",
      code: `${from}ENV NODE_TLS_REJECT_UNAUTHORIZED=1 PYTHONHTTPSVERIFY=1\nENV NPM_CONFIG_STRICT_SSL true\nARG GIT_SSL_NO_VERIFYX=1\n`,
    },
    {
      title: "a variable without a value",
      code: `${from}ARG GIT_SSL_NO_VERIFY\nENV PIP_TRUSTED_HOST=$HOST\n`,
    },
    { title: "a probe", code: `${from}HEALTHCHECK CMD curl -k https://localhost:8443/ || exit 1\n` },
    { title: "an override of a variable", code: `${from}ENV NODE_TLS_REJECT_UNAUTHORIZED "0\\""\n` },
  ],
  invalid: [
    {
      title: "curl",
      code: run("curl «--insecure» https://example.com"),
      severity: "error",
      fixed: run("curl https://example.com"),
    },
    {
      title: "curl, short",
      code: run("echo x && curl «-k» https://example.com"),
      fixed: run("echo x && curl https://example.com"),
    },
    {
      title: "curl, in a group",
      code: run("curl «-Lkv» https://example.com"),
      fixed: run("curl -Lv https://example.com"),
    },
    {
      title: "curl, in a group with a value",
      code: run("curl «-sko» file https://example.com"),
      fixed: run("curl -so file https://example.com"),
    },
    { title: "curl of an unknown address", code: run('curl «-k» "$URL"') },
    {
      title: "curl over several lines",
      code: run("curl \\\n    «--insecure» \\\n    https://example.com"),
      fixed: run("curl \\\n    https://example.com"),
    },
    {
      title: "curl with a comment",
      code: run("curl \\\n    # why\n    «--insecure» \\\n    https://example.com"),
    },
    {
      title: "a checksum behind",
      code: run('curl «-k» https://example.com/x -o x && echo "abc x" | sha256sum -c -'),
      severity: "info",
    },
    {
      title: "an array",
      code: run('["curl", "«-k»", "https://example.com"]'),
      fixed: run('["curl", "https://example.com"]'),
    },
    {
      title: "wget",
      code: run("wget «--no-check-certificate» https://example.com"),
      fixed: run("wget https://example.com"),
    },
    {
      title: "pip",
      code: run("pip install «--trusted-host pypi.org» flask"),
      fixed: run("pip install flask"),
    },
    {
      title: "pip, before the verb",
      code: run("pip «--trusted-host=pypi.org» «--trusted-host=files.pythonhosted.org» install flask"),
    },
    { title: "apk", code: run("apk «--allow-untrusted» add python3"), severity: "error" },
    { title: "a package at hand", code: run("apk add «--allow-untrusted» /tmp/x.apk"), severity: "info" },
    { title: "apt", code: run("apt-get install python3 «--allow-unauthenticated»") },
    {
      title: "apt, by force",
      code: run("apt-get «--force-yes» install python3"),
      fixed: run("apt-get install python3"),
    },
    {
      title: "apt's settings",
      code: run("apt-get «-o Acquire::https::Verify-Peer=false» update"),
      fixed: run("apt-get update"),
    },
    { title: "yum", code: run("yum install -y python3 «--nogpgcheck»"), severity: "error" },
    { title: "tdnf", code: run("tdnf «--nogpgcheck» -y install python3") },
    {
      title: "rpm from the net",
      code: run("rpm -i «--nogpgcheck» https://example.com/x.rpm"),
      severity: "error",
    },
    { title: "rpm", code: run("rpm -i «--nodigest» «--nosignature» x.rpm"), severity: "info" },
    {
      title: "a setting of yum",
      code: run("yum-config-manager --save «--setopt=base.sslverify=0»"),
      fixed: run("yum-config-manager --save --setopt=base.sslverify=1"),
    },
    {
      title: "a setting of dnf in quotes",
      code: run(`dnf config-manager «--setopt='x.sslverify=false'» --save`),
      fixed: run(`dnf config-manager --setopt='x.sslverify=true' --save`),
    },
    { title: "every repository", code: run("yum-config-manager «--setopt=\\*.sslverify=no» --save") },
    {
      title: "npm",
      code: run('if [ -n "$P" ]; then npm config set «"strict-ssl"  false»; fi'),
      fixed: run('if [ -n "$P" ]; then npm config set "strict-ssl"  true; fi'),
    },
    {
      title: "npm, in one",
      code: run("npm c set «strict-ssl='false'»"),
      fixed: run("npm c set strict-ssl='true'"),
    },
    { title: "yarn", code: run("yarn config set «strict-ssl false» --global") },
    { title: "npm's option", code: run("npm ci «--strict-ssl=false»"), fixed: run("npm ci") },
    { title: "git", code: run("git -c «http.sslVerify=false» clone https://example.com/x.git") },
    { title: "git's setting", code: run("git config --global «http.sslverify false»") },
    {
      title: "ENV",
      code: `${from}ENV «PYTHONHTTPSVERIFY=0»\nCMD x\n`,
      severity: "error",
      fixed: `${from}CMD x\n`,
    },
    { title: "ENV in quotes", code: `${from}ENV «NODE_TLS_REJECT_UNAUTHORIZED='0'»\n` },
    { title: "ENV of old", code: `${from}ENV «GIT_SSL_NO_VERIFY true»\n` },
    {
      title: "one of several",
      code: `${from}ENV A=1 \\\n    «npm_config_strict_ssl=false»\n`,
      fixed: `${from}ENV A=1\n`,
    },
    { title: "ARG", code: `${from}ARG «PIP_TRUSTED_HOST=pypi.python.org»\n` },
    { title: "a trigger", code: `${from}ONBUILD ENV «PYTHONHTTPSVERIFY=0»\n` },
    {
      title: "in front of a command",
      code: run("A=1 «NODE_TLS_REJECT_UNAUTHORIZED=0»   B=2 npm ci"),
      fixed: run("A=1   B=2 npm ci"),
    },
    {
      title: "alone in front",
      code: run("x;«GIT_SSL_NO_VERIFY=0» git clone y;z"),
      fixed: run("x;git clone y;z"),
    },
    {
      title: "an export",
      code: run("cd x && export «GIT_SSL_NO_VERIFY=true» \\\n    && git clone y"),
      fixed: run("cd x && git clone y"),
    },
    { title: "the last export", code: run("export «GIT_SSL_NO_VERIFY=1»"), fixed: null },
  ],
});
