import type { ScriptForm } from "../../files/script/form";
import { type CallValue, type FunctionValue, lastNameOf, type Value } from "../../files/syntax/value";

/** What a handler does that is worth an attacker's while. */
export interface Cost {
  /** `checks who asks`, `reads or writes files`: the rest of a sentence about the request. */
  readonly what: string;
  readonly isLogin: boolean;
}

const logins =
  /^(log_?in|sign_?in|authenticate|authorize|verify_?(user|password|credentials|login|otp|code)|check_?(password|credentials|login)|validate_?(user|password|credentials))(user|with\w+|sync|async)?$/i;
/** Functions of these modules that take their time on purpose. */
const hashes =
  /^(bcrypt|bcryptjs|argon2|@node-rs\/(bcrypt|argon2)|(node:)?crypto)\.(compare|compareSync|hash|hashSync|verify|pbkdf2|pbkdf2Sync|scrypt|scryptSync)$/;
const files = /^(node:)?(fs|fs\/promises|fs-extra|graceful-fs)\./;
const commands = /^((node:)?child_process|execa|shelljs)(\.|$)/;
const databases = /^(db|database|pool|client|conn|connection|pg|mysql|sql|knex|sequelize|sqlite|prisma)$/i;
const queries = /^(query|execute|exec|raw|\$queryRaw|\$queryRawUnsafe|\$executeRaw|all|run|get|each)$/;

/** Tells what the handlers of a module cost, as far as the module shows it. */
export class Costs {
  private readonly functions = new Map<string, FunctionValue>();
  private readonly known = new Map<number, Cost | undefined>();

  constructor(private readonly form: ScriptForm) {
    for (const one of form.functions) if (one.name !== undefined) this.functions.set(one.name, one);
  }

  /** What the handler `value` does: a function, its name, or a call that wraps one. */
  of(value: Value, depth = 0): Cost | undefined {
    if (depth > 3) return undefined;
    if (value.kind === "function") return this.ofFunction(value);
    if (value.kind === "list") return this.first(value.items, depth);
    if (value.kind === "call")
      return this.first(
        value.args.map((arg) => arg.value),
        depth,
      );
    if (value.kind !== "name") return undefined;
    const fn = this.functions.get(value.name);
    return fn && this.ofFunction(fn);
  }

  private first(values: readonly Value[], depth: number): Cost | undefined {
    for (const value of values) {
      const cost = this.of(value, depth + 1);
      if (cost) return cost;
    }
    return undefined;
  }

  private ofFunction({ body }: FunctionValue): Cost | undefined {
    if (this.known.has(body.start)) return this.known.get(body.start);
    let cost: Cost | undefined;
    const { calls } = this.form;
    for (let i = firstFrom(calls, body.start); !cost?.isLogin; i++) {
      const call = calls[i];
      if (!call || call.at.start >= body.end) break;
      const found = this.ofCall(call);
      if (found && (!cost || found.isLogin)) cost = found;
    }
    this.known.set(body.start, cost);
    return cost;
  }

  private ofCall(call: CallValue): Cost | undefined {
    const name = lastNameOf(call.callee) ?? "";
    const qualified = this.form.qualifiedName(call.callee) ?? "";
    if (logins.test(name) || hashes.test(qualified)) return { what: "checks who asks", isLogin: true };
    if (commands.test(qualified)) return { what: "runs a command", isLogin: false };
    if (files.test(qualified) || this.isSentFile(call))
      return { what: "reads or writes files", isLogin: false };
    return this.isQuery(call) ? { what: "asks the database", isLogin: false } : undefined;
  }

  /** `res.sendFile(path)`; a page that is always the same is a static file. */
  private isSentFile({ callee, args }: CallValue): boolean {
    const method = callee.kind === "member" ? callee.name : "";
    const first = args[0]?.value;
    return (
      /^(sendFile|sendfile|download)$/.test(method) &&
      first?.kind === "name" &&
      this.form.resolve(first).kind !== "string"
    );
  }

  private isQuery({ callee, args }: CallValue): boolean {
    if (callee.kind !== "member" || !queries.test(callee.name) || args.length === 0) return false;
    const owner = lastNameOf(callee.object) ?? "";
    return databases.test(owner) && args[0]?.value.kind !== "function";
  }
}

/** The index of the first of `calls`, which are in order, that does not start before `offset`. */
function firstFrom(calls: readonly CallValue[], offset: number): number {
  let low = 0;
  let high = calls.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((calls[middle]?.at.start ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
