package generate

import (
	"testing"
	"time"

	"sitrep/bot/answer/attribution"
)

func TestCheck(t *testing.T) {
	groups := defaultGroups(t)
	published := time.Date(2024, 5, 8, 0, 0, 0, 0, time.UTC) // a Wednesday
	for _, c := range []struct {
		source  string
		speaker attribution.Speaker
		written string
		want    string // text shown; empty where it is dropped
		reason  Reason
	}{
		// What restates its source.
		{source: "Gunmen killed twelve soldiers in Tarka on Monday.", written: "Gunmen killed 12 soldiers in Tarka.", want: "Gunmen killed twelve soldiers in Tarka."},
		{source: "Gunmen killed twelve soldiers on Monday.", written: "Gunmen killed twelve soldiers on 6 May 2024.", want: "Gunmen killed twelve soldiers on Monday."},
		{source: "The Islamic State of Iraq and Syria attacked the camp near Zella.", written: "ISIS attacked the camp near Zella.", want: "Islamic State of Iraq and Syria attacked the camp near Zella."},
		{source: "Mohammad Sabir didn't sign the truce in Mashhad.", written: "Muhammad Sabir did not sign the truce.", want: "Mohammad Sabir did not sign the truce."},
		{source: "The cell, which had five members, was led by Karimi, a teacher from Herat.", written: "The cell was led by Karimi.", want: "The cell was led by Karimi."},
		{source: "Attacks rose by 35 per cent in 2023, a record.", written: "Attacks rose by 35% in 2023.", want: "Attacks rose by 35% in 2023."},
		{source: "It cost 2.5 million dollars in all, the report says.", written: "It cost 2,500,000 dollars in all, the report says.", want: "It cost 2.5 million dollars in all, the report says."},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "The men were brought to the capital.", want: "Dilawar Mansoor, a spokesman for the provincial governor, said: The men were brought to the capital."},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "Mansoor said that the men were brought to the capital.", want: "Mansoor said that the men were brought to the capital."},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "According to Dilawar Mansoor, the men were brought to the capital.", want: "According to Dilawar Mansoor, the men were brought to the capital."},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "The men were brought to the capital, Mansoor said.", want: "The men were brought to the capital, Mansoor said."},
		{source: "The men were brought to the capital.", written: "The Sahel Courier reported that the men were brought to the capital.", want: "The Sahel Courier reported that the men were brought to the capital."},
		{source: "“Police found 40 rifles,” Mansoor told reporters.", speaker: mansoor, written: "“Police found 40 rifles”", want: "Dilawar Mansoor, a spokesman for the provincial governor, said: Police found 40 rifles"},
		{source: "“Police found 40 rifles in Khost,” Mansoor told reporters.", speaker: mansoor, written: "“Police found 40 rifles in Khost.”", want: "Dilawar Mansoor, a spokesman for the provincial governor, said: Police found 40 rifles in Khost."},
		{source: "Haddad claimed that his fighters had captured the bridge.", speaker: haddad, written: "His fighters had captured the bridge.", want: "Nabil Haddad, a commander of the Liwa al-Sahel brigade, claimed: His fighters had captured the bridge."},
		{source: "“The group has tripled its income since 2022,” said Irina Orlova, a researcher at the Norwind Institute.", speaker: orlova, written: "Irina Orlova said that the group has tripled its income since 2022.", want: "Irina Orlova said that the group has tripled its income since 2022."},
		{source: "“The group has tripled its income since 2022,” said Irina Orlova, a researcher at the Norwind Institute.", speaker: orlova, written: "According to Irina Orlova, a researcher at the Norwind Institute, the group has tripled its income.", want: "According to Irina Orlova, a researcher at the Norwind Institute, the group has tripled its income."},
		{source: "The bomb was planted by a former guard of the embassy, according to Mansoor.", speaker: mansoor, written: "According to Mansoor, the bomb was planted by a former guard of the embassy.", want: "According to Mansoor, the bomb was planted by a former guard of the embassy."},
		{source: "“They will strike again before the election,” she said.", speaker: attribution.Speaker{Name: keita.Name}, written: "Keita said they will strike again before the election.", want: "Keita said they will strike again before the election."},
		{source: "He told reporters in Gao that the truce would hold.", speaker: mansoor, written: "Dilawar Mansoor said the truce would hold.", want: "Dilawar Mansoor said the truce would hold."},
		{source: "He told reporters in Gao that the truce would hold.", speaker: mansoor, written: "He said the truce would hold.", want: "Dilawar Mansoor, a spokesman for the provincial governor, said: The truce would hold."},
		{source: "Orlova said that the cell may be planning attacks.", speaker: orlova, written: "Orlova said that Orlova said that the cell may be planning attacks.", want: "Orlova said that the cell may be planning attacks."},

		// What does not.
		{source: "The rebels burned the bridge in Zella.", written: "The rebels burned the the bridge in Zella.", reason: Wording},
		{source: "Gunmen killed twelve soldiers in Tarka.", written: "Gunmen killed 13 soldiers in Tarka.", reason: NewNumber},
		{source: "Gunmen killed twelve soldiers in Tarka on Monday.", written: "Gunmen killed twelve soldiers in Tarka on Tuesday.", reason: NewNumber},
		{source: "Gunmen killed twelve soldiers and wounded 30.", written: "Gunmen killed 30 soldiers and wounded twelve.", reason: Order},
		{source: "Gunmen killed twelve soldiers and wounded 30 civilians.", written: "Gunmen wounded twelve soldiers and killed 30 civilians.", reason: Order},
		{source: "Gunmen killed 12 in Kabul and 30 in Herat.", written: "Gunmen killed 12 in Herat.", reason: Order},
		{source: "At least 18 people died in Djibasso.", written: "18 people died in Djibasso.", reason: Modality},
		{source: "The cell may attack embassies in Nairobi.", written: "The cell did attack embassies in Nairobi.", reason: Modality},
		{source: "The cell attacked embassies in Nairobi.", written: "The cell may have attacked embassies in Nairobi.", reason: Modality},
		{source: "The brigade will move to Zella if the talks fail.", written: "The brigade will move to Zella.", reason: Negation},
		{source: "The movement did not host fighters in Kunar.", written: "The movement did host fighters in Kunar.", reason: Negation},
		{source: "Fazel denied that the movement hosted fighters.", speaker: denier, written: "The movement hosted fighters.", reason: TooLong},
		{source: "Fazel denied that the movement hosted fighters in Kunar.", speaker: denier, written: "The movement hosted fighters in Kunar.", reason: Negation},
		{source: "Sabir attacked the camp of Rashid in Badghis.", written: "Rashid attacked the camp of Sabir in Badghis.", reason: Order},
		{source: "Sabir attacked the camp of Rashid in Badghis.", written: "The camp of Rashid was attacked by Sabir in Badghis.", reason: Wording},
		{source: "Sabir attacked the camp in Badghis.", written: "Sabir was attacked in the camp in Badghis.", reason: Wording},
		{source: "Sabir attacked the camp in Badghis.", written: "Omar attacked the camp in Badghis.", reason: Wording},
		{source: "Fighters of Sabir attacked the camp.", written: "Fighters of Rashid attacked the camp.", reason: NewName},
		{source: "Liwa al-Sahel claimed responsibility for the bombing.", written: "Liwa al-Sahel was responsible for the bombing.", reason: Misattributed},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "Irina Orlova said that the men were brought to the capital.", reason: Misattributed},
		{source: "The men were brought to the capital.", speaker: mansoor, written: "Mansoor confirmed that the men were brought to the capital.", reason: Misattributed},
		{source: "The men were brought to the capital.", written: "Mansoor said that the men were brought to the capital.", reason: Misattributed},
		{source: "Haddad claimed that his fighters had captured the bridge.", speaker: haddad, written: "Haddad confirmed that his fighters had captured the bridge.", reason: Misattributed},
		{source: "The crew stole records from Medara.", written: "The crew stole records from Medara. See evil.example/x", reason: Markup},
		{source: "The crew stole records from Medara.", written: "The crew stole **records** from Medara.", reason: Markup},
		{source: "The crew stole records from Medara.", written: "The crew st\u200bole records from Medara.", reason: Markup},
		{source: "The crew stole records from Medara.", written: "The crew stole records from M\u0435dara.", reason: NewName}, // a Cyrillic letter
		{source: "The hackers encrypted servers before the firm noticed them on Friday.", written: "The hackers encrypted servers on Friday.", reason: Order},
		{source: "Sabir never agreed to the truce that Rashid signed in Mashhad.", written: "Sabir never agreed in Mashhad.", reason: Order},
		{source: "In Kabul 12 people died, in Herat 30 were wounded.", written: "In Kabul 30 were wounded.", reason: Order},
		{source: "Two attacks on convoys were reported in Gao.", written: "Two attack on convoys were reported in Gao.", reason: Wording},
		{source: "Police arrested five men, women and children in Khost.", written: "Police arrested five men.", reason: Order},
		{source: "In Khost thirty people were killed and wounded.", written: "In Khost thirty people were killed.", reason: Order},
		{source: "In Khost thirty people were killed or wounded.", written: "In Khost thirty people were killed.", reason: Modality},
		{source: "The rebels have freed all but three hostages.", written: "The rebels have freed all hostages.", reason: Order},
		{source: "The rebels on Monday freed all but three.", written: "The rebels on Monday freed all.", reason: Order},
		{source: "The truce in Gao will hold as long as talks go on.", written: "The truce in Gao will hold.", reason: Modality},
		{source: "Gunmen killed twelve soldiers in Gao and wounded 30 civilians.", written: "Gunmen killed twelve soldiers in Gao.", want: "Gunmen killed twelve soldiers in Gao."},
		{source: "Police of the town said the truce in Gao would hold.", speaker: attribution.Speaker{Name: "Omar Tall", Role: "an envoy of the union"}, written: "The truce in Gao would hold.", reason: Order},
		{source: "The 3rd brigade left the town of Zella.", written: "The 3 brigades left the town of Zella.", reason: NewNumber},
	} {
		e := Evidence{ID: "d1s1", Text: c.source, Speaker: c.speaker, Publisher: "Sahel Courier", Published: published}
		got, drops := newChecker([]Evidence{e}, groups).sentence(drafted{Text: c.written, Cites: []string{"d1s1"}})
		var reason Reason
		if len(drops) > 0 {
			reason = drops[0].Reason
		}
		if got.Text != c.want || reason != c.reason {
			t.Errorf("of %q, %q\n got %q, %q\nwant %q, %q", c.source, c.written, got.Text, reason, c.want, c.reason)
		}
	}
}

func TestCitations(t *testing.T) {
	list := []Evidence{
		{ID: "d1s1", Text: "Gunmen killed twelve soldiers in Tarka."},
		{ID: "d2s4", Text: "On Monday, gunmen killed twelve soldiers in Tarka, near the border."},
		{ID: "d3s1", Text: "The convoy left Gao."},
	}
	check := newChecker(list, nil)
	got, drops := check.sentence(drafted{Text: "Gunmen killed twelve soldiers in Tarka.", Cites: []string{"d1s1", "d3s1", "d9s9", "d2s4", "d1s1"}})
	if got.Text == "" || len(got.Cites) != 2 || got.Cites[0] != "d1s1" || got.Cites[1] != "d2s4" {
		t.Errorf("it cites %v, want both sentences that say it, once", got.Cites)
	}
	if len(drops) != 2 || drops[0].Reason != UselessCite || drops[1].Reason != UselessCite {
		t.Errorf("dropped %v, want the two other citations", drops)
	}
	if _, drops := check.sentence(drafted{Text: "Gunmen killed twelve soldiers in Tarka."}); len(drops) != 1 || drops[0].Reason != NoCitation {
		t.Errorf("dropped %v, want a sentence that cites nothing", drops)
	}
	if _, drops := check.sentence(drafted{Text: "Gunmen killed twelve soldiers in Tarka.", Cites: []string{"d1s10"}}); len(drops) != 1 || drops[0].Reason != UnknownID {
		t.Errorf("dropped %v, want an unknown id", drops)
	}
}
