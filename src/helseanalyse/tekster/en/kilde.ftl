# Words about a source: what stands around the source’s own.
i = in
lag-eksempel = example data
lag-ssb = retrieved { $dato }
lag-egne = own file, read { $dato }
foran = goes before { $hva }
foran-eksempel = example data
foran-ssb = figures from Statistics Norway
foran-egne = own files
skjermet = suppressed: counts of persons below { $under }
egne-tall = The user’s own figures
