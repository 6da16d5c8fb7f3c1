// What a reader can do with a page: share it, print it, start over, and take its figures along.
// The files are made by the server from the choices that the page has; none are kept there.
(() => {
  "use strict";
  const finn = (id) => document.getElementById(id);
  const side = () => globalThis.helseanalyse;
  const like = (a, b) => JSON.stringify(a) === JSON.stringify(b);
  const BORTE = "Tjeneren svarer ikke akkurat nå, så filen er ikke laget. Prøv igjen om litt.";
  const UVENTET = "Filen kunne ikke lages nå. Prøv igjen om litt, eller last siden på nytt.";
  const FIGUR = [
    ["png", "Bilde (PNG)"],
    ["svg", "Bilde (SVG)"],
    ["xlsx", "Tallene (Excel)"],
    ["csv", "Tallene (CSV)"],
  ];
  const TABELL = [
    ["xlsx", "Excel"],
    ["csv", "CSV"],
  ];

  function lag(navn, egenskaper = {}, ...barn) {
    const node = document.createElement(navn);
    for (const [nokkel, verdi] of Object.entries(egenskaper)) node.setAttribute(nokkel, verdi);
    node.append(...barn);
    return node;
  }

  // ---------------------------------------------------------------- what the reader is told

  /** Say it beside the buttons, and once to those who listen. */
  function si(tekst, { andel = null, avbryt = null, ekstra = null } = {}) {
    const linje = finn("verktoy-melding");
    linje.hidden = !tekst;
    linje.querySelector("input")?.remove();
    if (ekstra) linje.append(ekstra);
    finn("verktoy-tekst").textContent = tekst;
    finn("verktoy-status").textContent = tekst;
    const fremdrift = finn("verktoy-fremdrift");
    fremdrift.hidden = andel === null;
    if (andel === 0) fremdrift.removeAttribute("value");
    else fremdrift.value = andel ?? 0;
    const knapp = finn("verktoy-avbryt");
    knapp.hidden = !avbryt;
    knapp.onclick = avbryt;
  }

  // ---------------------------------------------------------------- files

  class Avslag extends Error {}

  async function spor(hva, innhold, signal) {
    const { rot, notatbok, valg } = side().tilstand();
    const { search } = new URL(side().adresse());
    let svar;
    try {
      svar = await fetch(`${rot}helseanalyse/${hva}/${encodeURIComponent(notatbok)}`, {
        method: "POST",
        credentials: "same-origin",
        redirect: "error",
        headers: { "Content-Type": "application/json", "X-XSRFToken": side().xsrf() },
        body: JSON.stringify({ valg, adresse: search, ...innhold }),
        signal,
      });
    } catch (feil) {
      throw feil.name === "AbortError" ? feil : new Avslag(BORTE);
    }
    if (svar.ok) return svar;
    throw new Avslag((await svar.json().catch(() => ({}))).setning ?? UVENTET);
  }

  function lagre(navn, blob) {
    const adresse = URL.createObjectURL(blob);
    const lenke = lag("a", { href: adresse, download: navn });
    lenke.click();
    setTimeout(() => URL.revokeObjectURL(adresse), 60000);
  }

  const filnavn = (svar) => /filename="([^"]+)"/.exec(svar.headers.get("Content-Disposition") ?? "")?.[1];
  const forklar = (feil) => (feil instanceof Avslag ? feil.message : UVENTET);

  /** A file that is there in a moment; what goes wrong is said where the reader asked. */
  async function last(innhold, meld) {
    const treg = setTimeout(() => meld("Lager filen …"), 400);
    try {
      const svar = await spor("fil", innhold);
      const navn = filnavn(svar) ?? "tall";
      lagre(navn, await svar.blob());
      meld(`Lastet ned: ${navn}`);
    } catch (feil) {
      meld(forklar(feil));
    } finally {
      clearTimeout(treg);
    }
  }

  // ---------------------------------------------------------------- the report

  let rapport = null;

  async function* linjer(svar) {
    const leser = svar.body.pipeThrough(new TextDecoderStream()).getReader();
    let rest = "";
    for (;;) {
      const { value, done } = await leser.read();
      rest += value ?? "";
      const hele = rest.split("\n");
      rest = hele.pop();
      for (const linje of hele) if (linje) yield JSON.parse(linje);
      if (done) return;
    }
  }

  async function lagRapport(slag) {
    if (rapport) return;
    rapport = new AbortController();
    merk(true);
    const avbryt = () => rapport?.abort();
    si("Starter …", { andel: 0, avbryt });
    try {
      await foelg(await spor("rapport", { slag }, rapport.signal), avbryt);
    } catch (feil) {
      if (feil.name === "AbortError") si("Rapporten er avbrutt, og ingen fil er laget.");
      else si(forklar(feil));
    } finally {
      rapport = null;
      merk(false);
    }
  }

  async function foelg(svar, avbryt) {
    let ferdig = null;
    for await (const linje of linjer(svar)) {
      if (linje.feil) throw new Avslag(linje.feil);
      if (linje.fil) ferdig = linje;
      else si(linje.tekst, { andel: (linje.steg - 0.5) / linje.av || 0, avbryt });
    }
    if (!ferdig) throw new Avslag(BORTE);
    const innhold = Uint8Array.from(atob(ferdig.fil), (tegn) => tegn.charCodeAt(0));
    lagre(ferdig.navn, new Blob([innhold], { type: ferdig.mime }));
    si(`Lastet ned: ${ferdig.navn}`);
  }

  function merk(opptatt) {
    for (const knapp of document.querySelectorAll('[data-verktoy="pdf"], [data-verktoy="word"]')) {
      knapp.setAttribute("aria-disabled", String(opptatt));
    }
  }

  // ---------------------------------------------------------------- the link

  /** Choices that differ from the default ones, and that the link does not carry. */
  function utenfor(lenke) {
    const { valg, standard } = side().tilstand();
    const har = new URL(lenke).searchParams;
    return Object.keys(valg).filter((navn) => !like(valg[navn], standard[navn]) && !har.has(navn));
  }

  async function kopierLenke() {
    const lenke = hel(side().adresse());
    const mangler = utenfor(lenke).length
      ? " Det du har skrevet eller lest inn selv, er ikke med i lenken: det blir bare på denne siden."
      : " Den har med alle valgene på siden.";
    try {
      await navigator.clipboard.writeText(lenke);
      si(`Lenken er kopiert.${mangler}`);
    } catch {
      // Without a safe connection the browser lets no page copy: show it, ready to be copied.
      const felt = lag("input", { type: "text", readonly: "", "aria-label": "Lenken til siden" });
      felt.value = lenke;
      si(`Kopier lenken her.${mangler}`, { ekstra: felt });
      felt.focus();
      felt.select();
    }
  }

  /** The link names each choice that it can, also those that are the default ones today. */
  const hel = (adresse) => adresse.split("#")[0];

  // ---------------------------------------------------------------- print and start over

  let apnet = [];

  addEventListener("beforeprint", () => {
    apnet = [...document.querySelectorAll('.ha-detaljer > [data-del="kilder"]:not([open])')];
    apnet.forEach((ett) => (ett.open = true));
  });
  addEventListener("afterprint", () => {
    apnet.forEach((ett) => (ett.open = false));
    apnet = [];
  });

  async function nullstill() {
    const { valg, standard } = side().tilstand();
    if (like(valg, standard)) return si("Siden står alt på standardvalgene.");
    // The address without choices is the default page; what was here is one step back.
    location.assign(location.pathname);
  }

  const GJOR = {
    lenke: kopierLenke,
    pdf: () => lagRapport("pdf"),
    word: () => lagRapport("docx"),
    excel: () => last({ slag: "xlsx" }, (tekst) => si(tekst)),
    skriv: () => print(),
    nullstill,
  };

  // ---------------------------------------------------------------- under each figure and table

  const apne = new Set();

  function meny(del) {
    const nokkel = del.dataset.nokkel;
    const figur = nokkel.startsWith("figur:");
    const tittel = del.querySelector(figur ? "figcaption strong" : "caption")?.textContent ?? "";
    // The buttons are in the page's language, also under a part that is not.
    const del_ = del.lang ? { lang: del.lang } : {};
    const skjult = () => lag("span", { class: "ha-skjult", ...del_ }, ` – ${tittel}`);
    const status = lag("span", { role: "status" });
    const knapper = (figur ? FIGUR : TABELL).map(([slag, navn]) => {
      const knapp = lag("button", { type: "button" }, navn, skjult());
      knapp.addEventListener("click", () => {
        const alle = [...document.querySelectorAll("[data-nokkel]")];
        const nr = alle.filter((ett) => ett.dataset.nokkel === nokkel).indexOf(del);
        last({ slag, nokkel, nr }, (tekst) => (status.textContent = tekst));
      });
      return knapp;
    });
    const node = lag(
      "details",
      { class: "ha-filer", "data-del": "filer", ...(del.lang ? { lang: "nb" } : {}) },
      lag("summary", {}, "Last ned", skjult()),
      lag("div", {}, ...knapper, status),
    );
    node.open = apne.has(nokkel);
    node.addEventListener("toggle", () => (node.open ? apne.add(nokkel) : node.isConnected && apne.delete(nokkel)));
    return node;
  }

  function sett() {
    for (const del of document.querySelectorAll('[data-nokkel^="figur:"], [data-nokkel^="tabell:"]')) {
      const bunn = del.querySelector(":scope .ha-detaljer");
      if (bunn && !bunn.querySelector(":scope > .ha-filer")) bunn.append(meny(del));
    }
  }

  function start() {
    if (!finn("verktoy") || !side()) return;
    finn("verktoy").addEventListener("click", ({ target }) => {
      GJOR[target.closest("[data-verktoy]")?.dataset.verktoy]?.();
    });
    sett();
    // Parts that are swapped in by an answer get theirs before the next paint.
    new MutationObserver(sett).observe(finn("innhold"), { childList: true, subtree: true });
  }

  if (document.readyState === "complete") start();
  else document.addEventListener("helseanalyse:klar", start, { once: true });
})();
