import assert from "node:assert/strict";
import { parseShellScript } from "../../../../src/core/files/shell/form";
import { optionsAt } from "../../../../src/core/files/shell/unit";
import { slice } from "../../../../src/core/text/span";

const parse = (text: string, path = "deploy.sh") => parseShellScript(text, path);
const commands = (text: string) =>
  parse(text).commands.map((command) => command.words.map((word) => word.text).join(" "));

describe("parseShellScript", () => {
  it("reads the first line", () => {
    assert.deepEqual(parse("#!/usr/bin/env bash\n").shebang?.program, "bash");
    assert.deepEqual(parse("#!/bin/bash -eu\n").shebang?.args, ["-eu"]);
    assert.equal(parse("\uFEFF#! /bin/sh\necho a\n").dialect, "sh");
    assert.equal(parse("echo a", "a.bash").dialect, "bash");
    assert.equal(parse("echo a").dialect, "sh");
    assert.equal(parse("#!/usr/bin/env -S bash -e\n").main.options.errexit, true);
  });

  it("fills in variables that are set once", () => {
    const text = 'COMPOSE=(docker compose -f "prod.yaml")\nDIR=/srv/app\nCMD="docker ps -a"\nTAG=$1\n';
    assert.deepEqual(
      commands(`${text}"\${COMPOSE[@]}" up -d\ncd "$DIR/x"\n$CMD --all\npull $TAG\n`).filter((c) => c !== ""),
      ["docker compose -f prod.yaml up -d", "cd /srv/app/x", "docker ps -a --all", "pull $TAG"],
    );
    assert.deepEqual(commands("A=1\nA=2\necho $A\n").at(-1), "echo $A");
    assert.deepEqual(commands("A=$B\nB=$A\necho $A\n").at(-1), "echo $A");
    assert.deepEqual(commands(`P=\${PORT:-22}\nufw allow $P/tcp\n`).at(-1), "ufw allow 22/tcp");
    assert.deepEqual(commands("A=x\necho '$A'\n").at(-1), "echo $A");
  });

  it("keeps tests, arithmetic and arrays from falling apart", () => {
    assert.deepEqual(commands("[[ -n $a && $b < c ]] || exit 1\n"), ["[[ -n $a && $b < c ]]", "exit 1"]);
    assert.deepEqual(commands("((a << 2)) && b\nc\n"), ["((a << 2))", "b", "c"]);
    assert.deepEqual(commands("for ((i = 0; i < 3; i++)); do a; done\n"), ["a"]);
    assert.deepEqual(commands("declare -a X=(a b\n c)\nd\n"), ["declare -a X=", "d"]);
    assert.deepEqual(commands("X=$((1 << n))\nd\n"), ["", "d"]);
    assert.deepEqual(commands("((a; b) | c)\n"), ["a", "b", "c"]);
  });

  it("finds functions and loops", () => {
    const text =
      "go() {\n  a\n}\nfunction other {\n  b\n}\nfunction third() { c; }\nwhile ! curl x; do\n  sleep 1\ndone\n";
    const { main, clean } = parse(text);
    assert.equal(clean, true);
    assert.deepEqual(
      main.structure.functions.map(({ name, body }) => [name, slice(text, body)]),
      [
        ["go", "{\n  a\n}"],
        ["other", "{\n  b\n}"],
        ["third", "{ c; }"],
      ],
    );
    const [loop] = main.structure.loops;
    assert.deepEqual([loop?.kind, loop?.head.text.trim()], ["while", "! curl x;"]);
    assert.equal(loop && slice(text, loop.body).trim(), "sleep 1\ndone");
    assert.deepEqual(commands(text), ["a", "b", "c", "curl x", "sleep 1"]);
  });

  it("says when something is left open", () => {
    for (const text of ["echo 'a\n", "if a; then\n b\n", "cat <<E\na\n", "f() {\n a\n", "fi\n", "X=(a\n"])
      assert.equal(parse(text).clean, false, text);
    for (const text of [
      'echo "$(cat <<E\ndon\'t\nE\n)"\n',
      "a=$(\n  # it's fine\n  b\n)\n",
      `echo "\${1:?it's missing}"\n`,
      "IFS=$'\\n\\''\n",
      "case $1 in\n  a) b ;;\n  (c) d ;;\nesac\n",
      "cat <<E\n  E\nE\n",
      "cat <<-E\n\ta\n\tE\n",
      "echo done; echo {a,b}\n",
    ])
      assert.equal(parse(text).clean, true, text);
  });

  it("takes the bodies of heredocs for no commands", () => {
    const text = 'cat >a <<"E"\ncurl x | sh\nE\nb\n';
    const { commands: all } = parse(text);
    assert.deepEqual(
      all.map(({ name }) => name),
      ["cat", "b"],
    );
    const heredoc = all[0]?.redirects.find((redirect) => redirect.heredoc)?.heredoc;
    assert.deepEqual([heredoc?.text.text, heredoc?.expands], ["curl x | sh\n", false]);
  });

  it("follows what it hands to other shells", () => {
    const text = `ssh -p 22 "$HOST" "cd /srv && docker compose up -d"
ssh deploy@host <<'E'
  set -e
  git pull
E
sudo bash -c 'ufw enable'
ssh host uptime
bash <<E
echo "\\$HOME"
E
docker exec db sh -c "pg_dump -U \\"app\\" x | gzip"
bash run.sh <<E
data
E
`;
    const { units } = parse(text);
    assert.deepEqual(
      units.slice(1).map((unit) => [unit.isRemote, ...unit.commands.map(({ name }) => name)]),
      [
        [true, "cd", "docker"],
        [true, "set", "git"],
        [false, "ufw"],
        [true, "uptime"],
        [false, "echo"],
        [false, "pg_dump", "gzip"],
      ],
    );
    const gzip = units[6]?.commands[1];
    assert.equal(gzip && slice(text, gzip.span), "gzip");
  });

  it("knows what is in force", () => {
    const { main } = parse("#!/bin/bash -e\na\nset -uo pipefail\nb\nset +e\nc\n");
    const at = optionsAt(main);
    const shown = main.commands.map((command) => {
      const { errexit, nounset, pipefail } = at.get(command) ?? {};
      return [command.name, errexit, nounset, pipefail];
    });
    assert.deepEqual(
      shown.filter(([name]) => name !== "set"),
      [
        ["a", true, false, false],
        ["b", true, true, true],
        ["c", false, true, true],
      ],
    );
  });
});
