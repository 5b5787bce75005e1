package message

import (
	"strconv"

	"sitrep/bot"
	"sitrep/bot/locale"
	"sitrep/bot/render"
)

// turning is the row that turns pages, if there are several.
func (r Renderer) turning(p Page) []Row {
	if p.Of < 2 {
		return nil
	}
	return []Row{{Buttons: []Button{
		{Action: Turn, Value: p.Number - 1, Label: r.Locale.Text(locale.ButtonPrevious), Emoji: "◀️", Style: Secondary, Disabled: p.Number == 1},
		{Action: Turn, Value: p.Number + 1, Label: r.Locale.Text(locale.ButtonNext), Emoji: "▶️", Style: Secondary, Disabled: p.Number == p.Of},
	}}}
}

// answerButtons is the rows that lead on from an answer. After a refusal there are no quotes
// to look into.
func (r Renderer) answerButtons(a bot.Answer) []Row {
	followUp := r.button(FollowUp, locale.ButtonFollowUp, "💬", Primary)
	rating := []Button{
		r.button(Helpful, locale.ButtonHelpful, "👍", Secondary),
		r.button(Wrong, locale.ButtonWrong, "👎", Secondary),
	}
	if a.Refusal != nil {
		return []Row{{Buttons: append([]Button{followUp}, rating...)}}
	}
	context := r.button(Context, locale.ButtonContext, "🔍", Secondary)
	if len(a.Citations) == 1 {
		context.Value = a.Citations[0].N
	}
	return []Row{
		{Buttons: []Button{
			followUp,
			r.button(More, locale.ButtonMore, "➕", Secondary),
			context,
			r.button(Sources, locale.ButtonSources, "📰", Secondary),
		}},
		{Buttons: rating},
	}
}

func (r Renderer) button(action Action, label locale.Text, emoji string, style Style) Button {
	return Button{Action: action, Label: r.Locale.Text(label), Emoji: emoji, Style: style}
}

// ChooseQuote asks which quote of an answer to show in its paragraph.
func (r Renderer) ChooseQuote(a bot.Answer) Page {
	var options []Option
	for _, c := range a.Citations {
		options = append(options, Option{
			Label:       optionText("[" + strconv.Itoa(c.N) + "] " + c.Quote),
			Value:       strconv.Itoa(c.N),
			Description: optionText(known(", ", c.Publisher, r.Locale.Day(c.Published))),
		})
	}
	return r.choice(Context, locale.ChooseQuote, options)
}

// ChooseSentence asks which part of an answer is wrong. The values are the places of its
// sentences, counted from 1, and 0 for the answer as a whole.
func (r Renderer) ChooseSentence(a bot.Answer) Page {
	citations := make(map[int]bot.Citation, len(a.Citations))
	for _, c := range a.Citations {
		citations[c.N] = c
	}
	options := []Option{{Label: r.Locale.Text(locale.WholeAnswer), Value: "0"}}
	for i, s := range a.Sentences {
		label := s.Text
		if c, ok := citations[first(s.Citations)]; ok && introduces(s) {
			label = c.Quote // what the reader saw
		}
		options = append(options, Option{Label: optionText(label + " " + marks(s.Citations)), Value: strconv.Itoa(i + 1)})
	}
	return r.choice(Wrong, locale.ChooseSentence, options)
}

// choice is a message with a menu, which holds as many options as Discord allows.
func (r Renderer) choice(action Action, question locale.Text, options []Option) Page {
	asked := r.Locale.Text(question)
	page := Page{Content: r.Locale.Line(asked), Number: 1, Of: 1}
	if len(options) > 0 {
		options = options[:min(len(options), MaxOptions)]
		page.Rows = []Row{{Menu: &Menu{Action: action, Placeholder: asked, Options: options}}}
	}
	return page
}

// optionText is outside text in a menu, where there is no markdown.
func optionText(text string) string {
	return shorten(render.Clean(text), MaxOptionText)
}
