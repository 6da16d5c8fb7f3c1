overskrift = Dekning
ingen = Datagrunnlaget har verken plassar, bebuarar eller mottakarar for { $kommune }. Dekninga kan difor ikkje reknast ut. Hent tala, eller legg inn eigne.
uten-plasser = Datagrunnlaget har ikkje plassar eller bebuarar og innbyggjarar 80 år og over for { $kommune }. Dekninga av plassar er difor ikkje rekna ut.
innbyggere = { $kommune } hadde { $antall } { $form ->
    [en] innbyggjar
   *[flere] innbyggjarar
} 80 år og over i { $aar }.
setning-kapasitet = I { $aar } hadde kommunen { $antall } { $form ->
    [en] institusjonsplass
   *[flere] institusjonsplassar
}, det vil seie { $per } per 100 innbyggjarar 80 år og over.
setning-i_bruk = I bruk er { $antall }, det vil seie { $per } per 100.
setning-beboere = { $form ->
    [brutt] Prosentdelen som bur i institusjon, svarar til { $antall } personar, det vil seie { $per } per 100.
   *[flere] Bebuarane i institusjon er { $antall }, det vil seie { $per } per 100.
}
setning-heldoegn = Med bustader som har bemanning heile døgnet, er det { $antall } plassar og bebuarar i alt, det vil seie { $per } per 100.
figur-tittel = { $retning ->
    [foerst] { $kommune } har høgast dekning av { $antall } kommunar: { $per } plassar per 100
    [sist] { $kommune } har lågast dekning av { $antall } kommunar: { $per } plassar per 100
   *[midt] { $kommune } har { $per } plassar per 100, nummer { $plass } av { $antall } kommunar
}
figur-under = Institusjonsplassar per 100 innbyggjarar 80 år og over, { $aar }
figur-alt = { $tittel }. { $linjer }.
figur-note = Plassar er ikkje ein del av innbyggjarane. Difor er skilnadene ikkje prøvde statistisk.
tabell = { $kommune }: dekning blant { $antall } innbyggjarar 80 år og over
tabell-note = Grunnlaga måler ulike ting og skal ikkje blandast. Intervallet (Wilson) er berre gitt for personar. «Éin til» er kor mykje éin plass eller bebuar flyttar dekninga.
hode-grunnlag = Grunnlag
hode-antall = Tal
hode-per = Per 100 over 80 år
hode-intervall = 95 %-intervall
hode-en = Éin til
base-kapasitet = plassar (kapasitet)
base-i_bruk = plassar i bruk
base-beboere = bebuarar
base-heldoegn = plassar og bebuarar i bustad med bemanning heile døgnet
tabell-mottakere = Kven som får tenester i { $kommune }, { $aar }
usikker = Med om lag { $antall } av { $av } personar kan den underliggjande prosentdelen liggje mellom { $lav } og { $hoey }. Ein kommune med ein prosentdel innanfor dette er ikkje klart ulik.
