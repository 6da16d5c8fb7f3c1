overskrift = Hva koster tjenestene?
mangler = Datagrunnlaget har ingen kostnad per mottaker, plass eller innbygger for { $navn } i { $aar }, så kapitlet viser ingen. KOSTRA-tall hentes med «helseanalyse hent».
brukte = { $navn } brukte { $beloep } { $per } i { $aar }.
mot = { $retning ->
    [mer] { $prosent } mer enn { $hvem }
    [mindre] { $prosent } mindre enn { $hvem }
   *[like] like mye som { $hvem }
}
mot-setning = Det er { $liste }.
mot-spenn = De { $antall } det sammenlignes med, brukte fra { $lavest } til { $hoeyest }: { $plass ->
    [over] { $navn } ligger over alle.
    [under] { $navn } ligger under alle.
   *[mellom] { $navn } ligger innenfor, med { $over } over seg.
}
uten-andre = Ingen av dem det sammenlignes med, har dette tallet i { $aar }, så nivået kan ikke vurderes.
uten-intervall = Kilden oppgir beløpet uten antallet det er delt på, så det kan ikke gis noe intervall, og forskjellen kan ikke prøves mot tilfeldige svingninger.
blandet = Tallet er høyt både når tjenesten er dyr og når brukerne trenger mye hjelp.
delt-paa = Beløpet er delt på { $antall }; det er et regnskapstall og har ikke noe intervall.
dokument = Et dokument om kommunen oppgir at utgiftene økte med { $beloep } i { $aar } fordi brukerne med omfattende behov ble flere eller andre. Hvor mange de er, er ikke oppgitt.
endret = Fra { $fra } til { $til } { $retning ->
    [opp] økte beløpet { $per } med { $prosent }
    [ned] falt beløpet { $per } med { $prosent }
   *[likt] var beløpet { $per } uendret
} i løpende priser, der prisveksten er med.
figurtittel = { $navn } brukte { $mot } { $per }
figurtittel-plass = { $navn } brukte { $beloep } { $per }, nummer { $nr } av { $antall } fra høyest
figurtittel-alene = { $navn } brukte { $beloep } { $per }
undertittel = { $indikator }, { $aar }
alt = Liggende søyler. { $tittel }. Fra høyest til lavest: { $liste }.
ikke-oppgitt = ikke oppgitt
ytterst = Av de { $antall } med tall er den høyeste og den laveste vist.
tabell = { $navn }: enhetskostnader og andel av ressursene i { $aar }
kolonne-hva = Nøkkeltall
kolonne-lavest-hoeyest = Lavest–høyest av de andre
kolonne-plass = Plass fra høyest
plass = { $nr } av { $antall }
tabellnote = Tallene står slik kilden oppgir dem. «–» er ikke oppgitt; det er ikke null.
