// A file system of its own, in memory: what a virtual workspace is made of.
import * as vscode from "vscode";

interface Entry {
  readonly type: vscode.FileType;
  readonly content: Uint8Array;
}

/** Files by path under a scheme of their own. What `refuse` names cannot be created, written or deleted. */
export class MemoryFiles implements vscode.FileSystemProvider, vscode.Disposable {
  private readonly entries = new Map<string, Entry>();
  private readonly changed = new vscode.EventEmitter<vscode.FileChangeEvent[]>();
  private readonly registration: vscode.Disposable;
  readonly onDidChangeFile = this.changed.event;
  refuse: (path: string) => boolean = () => false;

  constructor(
    private readonly scheme: string,
    files: Readonly<Record<string, string>>,
    options: { readonly isReadonly?: boolean } = {},
  ) {
    for (const [path, text] of Object.entries(files)) this.put(`/${path}`, text);
    this.registration = vscode.workspace.registerFileSystemProvider(scheme, this, {
      isCaseSensitive: true,
      ...options,
    });
  }

  dispose(): void {
    this.registration.dispose();
  }

  uri(path: string): vscode.Uri {
    return vscode.Uri.from({ scheme: this.scheme, path: `/${path}` });
  }

  /** Paths of all files, sorted. */
  get files(): string[] {
    return [...this.entries]
      .filter(([, { type }]) => type === vscode.FileType.File)
      .map(([path]) => path.slice(1))
      .sort();
  }

  /** Paths of all folders, sorted. */
  get folders(): string[] {
    return [...this.entries]
      .filter(([path, { type }]) => path !== "/" && type === vscode.FileType.Directory)
      .map(([path]) => path.slice(1))
      .sort();
  }

  text(path: string): string | undefined {
    const entry = this.entries.get(`/${path}`);
    return entry && Buffer.from(entry.content).toString("utf8");
  }

  stat({ path }: vscode.Uri): vscode.FileStat {
    const entry = this.entry(path);
    return { type: entry.type, ctime: 0, mtime: 0, size: entry.content.length };
  }

  readDirectory({ path }: vscode.Uri): [string, vscode.FileType][] {
    const prefix = path.endsWith("/") ? path : `${path}/`;
    return [...this.entries].flatMap(([other, { type }]): [string, vscode.FileType][] => {
      const name = other.startsWith(prefix) ? other.slice(prefix.length) : "";
      return name === "" || name.includes("/") ? [] : [[name, type]];
    });
  }

  readFile({ path }: vscode.Uri): Uint8Array {
    return this.entry(path).content;
  }

  writeFile(uri: vscode.Uri, content: Uint8Array): void {
    this.mayWrite(uri.path);
    const type = this.entries.has(uri.path) ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created;
    this.put(uri.path, Buffer.from(content).toString("utf8"));
    this.changed.fire([{ type, uri }]);
  }

  createDirectory(uri: vscode.Uri): void {
    this.mayWrite(uri.path);
    this.entries.set(uri.path, { type: vscode.FileType.Directory, content: new Uint8Array() });
    this.changed.fire([{ type: vscode.FileChangeType.Created, uri }]);
  }

  delete(uri: vscode.Uri, { recursive }: { readonly recursive: boolean }): void {
    this.mayWrite(uri.path);
    const inside = [...this.entries.keys()].filter((path) => path.startsWith(`${uri.path}/`));
    if (inside.length > 0 && !recursive) throw vscode.FileSystemError.NoPermissions(uri);
    for (const path of [uri.path, ...inside]) this.entries.delete(path);
    this.changed.fire([{ type: vscode.FileChangeType.Deleted, uri }]);
  }

  rename(from: vscode.Uri, to: vscode.Uri): void {
    this.writeFile(to, this.readFile(from));
    this.delete(from, { recursive: false });
  }

  watch(): vscode.Disposable {
    return new vscode.Disposable(() => {});
  }

  private put(path: string, text: string): void {
    for (let at = path.lastIndexOf("/"); at > 0; at = path.lastIndexOf("/", at - 1))
      this.entries.set(path.slice(0, at), { type: vscode.FileType.Directory, content: new Uint8Array() });
    this.entries.set("/", { type: vscode.FileType.Directory, content: new Uint8Array() });
    this.entries.set(path, { type: vscode.FileType.File, content: Buffer.from(text) });
  }

  private entry(path: string): Entry {
    const entry = this.entries.get(path.length > 1 ? path.replace(/\/$/, "") : path);
    if (!entry) throw vscode.FileSystemError.FileNotFound(path);
    return entry;
  }

  private mayWrite(path: string): void {
    if (this.refuse(path.slice(1))) throw vscode.FileSystemError.NoPermissions(path);
  }
}
