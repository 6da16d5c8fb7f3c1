overskrift = Kva tala ikkje kan seie
faa = { $kommune } hadde { $antall } innbyggjarar 80 år og over i { $aar }. Éin plass eller éin bebuar meir flyttar dekninga med { $flytter } per 100, så små endringar kan gi store utslag frå år til år.
ikke-proevd = { $form ->
    [ett] Det eine forholdstalet kan ikkje prøvast statistisk. At det er høgare eller lågare enn hos dei andre, seier difor ikkje at skilnaden er klar.
    [alle] Ingen av dei { $alle } forholdstala kan prøvast statistisk. At eit tal er høgare eller lågare enn hos dei andre, seier difor ikkje at skilnaden er klar.
   *[noen] { $antall } av { $alle } forholdstal kan ikkje prøvast statistisk. At eit slikt tal er høgare eller lågare enn hos dei andre, seier ikkje at skilnaden er klar.
}
egne-mangler = { $kommune } manglar tal i { $aar } for { $hva }.{ $skjermet ->
    [ja] {" Nokre av dei er skjerma fordi dei gjeld få personar."}
   *[nei] {""}
}
andre-mangler = Datagrunnlaget har ingen av tala for { $hvem } i { $aar }.
andre-delvis = { $form ->
    [en] For { $antall } av { $alle } forholdstal manglar nokre av dei andre tal. Dei er ikkje med i den samanlikninga.
   *[flere] For { $antall } av { $alle } forholdstal manglar nokre av dei andre tal. Dei er ikkje med i dei samanlikningane.
}
til = { $antall } til
foreloepig = { $form ->
    [ett] Det eine forholdstalet for { $aar } er førebels og kan bli endra.
    [alle] Alle dei { $alle } forholdstala for { $aar } er førebelse og kan bli endra.
   *[noen] { $antall } av { $alle } forholdstal for { $aar } er førebelse og kan bli endra.
}
brudd = Seriar er brotne, sist i { $aar }. Over eit brot er ingen år samanlikna.
plasser-beboere = Plassar, plassar i bruk og bebuarar er ulike mål. Ei dekning rekna av det eine kan ikkje samanliknast med ei rekna av det andre.
framskriving = Ei framskriving er eit reknestykke, ikkje ein spådom. Behovet som følgjer av henne, føreset at helse, bustad og familieomsorg er som i dag.
kostnad = Kostnadstala seier ikkje kva brukarane får, og ikkje om tenesta er god. Nokre få nye brukarar med store behov kan flytte dei mykje.
aarsak = Ein skilnad mellom kommunar er ikkje ei årsak. Kvifor tala er som dei er, må vurderast av dei som kjenner tenesta.
