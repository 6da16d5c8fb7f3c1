overskrift = Kva kostar tenestene?
mangler = Datagrunnlaget har ingen kostnad per mottakar, plass eller innbyggjar for { $navn } i { $aar }, så kapitlet viser ingen. KOSTRA-tal blir henta med «helseanalyse hent».
brukte = { $navn } brukte { $beloep } { $per } i { $aar }.
mot = { $retning ->
    [mer] { $prosent } meir enn { $hvem }
    [mindre] { $prosent } mindre enn { $hvem }
   *[like] like mykje som { $hvem }
}
mot-setning = Det er { $liste }.
mot-spenn = Dei { $antall } det blir samanlikna med, brukte frå { $lavest } til { $hoeyest }: { $plass ->
    [over] { $navn } ligg over alle.
    [under] { $navn } ligg under alle.
   *[mellom] { $navn } ligg innanfor, med { $over } over seg.
}
uten-andre = Ingen av dei det blir samanlikna med, har dette talet i { $aar }, så nivået kan ikkje vurderast.
uten-intervall = Kjelda oppgir beløpet utan talet det er delt på, så det kan ikkje få noko intervall, og skilnaden kan ikkje prøvast mot tilfeldige svingingar.
blandet = Talet er høgt både når tenesta er dyr og når brukarane treng mykje hjelp.
delt-paa = Beløpet er delt på { $antall }; det er eit rekneskapstal og har ikkje noko intervall.
dokument = Eit dokument om kommunen opplyser at utgiftene auka med { $beloep } i { $aar } fordi brukarane med omfattande behov vart fleire eller andre. Kor mange dei er, er ikkje oppgitt.
endret = Frå { $fra } til { $til } { $retning ->
    [opp] auka beløpet { $per } med { $prosent }
    [ned] fall beløpet { $per } med { $prosent }
   *[likt] var beløpet { $per } uendra
} i løpande prisar, der prisveksten er med.
figurtittel = { $navn } brukte { $mot } { $per }
figurtittel-plass = { $navn } brukte { $beloep } { $per }, nummer { $nr } av { $antall } frå høgast
figurtittel-alene = { $navn } brukte { $beloep } { $per }
undertittel = { $indikator }, { $aar }
alt = Liggjande søyler. { $tittel }. Frå høgast til lågast: { $liste }.
ikke-oppgitt = ikkje oppgitt
ytterst = Av dei { $antall } med tal er den høgaste og den lågaste vist.
tabell = { $navn }: einingskostnader og del av ressursane i { $aar }
kolonne-hva = Nøkkeltal
kolonne-lavest-hoeyest = Lågast–høgast av dei andre
kolonne-plass = Plass frå høgast
plass = { $nr } av { $antall }
tabellnote = Tala står slik kjelda oppgir dei. «–» er ikkje oppgitt; det er ikkje null.
