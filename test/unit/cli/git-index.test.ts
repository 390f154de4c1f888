import { deepEqual, equal } from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { excludedFiles, trackedFiles } from "../../../src/cli/git-index";
import { readGitIndex } from "../../../src/core/files/git-index";

const names = [".env", "apps/api/.env", "apps/api/main.py", "ünïcode.txt", "z".repeat(300)];

/** An index as git writes it, of version 2, 3 or 4. */
function indexOf(version: number, hash: number): Buffer {
  const header = Buffer.alloc(12);
  header.write("DIRC", "latin1");
  header.writeUInt32BE(version, 4);
  header.writeUInt32BE(names.length, 8);
  let previous = Buffer.alloc(0);
  const entries = names.map((text, i) => {
    const name = Buffer.from(text);
    const isExtended = version >= 3 && i === 1;
    const head = Buffer.alloc(40 + hash + (isExtended ? 4 : 2), 7);
    head.writeUInt16BE(Math.min(name.length, 0xfff) | (isExtended ? 0x4000 : 0), 40 + hash);
    if (version < 4) {
      const length = head.length + name.length;
      return Buffer.concat([head, name, Buffer.alloc(8 - (length % 8))]);
    }
    let shared = 0;
    while (shared < previous.length && previous[shared] === name[shared]) shared++;
    const drop = previous.length - shared;
    const varint = drop < 128 ? [drop] : [((drop >> 7) - 1) | 0x80, drop & 0x7f];
    previous = name;
    return Buffer.concat([head, Buffer.from(varint), name.subarray(shared), Buffer.alloc(1)]);
  });
  return Buffer.concat([header, ...entries, Buffer.from("TREE\0\0\0\0"), Buffer.alloc(hash)]);
}

describe("the index of git", () => {
  for (const version of [2, 3, 4]) {
    for (const hash of [20, 32]) {
      it(`is read in version ${version} with names of ${hash} bytes`, () =>
        deepEqual(readGitIndex(indexOf(version, hash), hash), names));
    }
  }

  it("is nothing else", () => {
    equal(readGitIndex(Buffer.from("DIRC"), 20), undefined);
    equal(readGitIndex(Buffer.from("nothing of the kind"), 20), undefined);
  });

  describe("of a folder", () => {
    let root = "";
    beforeEach(() => {
      root = mkdtempSync(path.join(tmpdir(), "liftoff-git-"));
      mkdirSync(path.join(root, ".git"));
      mkdirSync(path.join(root, "apps/api"), { recursive: true });
    });
    afterEach(() => rmSync(root, { recursive: true, force: true }));

    it("says what is tracked below it", () => {
      writeFileSync(path.join(root, ".git/index"), indexOf(2, 20));
      deepEqual([...(trackedFiles(root) ?? [])], names);
      deepEqual([...(trackedFiles(path.join(root, "apps/api")) ?? [])], [".env", "main.py"]);
    });

    it("is empty before the first commit", () => deepEqual(trackedFiles(root), new Set()));

    it("leaves alone what only this machine ignores", () => {
      equal(excludedFiles(root), undefined);
      mkdirSync(path.join(root, ".git/info"));
      writeFileSync(path.join(root, ".git/info/exclude"), "# own\n*.local\n/apps/api/keys/\n!a.local\n");
      const all = excludedFiles(root);
      deepEqual(
        ["b.local", "a.local", "main.py"].map((name) => all?.(name, false)),
        [true, false, undefined],
      );
      const below = excludedFiles(path.join(root, "apps/api"));
      deepEqual(
        [below?.("keys", true), below?.("keys", false), below?.("b.local", false)],
        [true, undefined, true],
      );
    });

    it("is unknown when it cannot be read", () => {
      writeFileSync(path.join(root, ".git/index"), Buffer.from("DIRC\0\0\0\u0002\0\0\0\u0009"));
      equal(trackedFiles(root), undefined);
    });

    it("is found where a worktree says", () => {
      writeFileSync(path.join(root, ".git/index"), indexOf(4, 20));
      writeFileSync(path.join(root, "apps/.git"), "gitdir: ../.git\n");
      deepEqual(trackedFiles(path.join(root, "apps"))?.has(".env"), true);
    });
  });
});
