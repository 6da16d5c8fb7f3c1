overskrift = Folketalet fram i tid
ingen = Datagrunnlaget har ikkje folketal etter alder for { $kommune }. Kapitlet er difor kort: hent tabell 07459 og ei framskriving, eller legg inn eigne tal for innbyggjarar 80 år og over.
uten-framskriving = { $kommune } hadde { $antall } innbyggjarar 80 år og over i { $aar }. Datagrunnlaget har inga framskriving etter dette, så kapitlet stoppar her.
over-80 = { $retning ->
    [lik] { $kommune } har like mange innbyggjarar 80 år og over i { $til } som i { $aar }: { $da }.
    [opp] { $kommune } får fleire eldre: talet på innbyggjarar 80 år og over går frå { $naa } i { $aar } til { $da } i { $til }, det vil seie { $antall } fleire ({ $prosent }).
   *[ned] { $kommune } får færre eldre: talet på innbyggjarar 80 år og over går frå { $naa } i { $aar } til { $da } i { $til }, det vil seie { $antall } færre ({ $prosent }).
}
andre-aldre = I same tid blir det { $ledd }.
ledd-g-67-79 = { $retning ->
    [lik] like mange som er 67–79 år
    [opp] { $antall } fleire som er 67–79 år ({ $prosent })
   *[ned] { $antall } færre som er 67–79 år ({ $prosent })
}
ledd-g-0-66 = { $retning ->
    [lik] like mange under 67 år
    [opp] { $antall } fleire under 67 år ({ $prosent })
   *[ned] { $antall } færre under 67 år ({ $prosent })
}
kapasitet = For kvar innbyggjar over 80 år var det { $fra } innbyggjarar 20–66 år i { $aar }; i { $til } blir det { $tall }.
alternativer = Etter alternativa i framskrivinga ligg talet på innbyggjarar 80 år og over mellom { $lav } og { $hoey } i { $til }.
bare-80 = Datagrunnlaget har berre innbyggjarar 80 år og over for begge åra. Andre aldersgrupper er difor ikkje viste.
figur-tittel = { $kommune }: { $naa } innbyggjarar 80 år og over i { $aar }, { $da } i { $til }
figur-under = { $baand ->
    [ja] Punkt: faktiske tal. Linje: hovudalternativet i framskrivinga. Band: lågaste til høgaste alternativ.
   *[nei] Punkt: faktiske tal. Linje: hovudalternativet i framskrivinga.
}
figur-alt = { $tittel }. År for år: { $punkter }.
figur-note = Alternativa har ikkje noko sannsyn; bandet seier kor langt frå kvarandre dei ligg.
soeyler-under = Innbyggjarar 80 år og over. Tal for åra imellom er ikkje i datagrunnlaget.
soeyle-naa = { $aar }, faktisk
soeyle-da = { $aar }, framskriven
akse = Innbyggjarar 80 år og over
faktisk = Faktisk
framskrevet = Framskriven
tabell = { $kommune }: innbyggjarar etter alder
tabell-note = 20–66 år per innbyggjar over 80 år er eit forhold mellom aldersgrupper, ikkje talet på dei som gir omsorg.
hode-gruppe = Aldersgruppe
hode-endring = Endring
hode-prosent = I prosent
prosentpoeng = { $antall } prosentpoeng
g-0-66 = 0–66 år
g-67-79 = 67–79 år
g-80-89 = 80–89 år
g-90 = 90 år og over
g-80 = 80 år og over
g-andel = Del 80 år og over
g-kapasitet = 20–66 år per innbyggjar over 80 år
