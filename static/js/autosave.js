// Saves a section while it is written. Each save carries the revision it was based on; the server refuses a stale one
// and both texts are shown. What the server does not have yet lies in this browser, under the keys of the user, the
// application and the section, and is taken away as soon as it is saved. Without this script there is the save button.
const form = document.querySelector("form[data-autosave]");
const PREFIX = "answers:";
const IDLE = 1200; // ms without a key before a save
const LONGEST = 8000; // ms of writing without a pause before a save
const PATIENCE = 20000; // ms before a save counts as lost
const BACKOFF = [2000, 4000, 8000, 15000, 30000, 60000];

const storage = {
  get(key) {
    try {
      return JSON.parse(localStorage.getItem(PREFIX + key));
    } catch {
      return null;
    }
  },
  set(key, value) {
    try {
      localStorage.setItem(PREFIX + key, JSON.stringify(value));
      return true;
    } catch {
      return false; // forbidden or full: the state then says so
    }
  },
  drop(key) {
    try {
      localStorage.removeItem(PREFIX + key);
    } catch {
      // nothing lies there then
    }
  },
};

const entries = (element) =>
  [...new FormData(element)].filter(([name, value]) => typeof value === "string" && !["csrfmiddlewaretoken", "revision", "go"].includes(name));
// Empty controls and the marks of parts are the same whether they are there or not: an empty row is no text.
const essence = (list) => JSON.stringify(list.filter(([name, value]) => value !== "" && !name.endsWith("-here") && !name.endsWith("-currency")));

class Autosave {
  constructor(element) {
    this.form = element;
    this.key = element.dataset.autosave;
    this.texts = element.dataset;
    this.state = element.querySelector("[data-save-state]");
    this.saved = essence(entries(element));
    this.failures = 0;
    this.busy = null;
    this.stopped = false;
    this.leaving = false;
    this.offerKept();
    element.addEventListener("input", () => this.wrote());
    element.addEventListener("change", () => this.wrote());
    element.addEventListener("submit", (event) => this.submitted(event));
    addEventListener("online", () => this.unsaved && this.save());
    addEventListener("beforeunload", (event) => this.unload(event));
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && this.unsaved && this.save());
  }

  get revision() {
    return this.form.elements.revision;
  }

  get unsaved() {
    return essence(entries(this.form)) !== this.saved;
  }

  get fileWaits() {
    return [...this.form.querySelectorAll("input[type=file]")].some((input) => input.files.length);
  }

  say(text, tone = "", ...more) {
    this.state.dataset.tone = tone;
    this.state.replaceChildren(text, ...more.flatMap((element) => [" ", element]));
  }

  wrote() {
    if (!this.unsaved) {
      if (this.fileWaits) this.say(this.texts.textFile);
      return;
    }
    this.kept = this.keep();
    if (this.stopped) return;
    if (!this.busy && !this.failures) this.say(this.texts.textUnsaved);
    clearTimeout(this.timer);
    this.since ??= Date.now();
    if (!this.failures) this.timer = setTimeout(() => this.save(), Math.max(0, Math.min(IDLE, this.since + LONGEST - Date.now())));
  }

  keep() {
    return storage.set(this.key, { at: new Date().toISOString(), revision: this.revision.value, entries: entries(this.form) });
  }

  // One save at a time; whoever asks while one is under way gets the one after it.
  async save() {
    clearTimeout(this.timer);
    clearTimeout(this.retry);
    if (this.busy) {
      await this.busy;
      return this.unsaved && !this.stopped && !this.failures ? this.save() : !this.unsaved;
    }
    if (this.stopped) return false;
    this.since = undefined;
    this.busy = this.send();
    const done = await this.busy;
    this.busy = null;
    if (done && this.unsaved) this.wrote();
    return done;
  }

  async send() {
    const list = entries(this.form);
    const body = new URLSearchParams([...list, ["revision", this.revision.value], ["csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value]]);
    this.say(this.texts.textSaving);
    let answer;
    try {
      answer = await fetch(this.form.action, {
        method: "POST",
        body,
        headers: { Accept: "application/json" },
        redirect: "manual",
        keepalive: body.toString().length < 60000,
        signal: AbortSignal.timeout(PATIENCE),
      });
    } catch {
      return this.lost();
    }
    return this.answered(answer, list);
  }

  async answered(answer, list) {
    const told = await answer.json().catch(() => null);
    if (answer.ok && told) return this.done(told, list);
    if (answer.status === 409 && told) return this.elsewhere(told);
    if (answer.status === 401 || answer.type === "opaqueredirect") return this.stop(this.texts.textSignedOut, this.link(this.texts.textSignIn));
    if (answer.status === 403 && !told) return this.stop(this.texts.textSignedOut, this.link(this.texts.textReload)); // signed in again elsewhere: the form is from before
    if (answer.status >= 500 || answer.status === 429) return this.lost();
    const way = answer.status === 404 ? [] : [this.link(this.texts.textReload)]; // put out of the application: here is the last copy of the text
    return this.stop(told?.reason ? `${told.reason} ${this.texts.textRefused}` : this.texts.textRefused, ...way);
  }

  done(told, list) {
    this.failures = 0;
    this.saved = essence(list);
    this.revision.value = told.revision;
    const time = new Date(told.saved_at).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
    if (this.unsaved) this.keep();
    else storage.drop(this.key);
    this.say(this.fileWaits ? this.texts.textFile : this.texts.textSaved.replace("{time}", time), "good");
    this.sums(told.sums ?? {});
    return true;
  }

  sums(parts) {
    for (const [id, lines] of Object.entries(parts)) {
      const list = document.getElementById(`id_p-${id}_part`)?.querySelector(".sums");
      list?.replaceChildren(
        ...lines.map(([words, sum]) => {
          const line = document.createElement("div");
          const term = document.createElement("dt");
          const value = document.createElement("dd");
          term.textContent = words;
          value.textContent = sum;
          value.className = "num";
          line.append(term, value);
          return line;
        }),
      );
    }
  }

  lost() {
    const wait = BACKOFF[Math.min(this.failures, BACKOFF.length - 1)];
    this.failures += 1;
    this.say(this.keep() ? this.texts.textOffline : this.texts.textOfflineUnkept, "warn");
    this.retry = setTimeout(() => this.save(), wait);
    return false;
  }

  elsewhere(told) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "button button--small";
    button.textContent = this.texts.textBoth;
    // The server shows both; what is here goes with it, and stays in this browser until the choice is saved.
    button.addEventListener("click", () => {
      this.leaving = this.keep();
      this.form.submit();
    });
    this.conflict = true;
    return this.stop(this.texts.textElsewhere.replace("{name}", told.by || this.texts.textSomebody), button);
  }

  link(text) {
    const link = document.createElement("a");
    link.href = location.pathname + location.search;
    link.textContent = text;
    link.addEventListener("click", () => {
      this.leaving = this.keep();
    });
    return link;
  }

  stop(text, ...more) {
    this.stopped = true;
    this.keep();
    this.say(text, "warn", ...more);
    return false;
  }

  // A button saves first; only what the server has is left behind, so that no error page of the browser eats a text.
  async submitted(event) {
    if (this.leaving || this.conflict || (!this.unsaved && !this.busy)) {
      if (this.conflict) this.keep();
      this.leaving = true;
      return;
    }
    event.preventDefault();
    const button = event.submitter;
    if (!(await this.save())) return;
    if (this.unsaved && !(await this.save())) return;
    this.leaving = true;
    this.form.requestSubmit(button);
  }

  unload(event) {
    if (this.leaving || (!this.unsaved && !this.fileWaits)) return;
    this.keep();
    event.preventDefault();
  }

  offerKept() {
    const kept = storage.get(this.key);
    if (!kept) return;
    const chosen = kept.resolved !== undefined && Number(this.revision.value) > Number(kept.resolved);
    if (chosen || !Array.isArray(kept.entries) || essence(kept.entries) === this.saved) return storage.drop(this.key);
    const box = document.querySelector("[data-kept]");
    if (!box) return;
    const when = box.querySelector("[data-kept-when]");
    when.dateTime = kept.at;
    when.textContent = new Date(kept.at).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });
    this.showTexts(box.querySelector("[data-kept-texts]"), kept.entries);
    box.querySelector("[data-kept-use]").addEventListener("click", () => this.putBack(kept));
    box.querySelector("[data-kept-drop]").addEventListener("click", () => {
      storage.drop(this.key);
      box.hidden = true;
      document.getElementById("main")?.focus();
    });
    box.hidden = false;
  }

  showTexts(list, kept) {
    for (const [name, value] of kept) {
      if (!value || name.endsWith("-here") || this.now(name).includes(value)) continue;
      const control = document.getElementById(`id_${name}`);
      const term = document.createElement("dt");
      const text = document.createElement("dd");
      term.textContent = (control?.labels?.[0] ?? control?.closest("fieldset")?.querySelector("legend"))?.textContent.trim() ?? "";
      text.textContent = value;
      list.append(...(term.textContent ? [term] : []), text);
    }
  }

  // What stands in the form under a name.
  now(name) {
    return entries(this.form).filter(([other]) => other === name).map(([, value]) => value);
  }

  // Sent as it was, over the revision it was based on: if somebody else has saved since, both texts are shown.
  putBack(kept) {
    const sent = document.createElement("form");
    sent.method = "post";
    sent.action = this.form.action;
    const fields = [...kept.entries, ["revision", kept.revision], ["go", "stay"], ["csrfmiddlewaretoken", this.form.elements.csrfmiddlewaretoken.value]];
    for (const [name, value] of fields) {
      // A box and not a hidden input, which would lose the line ends.
      const box = document.createElement("textarea");
      box.name = name;
      box.value = value;
      sent.append(box);
    }
    sent.hidden = true;
    document.body.append(sent);
    this.leaving = true;
    sent.submit();
  }
}

if (form) new Autosave(form);

// The page with both texts: what was kept for the section is settled once the choice is saved.
const choice = document.querySelector("form[data-resolves]");
choice?.addEventListener("submit", () => {
  const kept = storage.get(choice.dataset.resolves);
  if (kept) storage.set(choice.dataset.resolves, { ...kept, resolved: choice.elements.revision.value });
});
