package split

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
)

// TestSentences gives each paragraph with "¦" where sentences must be cut, "‖" where no
// space stands between them.
func TestSentences(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"plain":                        "The convoy left at dawn.¦It never arrived.",
		"country in mid-sentence":      "The U.S. Navy and the U.K. government agreed.¦Others did not.",
		"country at the end":           "He was extradited to the U.S.¦The trial begins in May.",
		"country at the end, then but": "They flew to Washington, D.C.¦But nobody met them.",
		"ranks":                        "Gen. Rashid Khan met Lt. Col. Ahmed and Brig. Gen. Noor.¦They talked for an hour.",
		"rank with hyphen":             "Ex-Gen. Omar spoke.¦Maj.-Gen. Tariq did not.",
		"titles":                       "Dr. Amini, Mr. Shah and Mrs. Gul were there.¦Prof. Wali was not.",
		"initials":                     "J. Edgar Smith and A. B. Rahman signed.¦K. P. Das refused.",
		"initial before a starter":     "They chose plan B.¦The other one failed.",
		"decimals":                     "It rose by 3.5 percent to 12.75 million.¦In 2021 it fell.",
		"number at the end":            "The attack took place in 2019.¦Police blamed a splinter group.",
		"number starts a sentence":     "The bridge was hit.¦12 people were hurt.",
		"numbered things":              "See No. 5, p. 12, and Fig. 3 of the report.¦It is long.",
		"no as an answer":              "Is it true?¦No.¦Officials deny it.",
		"company":                      "Arms Trading Co. Ltd. of Karachi and Acme Inc. of Delaware were named.¦Both deny it.",
		"junior":                       "Abdul Aziz Jr. was arrested.¦His father was not.",
		"morning":                      "The blast came at 6 a.m. Monday near the gate.¦Nobody was hurt.",
		"morning ends":                 "The curfew begins at 9 p.m.¦Shops close at eight.",
		"clock before a dash":          "9:05 p.m. — The minister arrives at the site.¦He says nothing.",
		"months":                       "On Feb. 3 and again on Sept. 14, 2022, they struck.¦Since Nov. nothing has been heard.",
		"latin":                        "Weapons (e.g. rifles, i.e. Kalashnikovs) vs. drones were discussed.¦The list is long, etc.¦Nobody read it.",
		"ellipsis goes on":             "We waited... and waited … for the rest.¦Then it came.",
		"ellipsis ends":                "We waited...¦Then the shooting began.",
		"spaced ellipsis":              "They said . . . nothing at all.¦Then they left.",
		"country in quotation marks":   "They blamed “U.S. forces” and (U.S. money).¦Others did not.",
		"quote after the stop":         "“We will go on.”¦He paused.¦“Until the end.”",
		"straight quotes":              `"We will go on."¦The crowd cheered.`,
		"quoted question goes on":      "“Who sent you?” the officer asked.¦Nobody answered.",
		"quoted question with a name":  "“Who sent you?” Colonel Haidari asked.¦Nobody answered.",
		"quoted shout goes on":         `"Stop!" shouted the guard.¦They ran.`,
		"bare attribution":             "“The border stays shut.” He said.¦Traders protested.",
		"sentences inside a quote":     "He said “the border is shut.¦Nobody passes.¦We decide,” and left.",
		"badly spaced opening quote":   "” The routes are closed,” said Noor.¦” We know it,” said Wali.",
		"stray closing quote":          "He called it “a lie. ”¦Others agreed.",
		"single quotes":                "They shouted ‘Leave now’.¦Nobody left.",
		"two apostrophes as a quote":   "He wrote ''the war is lost.''¦Then he fled.",
		"brackets after the stop":      "Three died (two of them police).¦One fled.",
		"sentence in brackets":         "Three died.¦(A fourth died later.)¦One fled.",
		"stops inside brackets":        "The man (a trader. He sold cloth.) was freed.¦He went home.",
		"note number":                  "The group split in 2014.[5]¦It formed again in 2016.[citation needed]¦It has grown.",
		"no space after the stop":      "The minister denied what he had said.‖The group said otherwise.",
		"no space, starter after name": "The governor went to Kabul.‖He was received there.",
		"no space after a quote":       "“Nobody will pass.”‖The guards agreed.",
		"no space before a quote":      "The chief spoke.‖“Nobody will pass,” he said.",
		"no space after a year":        "It ended in 2021.‖The next one began soon after.",
		"domains and files":            "Visit Example.com, asp.Net or update.exe at once.¦See https://news.example/a.B?c=D.E for more.",
		"version":                      "Release 2.4.1 fixes it.¦Version 5.x does not.",
		"question and shout":           "Who did it?!¦Nobody knows!¦Perhaps.",
		"lower-case name":              "The drones flew low.¦al-Shabaab denied it.¦iPhones were found.",
		"lower case goes on":           "The approx. range of the rocket, resp. its payload, is unknown.",
		"semicolons":                   "Members include the Army; the Navy; the Air Force; and the Guard.",
		"colon":                        "He gave one reason: Money.¦She gave another.",
		"inline points":                "Two aims were named.¦1. Recruit more men.¦2. Raise more money.",
		"caption number":               "It is as drawn.¦Figure 2. Routes across the border.",
		"abbreviated at a list end":    "They sold arms, drugs, etc.¦Police found both.",
		"et al":                        "Khan et al. agree with Shah et al.¦The others do not.",
		"court case":                   "In Khan v. State the court ruled.¦He appealed.",
		"circa":                        "The fort was built c. 1200 and ca. 1300 it fell.",
		"degrees":                      "It was 45 °C.¦Nobody went out.",
		"chinese":                      "袭击发生在周一。‖没有人受伤。",
		"arabic":                       "هل هذا صحيح؟¦نعم.",
		"urdu":                         "یہ سچ ہے۔¦وہ چلا گیا۔",
		"exclamation in a name":        "Yahoo! News reported it.¦Others followed.",
		"acronym glued to a hyphen":    "A U.S.-led raid failed.¦A U.N.-backed one did not.",
		"trailing initials":            "The army of E.K.P. Holdings left.¦It was late.",
		"wrapped lines":                "The convoy of nine lorries left the northern\ngarrison at dawn.¦It never arrived, and the\nministry has said nothing since.",
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, want)
		})
	}
}

// TestSentencesInCapitals does the same for wire copy, where capitals tell nothing.
func TestSentencesInCapitals(t *testing.T) {
	t.Parallel()
	for name, want := range map[string]string{
		"plain":              "THE CONVOY LEFT AT DAWN.¦IT NEVER ARRIVED.",
		"country":            "THE U.S. AND SOVIET DELEGATES MET U.S. OFFICIALS.¦NOTHING WAS SIGNED.",
		"country ends":       "HE WAS SENT TO THE U.S.¦THE TRIAL BEGINS IN MAY.",
		"ranks":              "GEN. KHAN, COL. NOOR, AND LT. WALI WERE SHOT.¦MAJ. GUL SURVIVED.",
		"number":             "DECREE NO. 12 WAS SIGNED.¦NO. 13 WAS NOT.",
		"time":               "IT HAPPENED AT 8 P.M. ON SUNDAY.¦POLICE CAME AT NINE.",
		"ellipsis":           "WE WAITED... FOR NOTHING.¦THEN WE LEFT.",
		"ellipsis, new":      "WE WAITED...¦THE OTHERS LEFT.",
		"words that shorten": "THE MAN SAT.¦HE FELL ILL.¦THE SUN SET.",
		"insertions":         "THE FRONT [NFA. SEE BELOW] STRUCK.¦[REPORTER] WHEN?¦[KHAN] TODAY.",
		"bare attribution":   `"IT IS UNACCEPTABLE." HE SAID.¦THEN HE LEFT.`,
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			check(t, want)
		})
	}
}

func check(t *testing.T, marked string) {
	t.Helper()
	want := strings.FieldsFunc(marked, func(r rune) bool { return r == '¦' || r == '‖' })
	text := strings.NewReplacer("¦", " ", "‖", "").Replace(marked)
	got := []string{}
	for _, s := range Split("", text).Sentences {
		got = append(got, text[s.Span.Start:s.Span.End])
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("sentences of %q (-want +got):\n%s", text, diff)
	}
}
