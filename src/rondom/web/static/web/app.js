/* Small comforts on top of pages that work without any script:
   drafts that save themselves, no double sending, leaving quickly, quiet live parts. */
(function () {
  "use strict";

  const words = document.getElementById("announce");
  const say = (key) => (words ? words.dataset[key] : "");
  const announce = (text) => { if (words) words.textContent = text; };
  const token = () => document.querySelector("[name=csrfmiddlewaretoken]")?.value || "";

  /* ---- Drafts: <form data-draft="key"> with somewhere inside <p data-draft-status> ---- */

  const WAIT = 1500;      // after the last key; with the cap below always within 3 seconds
  const LONGEST = 3000;   // also while somebody keeps typing
  const RETRY = 5000;
  const LONG = 15000;     // after this a connection counts as lost

  function draftBody(form) {
    const body = new FormData();
    for (const [name, value] of new FormData(form)) {
      // A file cannot come back in a draft, and the token is sent in a header.
      if (typeof value === "string" && name !== "csrfmiddlewaretoken") body.append(name, value);
    }
    // Which version this tab has seen: a second tab must not silently win.
    if (form.dataset.draftSeen) body.set("draft_version", form.dataset.draftSeen);
    return body;
  }

  function watchDraft(form) {
    const status = form.querySelector("[data-draft-status]") || words;
    status?.setAttribute("aria-live", "polite");
    const address = `/drafts/${encodeURIComponent(form.dataset.draft)}/`;
    let timer = 0, firstChange = 0, busy = null, again = false, stopped = false;
    let typed = 0, kept = 0, waiting = false, mayGo = false;

    function later(delay) {
      clearTimeout(timer);
      timer = setTimeout(save, delay);
    }

    function changed() {
      typed += 1;
      if (stopped) return;
      firstChange = firstChange || Date.now();
      later(Math.max(0, Math.min(WAIT, firstChange + LONGEST - Date.now())));
    }

    function save() {
      if (stopped) return busy;
      if (busy) { again = true; return busy; }
      firstChange = 0;
      busy = ask().finally(() => {
        busy = null;
        if (again) { again = false; later(0); }
      });
      return busy;
    }

    // Answers whether the server was reached at all.
    async function ask() {
      const now = typed;
      try {
        const answer = await fetch(address, {
          method: "POST", body: draftBody(form), credentials: "same-origin", redirect: "manual",
          headers: { "X-CSRFToken": token(), "X-Requested-With": "fetch" }, signal: AbortSignal.timeout?.(LONG),
        });
        // A redirect to the sign-in page means the same as a plain 401.
        if (answer.status === 401 || answer.type === "opaqueredirect") showSignIn();
        else if (answer.ok) { await remember(answer); kept = now; showSaved(); }
        else if (answer.status === 409) { kept = now; showBoth((await answer.json()).choose); }
        else showRetry();
        return true;
      } catch {
        showRetry();
        return false;
      }
    }

    // Sending without a connection would leave an error page where the words were: save first, then send.
    async function sendAfterSaving(submitter) {
      if (waiting) return;
      waiting = true;
      clearTimeout(timer);
      let reached = busy ? await busy : true;
      if (reached && typed !== kept) reached = await save();
      waiting = false;
      if (reached) { mayGo = true; form.requestSubmit(submitter); }
      else if (status) status.textContent = say("offline");
    }

    async function remember(answer) {
      const { version } = await answer.json();
      form.dataset.draftSeen = String(version);
      const field = form.elements.namedItem("draft_version");
      if (field) field.value = String(version);
    }

    // Another tab saved since: both texts are on the server, and the writer chooses.
    function showBoth(address) {
      if (!status) return;
      const link = document.createElement("a");
      link.href = address;
      link.className = "nl-link";
      link.textContent = say("bothLink");
      status.replaceChildren(`${say("both")} `, link);
    }

    function showSaved() {
      const time = new Date().toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
      if (status) status.textContent = `${say("saved")} ${time}`;
    }

    function showRetry() {
      if (status) status.textContent = say("retry");
      later(RETRY);
    }

    function showSignIn() {
      if (status) {
        const link = document.createElement("a");
        link.href = words.dataset.signinUrl;
        link.target = "_blank";
        link.rel = "noopener";
        link.className = "nl-link";
        link.textContent = say("signinLink");
        status.replaceChildren(`${say("signin")} `, link);
      }
      later(RETRY * 3);
    }

    form.addEventListener("input", changed);
    form.addEventListener("change", changed);
    form.addEventListener("submit", (event) => {
      if (mayGo || !form.requestSubmit || (!busy && typed === kept)) {
        // Going on with the real thing: a late draft must not arrive after it.
        stopped = true;
        clearTimeout(timer);
        return;
      }
      event.preventDefault();
      sendAfterSaving(event.submitter);
    });
    // Putting the phone away is the moment at which words get lost.
    document.addEventListener("visibilitychange", () => {
      if (document.visibilityState === "hidden" && firstChange) { clearTimeout(timer); save(); }
    });
    window.addEventListener("pageshow", (event) => { if (event.persisted) stopped = mayGo = false; });
  }

  /* ---- Sending a form once ---- */

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method !== "post" || form.hasAttribute("data-repeatable")) return;
    if (form.dataset.sent) { event.preventDefault(); return; }
    form.dataset.sent = "1";
    // aria-disabled and not disabled: a disabled button would not send its own value.
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
  });
  window.addEventListener("pageshow", () => {
    for (const form of document.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      form.querySelectorAll("[aria-disabled]").forEach((button) => button.removeAttribute("aria-disabled"));
    }
  });

  /* ---- Leaving quickly: the button, or Escape twice within two seconds ---- */

  const exit = document.querySelector("[data-quick-exit]");

  function leave(address) {
    document.documentElement.hidden = true;
    document.title = "";
    // Sign out as well: whoever presses Back afterwards must not find the pages before this one.
    if (exit.dataset.signOut && token()) {
      navigator.sendBeacon(exit.dataset.signOut, new URLSearchParams({ csrfmiddlewaretoken: token() }));
    }
    window.location.replace(address);
  }

  if (exit) {
    let lastEscape = 0;
    exit.addEventListener("click", (event) => { event.preventDefault(); leave(exit.href); });
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      const now = Date.now();
      if (now - lastEscape < 2000) leave(exit.href);
      else { lastEscape = now; announce(say("leave")); }
    });
  }

  /* ---- Live parts (htmx): remember the ETag, send the token, say what changed ---- */

  const tags = new Map();
  const isLive = (element) => (element.getAttribute("hx-trigger") || "").startsWith("every");
  document.addEventListener("htmx:configRequest", (event) => {
    const { verb, path, headers } = event.detail;
    if (verb !== "get") headers["X-CSRFToken"] = token();
    else if (tags.has(path)) headers["If-None-Match"] = tags.get(path);
    // Asking by itself is not being there: the server does not count it as activity.
    if (isLive(event.detail.elt)) headers["X-Rondom-Poll"] = "1";
  });
  document.addEventListener("htmx:afterRequest", (event) => {
    const { xhr, requestConfig } = event.detail;
    const tag = xhr && xhr.getResponseHeader("ETag");
    if (tag && requestConfig.verb === "get") tags.set(requestConfig.path, tag);
  });
  document.addEventListener("htmx:beforeRequest", (event) => {
    // A live part in a tab nobody looks at does not ask; it starts again by itself.
    if (document.hidden && isLive(event.detail.elt)) event.preventDefault();
  });
  // What somebody folded open stays open when the part around it is drawn anew.
  let unfolded = [];
  document.addEventListener("htmx:beforeSwap", () => {
    unfolded = [...document.querySelectorAll("details[id][open]")].map((one) => one.id);
  });
  document.addEventListener("htmx:afterSettle", () => {
    unfolded.forEach((id) => { const one = document.getElementById(id); if (one) one.open = true; });
  });
  document.addEventListener("htmx:afterSwap", (event) => {
    const said = event.detail.target.querySelector?.("[data-announce]") || event.detail.target.closest?.("[data-announce]");
    if (said) announce(said.dataset.announce);
    start(event.detail.target);
  });

  /* ---- Start ---- */

  function start(root) {
    root.querySelectorAll("form[data-draft]").forEach((form) => {
      if (form.dataset.draftWatched) return;
      form.dataset.draftWatched = "1";
      watchDraft(form);
    });
    root.querySelector("[data-focus-first]")?.focus();
  }
  start(document);
})();
