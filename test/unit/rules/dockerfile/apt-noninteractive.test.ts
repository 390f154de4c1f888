import { aptNoninteractive } from "../../../../src/core/rules/dockerfile/apt-noninteractive";
import { testRule } from "../../../support/rule-tester";

const from = "FROM debian:13\n";

/** One RUN of an image. */
function run(command: string): string {
  return `${from}RUN ${command}\n`;
}

const answered = [
  "apt-get install -y python3",
  "apt-get install -yq python3",
  "apt-get install -qq python3",
  "apt-get install -q -q python3",
  "apt-get install -q=2 python3",
  "apt-get install --quiet --quiet python3",
  "apt-get -y install python3",
  "apt-get --yes install python3",
  "apt-get --assume-yes install python3",
  "apt-get -fmy install python3",
  "apt-get install python3 tzdata -y && rm -rf /var/lib/apt/lists/*",
  "apt-get -o APT::Get::Assume-Yes=true install python3",
  "apt-get install -yt trixie-backports python3",
  "sudo apt-get install -y python3",
  "apt install -y python3",
  "yum -y install httpd",
  "yum install --assumeyes httpd",
  "dnf -y --setopt=install_weak_deps=False install httpd",
  "microdnf install -y httpd",
  "zypper -n install httpd",
  "zypper --non-interactive in httpd",
  "zypper install --no-confirm httpd",
  "zypper install -y httpd",
  "apk add python3",
  "apt-get update",
  "apt-get clean",
  "npm install express",
  "notdnf install httpd",
  "yes | apt-get install python3",
  "bash -c `# no yum install here`",
  "apt-get install $APT_OPTIONS python3",
  "echo apt-get install python3",
  'echo "apt-get install python3"',
  "apt-get install --dry-run python3",
];

testRule(aptNoninteractive, {
  valid: [
    ...answered.map((command) => ({ title: command, code: run(command) })),
    { title: "an array", code: run('["apt-get", "-fmy", "install", "apt-utils"]') },
    {
      title: "a configuration says yes",
      code: `${from}RUN echo 'APT::Get::Assume-Yes "true";' > /etc/apt/apt.conf.d/90yes\nRUN apt-get install python3\n`,
    },
    {
      title: "a variable that holds the option",
      code: `${from}ENV OPTIONS="-y --no-install-recommends"\nRUN apt-get install $OPTIONS python3\n`,
    },
    { title: "a script of another language", code: `${from}RUN python3 <<EOF\napt-get install x\nEOF\n` },
    {
      title: "several lines",
      code: run("apt-get update && apt-get install \\\n  # the interpreter\n  python3 \\\n  --yes"),
      proof: "apt-get install",
    },
  ],
  invalid: [
    { title: "nothing answers", code: run("«apt-get install» python3"), severity: "error" },
    { title: "quiet once", code: run("«apt-get install» -q python3") },
    { title: "quiet once, in full", code: run("«apt-get install» --quiet python3") },
    { title: "apt", code: run("«apt install» python3"), fixed: run("apt install -y python3") },
    { title: "yum", code: run("«yum install» httpd && yum clean all"), message: /yum install/ },
    { title: "a group", code: run("«yum groupinstall» web") },
    { title: "dnf", code: run("«dnf install» httpd") },
    { title: "microdnf", code: run("«microdnf install» httpd") },
    { title: "zypper", code: run("«zypper in» httpd"), fixed: run("zypper in -y httpd") },
    { title: "sudo", code: run("sudo -E «apt-get install» python3") },
    { title: "packages from a list", code: run("xargs -a packages.txt «apt-get install»") },
    { title: "packages of a variable", code: `${from}ARG P="a b"\nRUN «apt-get install» $P\n` },
    { title: "a trigger", code: `${from}ONBUILD RUN «apt-get install» python3\n` },
    { title: "before any FROM", code: "RUN «apt-get install» python3\n" },
    {
      title: "an array",
      code: run('["«apt-get", "install»", "apt-utils"]'),
      fixed: run('["apt-get", "install", "-y", "apt-utils"]'),
    },
    {
      title: "a shell in an array",
      code: run('["bash", "-c", "«apt-get install» a"]'),
      fixed: run('["bash", "-c", "apt-get install -y a"]'),
    },
    {
      title: "a heredoc",
      code: `${from}RUN <<EOF\napt-get update\n«apt-get install» python3\nEOF\n`,
      fixed: `${from}RUN <<EOF\napt-get update\napt-get install -y python3\nEOF\n`,
    },
    {
      title: "several lines",
      code: run(
        "apt-get update && \\\n    DEBIAN_FRONTEND=noninteractive «apt-get install» \\\n    # why\n    a \\\n    b",
      ),
      fixed: run(
        "apt-get update && \\\n    DEBIAN_FRONTEND=noninteractive apt-get install -y \\\n    # why\n    a \\\n    b",
      ),
    },
  ],
});
