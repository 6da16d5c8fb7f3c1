overskrift = Dekning
ingen = Datagrunnlaget har verken plasser, beboere eller mottakere for { $kommune }. Dekningen kan derfor ikke regnes ut. Hent tallene, eller legg inn egne.
uten-plasser = Datagrunnlaget har ikke plasser eller beboere og innbyggere 80 år og over for { $kommune }. Dekningen av plasser er derfor ikke regnet ut.
innbyggere = { $kommune } hadde { $antall } { $form ->
    [en] innbygger
   *[flere] innbyggere
} 80 år og over i { $aar }.
setning-kapasitet = I { $aar } hadde kommunen { $antall } { $form ->
    [en] institusjonsplass
   *[flere] institusjonsplasser
}, det vil si { $per } per 100 innbyggere 80 år og over.
setning-i_bruk = I bruk er { $antall }, det vil si { $per } per 100.
setning-beboere = { $form ->
    [brutt] Andelen som bor i institusjon, svarer til { $antall } personer, det vil si { $per } per 100.
   *[flere] Beboerne i institusjon er { $antall }, det vil si { $per } per 100.
}
setning-heldoegn = Med boliger som har heldøgns bemanning er det { $antall } plasser og beboere i alt, det vil si { $per } per 100.
figur-tittel = { $retning ->
    [foerst] { $kommune } har høyest dekning av { $antall } kommuner: { $per } plasser per 100
    [sist] { $kommune } har lavest dekning av { $antall } kommuner: { $per } plasser per 100
   *[midt] { $kommune } har { $per } plasser per 100, nummer { $plass } av { $antall } kommuner
}
figur-under = Institusjonsplasser per 100 innbyggere 80 år og over, { $aar }
figur-alt = { $tittel }. { $linjer }.
figur-note = Plasser er ikke en andel av innbyggerne. Derfor er forskjellene ikke prøvd statistisk.
tabell = { $kommune }: dekning blant { $antall } innbyggere 80 år og over
tabell-note = Grunnlagene måler ulike ting og skal ikke blandes. Intervallet (Wilson) gis bare for personer. «Én til» er hvor mye én plass eller beboer flytter dekningen.
hode-grunnlag = Grunnlag
hode-antall = Antall
hode-per = Per 100 over 80 år
hode-intervall = 95 %-intervall
hode-en = Én til
base-kapasitet = plasser (kapasitet)
base-i_bruk = plasser i bruk
base-beboere = beboere
base-heldoegn = plasser og beboere i heldøgns bolig
tabell-mottakere = Hvem som får tjenester i { $kommune }, { $aar }
usikker = Med om lag { $antall } av { $av } personer kan den underliggende andelen ligge mellom { $lav } og { $hoey }. En kommune med en andel innenfor dette er ikke klart forskjellig.
