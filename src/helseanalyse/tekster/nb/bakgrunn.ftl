overskrift = Bakgrunn og data
hva = Rapporten viser hvor { $kommune } står i helse og omsorg i { $aar }{ $mot ->
    [ja] {", sammenlignet med "}{ $hvem }
   *[nei] {""}
}{ $fram ->
    [ja] {", og hva befolkningen ventes å bety fram til "}{ $til }
   *[nei] {""}
}.
regel = Setningene er skrevet av tallene etter faste regler. Det som er konsulentens egne ord, er merket.
valgt-egne = { $form ->
    [en] Kommunen det sammenlignes med, er valgt av den som har laget rapporten.
   *[flere] Kommunene det sammenlignes med, er valgt av den som har laget rapporten.
}
valgt-jevnkommuner = Det sammenlignes med de { $antall } kommunene som ligner mest.
valgt-kostragruppe = Det sammenlignes med de andre kommunene i samme KOSTRA-gruppe, i alt { $antall }.
valgt-fylke = Det sammenlignes med de andre kommunene i fylket, i alt { $antall }.
valgt-landet = Det sammenlignes med de andre kommunene i landet, i alt { $antall }.
valgt-landet_uten_oslo = Det sammenlignes med de andre kommunene i landet uten Oslo, i alt { $antall }.
likhet = Likheten er regnet av folketall{ $form ->
    [inntekt] {", alder og inntekt"}
   *[uten] {" og alder"}
} for { $antall } kommuner, med folketall 1. januar { $aar }.
hvem = De er { $hvem }.
til = { $antall } til
uten-tall = Uten tall for { $aar } i datagrunnlaget: { $hvem }.
ingen-tall = Datagrunnlaget har ingen forholdstall for { $kommune } i { $aar }. Kapitlene som trenger dem, er derfor korte og sier hva som mangler.
tabell = Forholdstall for { $kommune }, { $aar }
tabell-note = Et forholdstall kan prøves når kilden oppgir antallene bak, og tallet er en andel.
hode-del = Del av tjenesten
hode-antall = Forholdstall
hode-andre = Med tall for andre
hode-proeves = Kan prøves
