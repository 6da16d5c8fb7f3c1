overskrift = Bakgrunn og data
hva = Rapporten viser kvar { $kommune } står i helse og omsorg i { $aar }{ $mot ->
    [ja] {", samanlikna med "}{ $hvem }
   *[nei] {""}
}{ $fram ->
    [ja] {", og kva folketalet er venta å ha å seie fram til "}{ $til }
   *[nei] {""}
}.
regel = Setningane er skrivne av tala etter faste reglar. Det som er konsulenten sine eigne ord, er merkt.
valgt-egne = { $form ->
    [en] Kommunen det er samanlikna med, er vald av den som har laga rapporten.
   *[flere] Kommunane det er samanlikna med, er valde av den som har laga rapporten.
}
valgt-jevnkommuner = Det er samanlikna med dei { $antall } kommunane som liknar mest.
valgt-kostragruppe = Det er samanlikna med dei andre kommunane i same KOSTRA-gruppe, i alt { $antall }.
valgt-fylke = Det er samanlikna med dei andre kommunane i fylket, i alt { $antall }.
valgt-landet = Det er samanlikna med dei andre kommunane i landet, i alt { $antall }.
valgt-landet_uten_oslo = Det er samanlikna med dei andre kommunane i landet utan Oslo, i alt { $antall }.
likhet = Likskapen er rekna av folketal{ $form ->
    [inntekt] {", alder og inntekt"}
   *[uten] {" og alder"}
} for { $antall } kommunar, med folketal 1. januar { $aar }.
hvem = Dei er { $hvem }.
til = { $antall } til
uten-tall = Utan tal for { $aar } i datagrunnlaget: { $hvem }.
ingen-tall = Datagrunnlaget har ingen forholdstal for { $kommune } i { $aar }. Kapitla som treng dei, er difor korte og seier kva som manglar.
tabell = Forholdstal for { $kommune }, { $aar }
tabell-note = Eit forholdstal kan prøvast når kjelda oppgir tala bak, og talet er ein prosentdel.
hode-del = Del av tenesta
hode-antall = Forholdstal
hode-andre = Med tal for andre
hode-proeves = Kan prøvast
