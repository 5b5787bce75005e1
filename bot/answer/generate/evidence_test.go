package generate

import (
	"fmt"
	"log/slog"
	"strings"
	"testing"
	"time"

	"sitrep/bot/answer/attribution"
	"sitrep/bot/llm"
	"sitrep/bot/llm/llmtest"
	"sitrep/corpus"
	"sitrep/corpus/group"
	"sitrep/retrieval/endpoint"
)

var (
	mansoor = attribution.Speaker{Name: "Dilawar Mansoor", Role: "a spokesman for the provincial governor"}
	keita   = attribution.Speaker{Name: "Aissata Keita", Role: "the regional envoy of the African Union", Manner: attribution.Warned}
	haddad  = attribution.Speaker{Name: "Nabil Haddad", Role: "a commander of the Liwa al-Sahel brigade", Manner: attribution.Claimed}
	orlova  = attribution.Speaker{Name: "Irina Orlova", Role: "a researcher at the Norwind Institute"}
	denier  = attribution.Speaker{Name: "Qari Fazel", Role: "a spokesman for the movement", Manner: attribution.Denied}
	army    = attribution.Speaker{Role: "the army of Burkina Faso", Manner: attribution.Claimed}
)

// articles are sentences as news has them: plain fact, reported and direct speech, claims,
// denials, hedges, numbers side by side, names in pairs.
func articles() []Evidence {
	nobody := attribution.Speaker{}
	var list []Evidence
	for i, s := range []struct {
		text    string
		speaker attribution.Speaker
	}{
		{"Gunmen of the Islamic State killed twelve soldiers and wounded 30 civilians in the village of Tarka on Monday.", nobody},
		{"The convoy left Gao on 14 March 2024 and reached Kidal two days later, after a stop in Anefis.", nobody},
		{"“The group has tripled its income since 2022,” said Irina Orlova, a researcher at the Norwind Institute.", orlova},
		{"Orlova said that the cell may be planning attacks on embassies in Nairobi and Kampala.", orlova},
		{"Dilawar Mansoor, a spokesman for the provincial governor, said police had arrested seven men in Khost.", mansoor},
		{"“We found 40 kilograms of explosives in a hospital,” Mansoor told reporters.", mansoor},
		{"The men were brought to the capital under heavy guard.", mansoor},
		{"Liwa al-Sahel claimed responsibility for the bombing of the customs post near Birak.", nobody},
		{"Nabil Haddad, a commander of the Liwa al-Sahel brigade, claimed that his fighters had captured the bridge at Zella.", haddad},
		{"Qari Fazel denied that the movement had hosted foreign fighters in Kunar.", denier},
		{"The ministry did not confirm the death of Abu Tariq, who was reportedly wounded in an air strike near Deir Hafer.", nobody},
		{"Aissata Keita warned that the ransom could finance further kidnappings in the region.", keita},
		{"Fighters loyal to Mullah Sabir attacked the camp of Commander Rashid in the north of Badghis.", nobody},
		{"At least 18 people died and more than four hundred fled their homes when rebels burned the market of Djibasso.", nobody},
		{"The ransomware crew BlackOtter stole 2.5 million records from the hospital chain Medara in June 2023.", nobody},
		{"Investigators suspect that BlackOtter bought access to Medara from a broker called Vex.", nobody},
		{"The army of Burkina Faso claimed it had killed 61 militants in two raids in the east.", army},
		{"In the south, the brigade lost three vehicles, two tanks and a radar during the battle for Zella.", nobody},
		{"Police released the journalist Amara Diallo after nine days, but kept her camera.", nobody},
		{"The bomb was planted by a former guard of the embassy, according to Mansoor.", mansoor},
		{"The cell, which had five members, was led by Yusuf Karimi, a former teacher from Herat.", nobody},
		{"Attacks on aid convoys increased by 35 percent in 2023, the highest figure since 2016.", nobody},
		{"Sabir never agreed to the truce that Rashid signed in Mashhad on 2 February 2024.", nobody},
		{"The hackers encrypted servers in Oslo before the company noticed the intrusion on Friday.", nobody},
		{"No group has claimed the shooting at the Marwa hotel, in which eleven guests were killed.", nobody},
		{"Orlova told a conference that nearly half of the recruits were under eighteen.", orlova},
		{"Soldiers from Chad freed 27 hostages from a camp in the Mandara hills on 5 May 2024.", nobody},
		{"The drone struck a fuel depot outside Melit, killing a guard and injuring two drivers.", nobody},
		{"The brigade plans to move its headquarters to Zella if the talks fail.", nobody},
		{"“They will strike again before the election,” Keita said.", attribution.Speaker{Name: keita.Name, Role: keita.Role}},
	} {
		published := time.Date(2024, 5, 8+i%3, 0, 0, 0, 0, time.UTC)
		list = append(list, Evidence{
			ID: fmt.Sprintf("d%ds%d", 1+i/5, 1+i%5*3), Document: corpus.DocumentID(fmt.Sprint("doc-", i/5)), Text: s.text,
			Span: corpus.Span{Start: 100 * i, End: 100*i + len(s.text)}, Speaker: s.speaker,
			Publisher: []string{"Sahel Courier", "Northern Wire"}[i%2], Published: published,
		})
	}
	return list
}

func defaultGroups(t testing.TB) *group.Table {
	t.Helper()
	table, err := group.Default()
	if err != nil {
		t.Fatal(err)
	}
	return table
}

// gate opens a gate in front of a scripted model.
func gate(t testing.TB, server *llmtest.Server) *Gate {
	t.Helper()
	client, err := llm.New(slog.New(slog.DiscardHandler), llm.Config{
		URL: server.URL, Key: llmtest.Key, Model: llmtest.Model,
		Requests: endpoint.Options{FirstWait: time.Millisecond, Attempts: 2},
	})
	if err != nil {
		t.Fatal(err)
	}
	return New(slog.New(slog.DiscardHandler), client, Options{Groups: defaultGroups(t)})
}

// byID finds evidence.
func byID(t testing.TB, list []Evidence, id string) Evidence {
	t.Helper()
	for _, e := range list {
		if e.ID == id {
			return e
		}
	}
	t.Fatalf("a sentence cites %q, which was not given", id)
	return Evidence{}
}

func containsFold(text, part string) bool {
	return strings.Contains(strings.ToLower(text), strings.ToLower(part))
}
