overskrift = Befolkningen fram i tid
ingen = Datagrunnlaget har ikke folketall etter alder for { $kommune }. Kapitlet er derfor kort: hent tabell 07459 og en framskriving, eller legg inn egne tall for innbyggere 80 år og over.
uten-framskriving = { $kommune } hadde { $antall } innbyggere 80 år og over i { $aar }. Datagrunnlaget har ingen framskriving etter dette, så kapitlet stopper her.
over-80 = { $retning ->
    [lik] { $kommune } har like mange innbyggere 80 år og over i { $til } som i { $aar }: { $da }.
    [opp] { $kommune } får flere eldre: innbyggere 80 år og over går fra { $naa } i { $aar } til { $da } i { $til }, det vil si { $antall } flere ({ $prosent }).
   *[ned] { $kommune } får færre eldre: innbyggere 80 år og over går fra { $naa } i { $aar } til { $da } i { $til }, det vil si { $antall } færre ({ $prosent }).
}
andre-aldre = I samme tid blir det { $ledd }.
ledd-g-67-79 = { $retning ->
    [lik] like mange som er 67–79 år
    [opp] { $antall } flere som er 67–79 år ({ $prosent })
   *[ned] { $antall } færre som er 67–79 år ({ $prosent })
}
ledd-g-0-66 = { $retning ->
    [lik] like mange under 67 år
    [opp] { $antall } flere under 67 år ({ $prosent })
   *[ned] { $antall } færre under 67 år ({ $prosent })
}
kapasitet = For hver innbygger over 80 år var det { $fra } innbyggere 20–66 år i { $aar }; i { $til } blir det { $tall }.
alternativer = Etter framskrivingens alternativer ligger tallet på innbyggere 80 år og over mellom { $lav } og { $hoey } i { $til }.
bare-80 = Datagrunnlaget har bare innbyggere 80 år og over for begge årene. Andre aldersgrupper er derfor ikke vist.
figur-tittel = { $kommune }: { $naa } innbyggere 80 år og over i { $aar }, { $da } i { $til }
figur-under = { $baand ->
    [ja] Punkter: faktiske tall. Linje: framskrivingens hovedalternativ. Bånd: laveste til høyeste alternativ.
   *[nei] Punkter: faktiske tall. Linje: framskrivingens hovedalternativ.
}
figur-alt = { $tittel }. År for år: { $punkter }.
figur-note = Alternativene har ingen sannsynlighet; båndet sier hvor langt fra hverandre de ligger.
soeyler-under = Innbyggere 80 år og over. Tall for årene imellom er ikke i datagrunnlaget.
soeyle-naa = { $aar }, faktisk
soeyle-da = { $aar }, framskrevet
akse = Innbyggere 80 år og over
faktisk = Faktisk
framskrevet = Framskrevet
tabell = { $kommune }: innbyggere etter alder
tabell-note = 20–66 år per innbygger over 80 år er et forhold mellom aldersgrupper, ikke antall som gir omsorg.
hode-gruppe = Aldersgruppe
hode-endring = Endring
hode-prosent = I prosent
prosentpoeng = { $antall } prosentpoeng
g-0-66 = 0–66 år
g-67-79 = 67–79 år
g-80-89 = 80–89 år
g-90 = 90 år og over
g-80 = 80 år og over
g-andel = Andel 80 år og over
g-kapasitet = 20–66 år per innbygger over 80 år
