// Labelled native form controls, kept in step with the values in Python.

const KONTROLL = new Set(["input", "select", "summary", "textarea", "button"]);

function lag(navn, egenskaper = {}, ...barn) {
  const node = document.createElement(navn);
  // JupyterLab's shortcuts would otherwise take the arrow keys from sliders and menus.
  if (KONTROLL.has(navn)) node.dataset.lmSuppressShortcuts = "true";
  for (const [nokkel, verdi] of Object.entries(egenskaper)) {
    if (verdi === null || verdi === undefined || verdi === false) continue;
    node.setAttribute(nokkel, verdi === true ? "" : String(verdi));
  }
  node.append(...barn.filter((ett) => ett !== null && ett !== undefined));
  return node;
}

let teller = 0;
const nyId = (navn) => `ha-felt-${navn}-${(teller += 1)}`;
const FA = 12; // up to this many options are shown without a filter
const MANGE = 50; // a longer list is filled when the page has been painted

/** A slider's number; by hand, for Intl would delay the first paint by more than the controls do. */
function tekstTall(verdi, felt) {
  const [hele, rest] = Math.abs(verdi).toFixed(felt.desimaler ?? 0).split(".");
  const delt = (felt.gruppering ?? true) ? hele.replace(/\B(?=(\d{3})+$)/g, "\u202f") : hele;
  const enhet = felt.enhet ? `\u00a0${felt.enhet}` : "";
  return (verdi < 0 ? "\u2212" : "") + delt + (rest ? `,${rest}` : "") + enhet;
}

const hjelp = (felt, id) => (felt.hjelp ? lag("p", { class: "ha-hjelp", id }, felt.hjelp) : null);

// Each maker returns {node, sett}: the control, and how to show a value that came from Python.

/** Charts that carry a parameter of the control's name follow it at once, before Python answers. */
function signal(navn, verdi) {
  document.dispatchEvent(new CustomEvent("helseanalyse:signal", { detail: { navn, verdi } }));
}

function valg(felt, send) {
  const id = nyId(felt.navn);
  const alle = felt.alternativer.map(([verdi, tekst]) => ({ verdi, tekst }));
  const velger = lag("select", {
    id,
    name: felt.navn,
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  let vist = alle;
  const vis = (noen, valgt) => {
    if (vist !== noen || !velger.length) {
      velger.replaceChildren(...noen.map(({ verdi, tekst }) => new Option(tekst, verdi)));
    }
    vist = noen;
    velger.selectedIndex = noen.indexOf(valgt);
  };
  const valgt = () => vist[velger.selectedIndex];
  velger.addEventListener("change", () => send(valgt().verdi));
  let malt = alle.length <= MANGE;
  const sett = (verdi) => {
    const ett = alle.find((alternativ) => alternativ.verdi === verdi);
    vis(malt || !ett ? alle : [ett], ett);
  };
  if (!malt) {
    requestAnimationFrame(() =>
      setTimeout(() => {
        malt = true;
        vis(alle, valgt());
      }),
    );
  }
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, velger, hjelp(felt, `${id}-h`)), sett };
}

function glider(felt, send) {
  const id = nyId(felt.navn);
  const skyver = lag("input", {
    id,
    name: felt.navn,
    type: "range",
    min: felt.min,
    max: felt.maks ?? felt.max,
    step: felt.steg ?? 1,
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  const ut = lag("output", { for: id, class: "ha-verdi" });
  const vis = (verdi) => {
    ut.value = tekstTall(verdi, felt);
    skyver.setAttribute("aria-valuetext", ut.value);
  };
  skyver.addEventListener("input", () => {
    vis(skyver.valueAsNumber);
    send(skyver.valueAsNumber);
  });
  const sett = (verdi) => {
    // A range input always stands somewhere: without a value the text says that none is chosen.
    const plass = verdi ?? felt.standard ?? skyver.min;
    if (skyver.valueAsNumber !== Number(plass)) {
      skyver.value = plass;
      if (skyver.isConnected) signal(felt.navn, verdi); // refused, reset, or another address
    }
    if (verdi !== null) vis(skyver.valueAsNumber);
    else skyver.setAttribute("aria-valuetext", (ut.value = felt.tomtekst ?? "ikke valgt"));
  };
  const topp = lag("div", { class: "ha-felt-topp" }, lag("label", { for: id }, felt.etikett), ut);
  return { node: lag("div", { class: "ha-felt" }, topp, skyver, hjelp(felt, `${id}-h`)), sett };
}

function tall(felt, send) {
  const id = nyId(felt.navn);
  const feil = lag("p", { class: "ha-feltfeil", id: `${id}-f`, "aria-live": "polite" });
  const boks = lag("input", {
    id,
    name: felt.navn,
    type: "text",
    inputmode: "decimal",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h ${id}-f` : `${id}-f`,
  });
  const maks = felt.maks ?? felt.max;
  boks.addEventListener("change", () => {
    const rens = boks.value.replace(/[\s\u00a0\u202f]/g, "").replace(",", ".").replace("−", "-");
    const tom = rens === "" && felt.valgfri;
    const verdi = tom ? null : /^-?\d+(\.\d+)?$/.test(rens) ? Number(rens) : NaN;
    const utenfor = verdi < (felt.min ?? -Infinity) || verdi > (maks ?? Infinity);
    const galt = !tom && (Number.isNaN(verdi) || utenfor);
    if (galt) boks.setAttribute("aria-invalid", "true");
    else boks.removeAttribute("aria-invalid");
    feil.textContent = !galt ? "" : grenser(felt, maks);
    if (!galt) send(verdi);
  });
  const sett = (verdi) => {
    if (document.activeElement === boks && boks.hasAttribute("aria-invalid")) return;
    boks.removeAttribute("aria-invalid");
    feil.textContent = "";
    boks.value = verdi === null ? "" : tekstTall(verdi, { ...felt, enhet: "" });
  };
  const merke = lag("label", { for: id }, felt.enhet ? `${felt.etikett} (${felt.enhet})` : felt.etikett);
  const node = lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`), feil);
  return { node, sett };
}

/** A text that Python refuses stays for the reader to mend, marked, until it holds another. */
function tekstboks(boks, send, model) {
  let sendt = false;
  let avvist; // what Python holds in place of a text that it refused
  const lever = () => {
    sendt = true;
    avvist = undefined;
    send(boks.value);
  };
  const sett = (ny) => {
    const verdi = ny ?? "";
    if (boks.value !== verdi) {
      if (sendt && model.get("feil")) avvist = verdi;
      sendt = false;
    }
    if (avvist === verdi && boks.value !== verdi) return boks.setAttribute("aria-invalid", "true");
    avvist = undefined;
    boks.removeAttribute("aria-invalid");
    if (document.activeElement !== boks) boks.value = verdi;
  };
  return { lever, sett };
}

function tekst(felt, send, model) {
  const id = nyId(felt.navn);
  const boks = lag("input", {
    id,
    name: felt.navn,
    type: "text",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  const { lever, sett } = tekstboks(boks, send, model);
  boks.addEventListener("change", lever);
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`)), sett };
}

/** Text on several lines, such as a pasted table: sent when the reader leaves the field. */
function langtekst(felt, send, model) {
  const id = nyId(felt.navn);
  const boks = lag("textarea", {
    id,
    name: felt.navn,
    rows: felt.linjer ?? 5,
    wrap: "off",
    spellcheck: "false",
    autocomplete: "off",
    "aria-describedby": felt.hjelp ? `${id}-h` : null,
  });
  const { lever, sett } = tekstboks(boks, send, model);
  boks.addEventListener("change", lever);
  // What is pasted is read at once: nobody looks for a button.
  boks.addEventListener("paste", () => setTimeout(lever));
  const merke = lag("label", { for: id }, felt.etikett);
  return { node: lag("div", { class: "ha-felt" }, merke, boks, hjelp(felt, `${id}-h`)), sett };
}

function grenser(felt, maks) {
  const vis = (verdi) => tekstTall(verdi, { ...felt, enhet: "" });
  if (felt.min !== undefined && maks !== undefined) {
    return `Skriv et tall fra ${vis(felt.min)} til ${vis(maks)}.`;
  }
  return "Skriv et tall, for eksempel 12,5.";
}

function flervalg(felt, send) {
  const id = nyId(felt.navn);
  const antall = lag("span", { class: "ha-antall" });
  const liste = lag("div", { class: "ha-valgliste" });
  const rader = felt.alternativer.map(([verdi, tekst]) => {
    const boks = lag("input", { type: "checkbox", name: felt.navn, value: verdi });
    return { verdi, tekst, boks, node: lag("label", { class: "ha-kryss" }, boks, tekst) };
  });
  const valgte = () => rader.filter((rad) => rad.boks.checked).map((rad) => rad.verdi);

  function merk() {
    const n = valgte().length;
    antall.textContent = felt.maks ? ` (${n} valgt, høyst ${felt.maks})` : ` (${n} valgt)`;
    rader.forEach((rad) => {
      rad.boks.disabled = Boolean(felt.maks) && n >= felt.maks && !rad.boks.checked;
    });
  }

  /** Put the chosen ones first; never while the reader stands in the list. */
  function ordne() {
    if (liste.contains(document.activeElement)) return;
    const forst = rader.filter((rad) => rad.boks.checked);
    const rest = rader.filter((rad) => !rad.boks.checked);
    liste.replaceChildren(...[...forst, ...rest].map((rad) => rad.node));
    liste.scrollTop = 0;
  }

  liste.addEventListener("change", () => {
    merk();
    send(valgte());
  });
  const sett = (verdi) => {
    const for_ = valgte();
    rader.forEach((rad) => (rad.boks.checked = verdi.includes(rad.verdi)));
    merk();
    if (!liste.firstChild || JSON.stringify(for_) !== JSON.stringify(valgte())) ordne();
  };
  const node = lag(
    "fieldset",
    { class: "ha-felt ha-flervalg", "aria-describedby": felt.hjelp ? `${id}-h` : null },
    lag("legend", {}, felt.etikett, antall),
    rader.length > FA ? filter(felt, rader, ordne) : null,
    rader.length > FA ? hoppOver(liste) : null,
    liste,
    hjelp(felt, `${id}-h`),
  );
  return { node, sett };
}

/** With the keyboard a long list is many steps: a button, seen when it is reached, passes it. */
function hoppOver(liste) {
  const knapp = lag("button", { type: "button", class: "ha-knapp ha-hopp-over" }, "Hopp over listen");
  knapp.addEventListener("click", () => {
    const alle = document.querySelectorAll("input, select, textarea, summary, button, [tabindex='0']");
    const etter = (ett) => liste.compareDocumentPosition(ett) === Node.DOCUMENT_POSITION_FOLLOWING;
    [...alle].find((ett) => etter(ett) && ett.checkVisibility())?.focus();
  });
  return knapp;
}

function filter(felt, rader, ordne) {
  const boks = lag("input", {
    type: "search",
    placeholder: "Søk",
    "aria-label": `Søk i: ${felt.etikett}`,
    autocomplete: "off",
  });
  boks.addEventListener("focus", ordne);
  boks.addEventListener("input", () => {
    const sok = boks.value.trim().toLocaleLowerCase("nb");
    rader.forEach((rad) => {
      rad.node.hidden = !rad.boks.checked && !rad.tekst.toLocaleLowerCase("nb").includes(sok);
    });
  });
  return boks;
}

// ------------------------------------------------------------------ editable rows

const VIS = 40; // rows drawn before the reader asks for more
const MAKS_FIL = 3_500_000;
const I_RADEN = ["nr", "tiltak", "med"]; // the rest is behind «Flere felt», but for the years

const utenTomme = (rader) =>
  rader
    .map((rad) => Object.fromEntries(Object.entries(rad).filter(([, tekst]) => tekst.trim())))
    .filter((rad) => Object.keys(rad).length);

function lesRader(tekst) {
  try {
    return JSON.parse(tekst || "[]");
  } catch {
    return [];
  }
}

const ordnet = (rader) =>
  JSON.stringify(utenTomme(rader).map((rad) => Object.entries(rad).map(([k, v]) => [k, v.trim()]).sort()));

/** Hand a file that Python made to the reader. */
function tilbyFil(melding, buffere) {
  if (melding?.type !== "fil") return;
  const adresse = URL.createObjectURL(new Blob([buffere[0]]));
  lag("a", { href: adresse, download: melding.navn }).click();
  setTimeout(() => URL.revokeObjectURL(adresse), 1000);
}

/** Rows of text to edit. What is typed stays on the screen also when it is refused. */
function tabell(felt, send, model, gammel) {
  const id = nyId(felt.navn);
  let avvist = gammel?.avvist() ?? false; // Python has refused what stands here
  let rader = avvist ? gammel.rader() : [];
  let sendt = null;
  let laster = false; // a file is on its way to be read
  const kjente = new Set(avvist ? gammel.kjente : []); // values sent, or shown, before
  let vist = VIS;
  const nyeAar = gammel?.nyeAar ?? [];
  const apne = new Set();
  const hode = lag("tr");
  const kropp = lag("tbody");
  const antall = lag("span", { class: "ha-antall" });
  const melding = lag("p", { class: "ha-feltfeil", "aria-live": "polite" });
  const flere = lag("button", { type: "button", class: "ha-knapp" }, "Vis flere rader");

  const kolonner = () => {
    const har = felt.kolonner.map((k) => k.navn);
    const nye = nyeAar.filter((aar) => !har.includes(aar));
    const etter = felt.kolonner.findLastIndex((k) => /^\d+$/.test(k.navn)) + 1;
    const egne = nye.map((aar) => ({ navn: aar, etikett: aar, slag: "tall" }));
    return [...felt.kolonner.slice(0, etter), ...egne, ...felt.kolonner.slice(etter)];
  };
  const iRaden = (k) => I_RADEN.includes(k.navn) || /^\d+$/.test(k.navn);

  /** The rows as Python writes them, so that what it took into use comes back the same. */
  function somTekst() {
    const orden = kolonner().map((k) => k.navn);
    const plass = ([navn]) => (/^\d+$/.test(navn) ? 1000 + Number(navn) : orden.indexOf(navn));
    const rene = utenTomme(rader).map((rad) =>
      Object.entries(rad)
        .map(([navn, tekst]) => [navn, tekst.trim()])
        .sort((a, b) => plass(a) - plass(b))
        .map((par) => par.map((ett) => JSON.stringify(ett)).join(":")),
    );
    // Written by hand: an object would put its years first.
    return rene.length ? `[${rene.map((par) => `{${par.join(",")}}`).join(",")}]` : "";
  }

  function endret() {
    avvist = false;
    sendt = somTekst();
    kjente.add(sendt);
    merk();
    send(sendt);
  }

  function merk() {
    antall.textContent = ` (${utenTomme(rader).length})`;
    melding.textContent = avvist
      ? "Det som står her, er ikke tatt i bruk. Rett det, eller last ned filen for å ta vare på det."
      : "";
  }

  function celle(rad, k, nr) {
    const merke = `${k.etikett}, rad ${nr + 1}`;
    const felles = { name: `${felt.navn}-${nr}-${k.navn}`, "aria-label": merke };
    if (k.slag === "valg") {
      const velger = lag(
        "select",
        felles,
        ...k.alternativer.map(([verdi, tekst]) => new Option(tekst, verdi)),
      );
      velger.value = rad[k.navn] ?? "";
      velger.addEventListener("change", () => {
        rad[k.navn] = velger.value;
        endret();
      });
      return velger;
    }
    const talt = k.slag === "tall" ? { inputmode: "decimal", class: "ha-talt" } : {};
    const boks = lag("input", { ...felles, ...talt, type: "text", autocomplete: "off" });
    boks.value = rad[k.navn] ?? "";
    boks.addEventListener("change", () => {
      rad[k.navn] = boks.value;
      endret();
    });
    return boks;
  }

  function mer(rad, nr, bredde) {
    const felter = kolonner()
      .filter((k) => !iRaden(k))
      .map((k) => lag("label", { class: "ha-merfelt" }, lag("span", {}, k.etikett), celle(rad, k, nr)));
    return lag("tr", { class: "ha-mer" }, lag("td", { colspan: bredde }, lag("div", {}, ...felter)));
  }

  function linje(rad, nr) {
    const synlige = kolonner().filter(iRaden);
    const apen = apne.has(rad);
    const hva = `rad ${nr + 1}`;
    const vis = lag(
      "button",
      { type: "button", class: "ha-knapp", "aria-expanded": String(apen), "aria-label": `Flere felt, ${hva}` },
      apen ? "Færre felt" : "Flere felt",
    );
    vis.addEventListener("click", () => {
      if (!apne.delete(rad)) apne.add(rad);
      tegn(`Flere felt, ${hva}`);
    });
    const fjern = lag(
      "button",
      { type: "button", class: "ha-knapp", "aria-label": `Fjern ${hva}` },
      "Fjern",
    );
    fjern.addEventListener("click", () => {
      rader.splice(rader.indexOf(rad), 1);
      tegn();
      leggTil.focus();
      endret();
    });
    const celler = synlige.map((k) =>
      lag("td", { "data-merke": k.etikett, class: `ha-k-${/^\d+$/.test(k.navn) ? "aar" : k.navn}` }, celle(rad, k, nr)),
    );
    const rot = lag("tr", {}, ...celler, lag("td", { class: "ha-k-knapper" }, vis, fjern));
    return apen ? [rot, mer(rad, nr, synlige.length + 1)] : [rot];
  }

  function tegn(fokus) {
    const sto = kropp.contains(document.activeElement) ? document.activeElement : null;
    const var_ = sto?.getAttribute("aria-label");
    const synlige = kolonner().filter(iRaden);
    hode.replaceChildren(
      ...synlige.map((k) => lag("th", { scope: "col", class: k.slag === "tall" && "ha-talt" }, k.etikett)),
      lag("th", { scope: "col" }, lag("span", { class: "ha-skjult" }, "Handling")),
    );
    kropp.replaceChildren(...rader.slice(0, vist).flatMap(linje));
    flere.hidden = rader.length <= vist;
    merk();
    const mot = fokus ?? var_;
    if (!mot) return;
    const ett = [...kropp.querySelectorAll("[aria-label]")].find((b) => b.getAttribute("aria-label") === mot);
    ett?.focus();
  }

  function knapp(tekst, gjor) {
    const ett = lag("button", { type: "button", class: "ha-knapp" }, tekst);
    ett.addEventListener("click", gjor);
    return ett;
  }

  function nyttAar() {
    const aar = kolonner().map((k) => k.navn).filter((navn) => /^\d+$/.test(navn)).map(Number);
    nyeAar.push(String((aar.length ? Math.max(...aar) : new Date().getFullYear()) + 1));
  }

  /** Which column each pasted cell belongs to: by its heading, else from where the reader stands. */
  function limteKolonner(linjer, fra) {
    const alle = kolonner();
    const hode = linjer[0].map((tekst) => {
      const ord = tekst.trim().toLocaleLowerCase("nb");
      if (/^20\d\d$/.test(ord) && !alle.some((k) => k.navn === ord)) return { navn: ord, slag: "tall" };
      return alle.find((k) => k.navn === ord || k.etikett.toLocaleLowerCase("nb") === ord);
    });
    if (linjer.length > 1 && hode.every(Boolean)) return { til: hode, rest: linjer.slice(1) };
    const rekke = () => kolonner().filter((k) => iRaden(k) && k.slag !== "valg");
    const forst = rekke().findIndex((k) => k.navn === fra);
    if (forst < 0) return null;
    const bredde = Math.max(...linjer.map((linje) => linje.length));
    while (rekke().length < forst + bredde) nyttAar();
    return { til: rekke().slice(forst), rest: linjer };
  }

  // Cells of a sheet fill the table from where they are pasted; a single cell is plain text.
  kropp.addEventListener("paste", (hendelse) => {
    const tekst = (hendelse.clipboardData?.getData("text/plain") ?? "").replace(/\r?\n$/, "");
    const linjer = tekst.split(/\r?\n/).map((linje) => linje.split("\t"));
    const treff = /^-(\d+)-(.+)$/.exec((hendelse.target.name ?? "").slice(felt.navn.length));
    if ((linjer.length < 2 && linjer[0].length < 2) || !treff) return;
    const limt = limteKolonner(linjer, treff[2]);
    if (!limt) return;
    hendelse.preventDefault();
    limt.rest.forEach((linje, i) => {
      const rad = (rader[Number(treff[1]) + i] ??= {});
      linje.forEach((celletekst, j) => {
        const k = limt.til[j];
        if (!k) return;
        const valgt = k.alternativer?.find(([, navn]) => navn === celletekst.trim().toLowerCase());
        rad[k.navn] = valgt ? valgt[0] : celletekst.trim();
        if (/^\d+$/.test(k.navn) && !kolonner().some((ett) => ett.navn === k.navn)) nyeAar.push(k.navn);
      });
    });
    nyeAar.sort();
    tegn();
    endret();
  });

  // Neither what is refused nor a long list is in the address: say so before it is lost.
  globalThis.addEventListener("beforeunload", (hendelse) => {
    if (!globalThis.helseanalyseApp || !node.isConnected) return;
    if (avvist || (sendt && sendt.length > MAKS_I_ADRESSEN)) hendelse.preventDefault();
  });

  const leggTil = knapp(`Legg til ${felt.radnavn ?? "rad"}`, () => {
    if (rader.length >= (felt.maks ?? Infinity)) return;
    rader.push({});
    vist = Math.max(vist, rader.length);
    tegn();
    kropp.querySelector(`[name="${felt.navn}-${rader.length - 1}-tiltak"]`)?.focus();
  });
  const leggTilAar = knapp("Legg til år", () => {
    nyttAar();
    tegn();
  });
  const hent = (endelse) =>
    model.send({ type: "fil", endelse, rader: JSON.stringify(utenTomme(rader)) });
  // The browser writes on its own button in its own language: the label is the button that is seen.
  const fil = lag("input", {
    type: "file",
    accept: ".xlsx,.xls,.ods,.csv",
    id: `${id}-fil`,
    class: "ha-skjult",
  });
  fil.addEventListener("change", () => {
    const valgt = fil.files[0];
    if (!valgt) return;
    if (valgt.size > MAKS_FIL) {
      melding.textContent = "Filen er for stor. Den kan være på høyst 3,5 MB.";
      return;
    }
    const leser = new FileReader();
    leser.addEventListener("load", () => {
      laster = true;
      send(`data:${valgt.name.replace(/[;,]/g, "_")};base64,${leser.result.split(",")[1] ?? ""}`);
      fil.value = "";
    });
    leser.readAsDataURL(valgt);
  });
  const tilbake = knapp("Forkast og begynn på nytt", () => {
    rader = lesRader(felt.standard);
    avvist = false;
    sendt = "";
    kjente.clear();
    if (!rader.length) rader.push({});
    tegn();
    send("");
  });
  flere.addEventListener("click", () => {
    vist += VIS;
    tegn();
  });

  const sett = (verdi) => {
    if (verdi === sendt || verdi?.startsWith("data:")) return merk();
    if (kjente.has(verdi) && (avvist || laster || sendt !== null)) {
      // An old value again: what was sent is refused. It stays for the reader to mend.
      avvist ||= !laster;
      laster = false;
      return merk();
    }
    laster = false;
    const nye = lesRader(verdi || felt.standard);
    const like = ordnet(nye) === ordnet(rader);
    avvist = false;
    sendt = null;
    kjente.add(verdi);
    if (like && kropp.firstChild) return merk();
    rader = nye.length ? nye : [{}];
    if (verdi || !nye.length) node.open = true;
    tegn();
  };
  // Folded while there is a plan to read: its rows are in the page's own tables.
  const node = lag(
    "details",
    { class: "ha-felt ha-redigering" },
    lag("summary", {}, felt.etikett, antall),
    hjelp(felt, `${id}-h`),
    lag("div", { class: "ha-rull" }, lag("table", {}, lag("thead", {}, hode), kropp)),
    flere,
    lag(
      "div",
      { class: "ha-verktoy" },
      leggTil,
      leggTilAar,
      knapp("Last ned Excel", () => hent(".xlsx")),
      knapp("Last ned CSV", () => hent(".csv")),
      tilbake,
      fil,
      lag("label", { class: "ha-knapp ha-filvalg", for: `${id}-fil` }, "Les inn fil (Excel, CSV)"),
    ),
    melding,
  );
  node.open = gammel?.node.open ?? false;
  tegn();
  return { node, sett, rader: () => rader, avvist: () => avvist, kjente, nyeAar };
}

const FELT = { valg, flervalg, glider, tall, tekst, langtekst, tabell };
const MAKS_I_ADRESSEN = 1500;

// ------------------------------------------------------------------ address and widget

/** In the app the address follows the choices, so that a page can be shared or loaded again. */
function adresse() {
  let venter = null;
  return (verdier, utenfor) => {
    if (globalThis.helseanalyseApp !== true) return; // none, or a page that writes its own
    clearTimeout(venter);
    venter = setTimeout(() => {
      const sok = new URLSearchParams(location.search);
      for (const [navn, verdi] of Object.entries(verdier)) {
        sok.delete(navn);
        // What is written of people stays on the page: addresses are logged, kept and sent on.
        if (utenfor.has(navn)) continue;
        const liste = Array.isArray(verdi) ? verdi : [verdi ?? ""];
        // A pasted table or a portfolio would make an address that no one can share.
        if (liste.join("").length > MAKS_I_ADRESSEN) continue;
        (liste.length ? liste : [""]).forEach((ett) => sok.append(navn, ett));
      }
      history.replaceState(null, "", `${location.pathname}?${sok}${location.hash}`);
    }, 400);
  };
}

/** Put the controls in place; those that are there already are not moved, and keep their focus. */
function sett(sted, kontroller) {
  const noder = kontroller.map((ett) => ett.node);
  [...sted.children].forEach((ett) => noder.includes(ett) || ett.remove());
  noder.forEach((ett, nr) => {
    if (sted.children[nr] !== ett) sted.insertBefore(ett, sted.children[nr] ?? null);
  });
}

function render({ model, el }) {
  const hoved = lag("div", { class: "ha-felter" });
  const flere = lag("div", { class: "ha-felter" });
  const boks = lag("details", { class: "ha-flere" }, lag("summary", {}, "Flere valg"), flere);
  boks.open = matchMedia("(min-width: 64rem)").matches;
  const tittel = lag("h2", { class: "ha-kontroller-tittel" }, model.get("tittel"));
  const skjema = lag("form", { class: "ha-skjema", "aria-label": model.get("tittel") });
  skjema.append(tittel, hoved, boks);
  const feil = lag("div", { class: "ha-feil", role: "alert" });
  const rot = lag("div", { class: `ha-kontroller ha-${model.get("plassering")}` }, skjema, feil);
  const skrivAdresse = adresse();
  let felter = new Map();
  let ramme = 0; // what changes more than once in a frame is sent twice: at once, and as it ends
  let igjen = false;
  el.append(rot);
  skjema.addEventListener("submit", (hendelse) => hendelse.preventDefault());

  function send(navn, verdi) {
    signal(navn, verdi);
    const verdier = { ...model.get("verdier"), [navn]: verdi };
    model.set("verdier", verdier);
    if (ramme) return void (igjen = true);
    model.save_changes();
    ramme = requestAnimationFrame(() => {
      ramme = 0;
      if (igjen) model.save_changes();
      igjen = false;
    });
  }

  function visVerdier() {
    const verdier = model.get("verdier");
    felter.forEach((ett, navn) => {
      if (navn in verdier) ett.sett(verdier[navn]);
    });
  }

  /** Fields that are not to stand in the address. */
  function utenfor() {
    const alle = model.get("felt").filter((felt) => felt.utenfor_adressen);
    return new Set(alle.map((felt) => felt.navn));
  }

  /** What Python answers is what the page shows, and so what its address must say. */
  function svar() {
    visVerdier();
    skrivAdresse(model.get("verdier"), utenfor());
  }

  /** The control of a field: the one on the page unless the field itself has changed. */
  function kontroll(felt) {
    const gammel = felter.get(felt.navn);
    if (gammel && JSON.stringify(gammel.felt) === JSON.stringify(felt)) return gammel;
    const ny = FELT[felt.type](felt, (verdi) => send(felt.navn, verdi), model, gammel);
    return Object.assign(ny, { felt });
  }

  function bygg() {
    const sto = document.activeElement;
    felter = new Map(model.get("felt").map((felt) => [felt.navn, kontroll(felt)]));
    const alle = [...felter.values()];
    sett(hoved, alle.filter((ett) => !ett.felt.flere));
    sett(flere, alle.filter((ett) => ett.felt.flere));
    boks.hidden = !flere.firstChild;
    visVerdier();
    if (sto?.name && !sto.isConnected) finnIgjen(sto)?.focus();
  }

  function finnIgjen(sto) {
    const like = [...skjema.elements].filter((ett) => ett.name === sto.name);
    return like.find((ett) => ett.value === sto.value) ?? like[0];
  }

  const visFeil = () => (feil.textContent = model.get("feil"));
  bygg();
  visFeil();
  const gitt = new URLSearchParams(location.search);
  if ([...utenfor()].some((navn) => gitt.has(navn))) skrivAdresse(model.get("verdier"), utenfor());
  model.on("change:felt", bygg);
  model.on("change:verdier", svar);
  model.on("change:feil", visFeil);
  model.on("msg:custom", tilbyFil);
  return () => {
    model.off("change:felt", bygg);
    model.off("change:verdier", svar);
    model.off("change:feil", visFeil);
    model.off("msg:custom", tilbyFil);
  };
}

export default { render };
