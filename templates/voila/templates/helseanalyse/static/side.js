// The page around an app: how far the calculation has come, and whether its kernel still lives.
(() => {
  "use strict";
  const finn = (id) => document.getElementById(id);
  const UTDATA = 'script[type="application/vnd.voila.cell-output+json"]';
  const WIDGET = "application/vnd.jupyter.widget-view+json";
  const SPORR_HVERT = 5000;

  function fremdrift(tekst, andel) {
    if (finn("status-tekst").textContent !== tekst) finn("status-tekst").textContent = tekst;
    finn("status-bar").style.width = `${Math.round(100 * andel)}%`;
  }

  // Called by the page as the cells come in; the names are Voilà's.
  window.voila_heartbeat = () => undefined;
  window.voila_process = (nr, antall) =>
    fremdrift(`Beregner del ${Math.min(nr + 1, antall)} av ${antall} …`, (0.7 * nr) / antall);
  window.update_loading_text = window.voila_process;
  window.voila_finish = () => {
    fremdrift("Tegner figurene …", 0.8);
    const utdata = [...document.querySelectorAll(UTDATA)];
    vent(Date.now(), utdata.filter((ett) => ett.textContent.includes(WIDGET)).length);
    pass();
  };
  window.display_cells = () => undefined;

  /** Say that the page is ready when every widget is in place and every chart is drawn. */
  function vent(start, ventet) {
    const paaPlass = document.querySelectorAll(".ha-visning, .ha-kontroller").length >= ventet;
    const grafer = [...document.querySelectorAll(".ha-graf")];
    const tegnet = grafer.every((graf) => graf.querySelector("svg, .ha-graf-feil"));
    if (paaPlass && tegnet && !document.querySelector(UTDATA)) {
      fremdrift("Siden er klar.", 1);
      finn("status").classList.add("ferdig");
      return;
    }
    if (Date.now() - start > 30000) {
      fremdrift("Siden bruker lengre tid enn vanlig. Last den på nytt hvis ingenting skjer.", 0.9);
    }
    setTimeout(vent, 100, start, ventet);
  }

  // ---------------------------------------------------------------- the watch on the kernel

  let mislykte = 0;

  function kjerneAdresse() {
    const oppsett = JSON.parse(finn("jupyter-config-data").textContent);
    return `${oppsett.baseUrl}api/kernels/${oppsett.kernelId}`;
  }

  async function sporr() {
    try {
      const svar = await fetch(kjerneAdresse(), {
        cache: "no-store",
        signal: AbortSignal.timeout(4000),
      });
      if (svar.status === 404 || svar.status === 403) return "borte";
      return svar.ok ? "lever" : "stum";
    } catch {
      return "stum";
    }
  }

  async function pass() {
    const tilstand = await sporr();
    mislykte = tilstand === "stum" ? mislykte + 1 : 0;
    if (tilstand === "borte") {
      meld("Beregningene bak siden er stanset, så valgene virker ikke lenger.");
      return;
    }
    if (mislykte >= 2) meld("Tjeneren svarer ikke, så valgene virker ikke nå.");
    if (tilstand === "lever") finn("brudd")?.remove();
    setTimeout(pass, SPORR_HVERT);
  }

  function meld(tekst) {
    if (finn("brudd")) return;
    const boks = document.createElement("div");
    boks.id = "brudd";
    boks.className = "brudd";
    boks.setAttribute("role", "alert");
    const setning = document.createElement("p");
    setning.textContent = `${tekst} Last siden på nytt; valgene dine er tatt vare på.`;
    const knapp = document.createElement("button");
    knapp.type = "button";
    knapp.textContent = "Last siden på nytt";
    knapp.addEventListener("click", () => location.reload());
    boks.append(setning, knapp);
    document.body.prepend(boks);
  }

  // A page brought back by the browser's back button has lost its kernel.
  addEventListener("pageshow", (hendelse) => hendelse.persisted && location.reload());
})();
