package discordtest

import (
	"slices"
	"strings"
	"unicode/utf8"
)

// checkMessage finds what breaks a limit in a message that is to be made or edited. final is
// the message as it would be, after an edit is merged into it.
func checkMessage(in *messageInput, final *Message) error {
	var f form
	f.within("content", in.Content.value, 0, MaxContent)
	if len(in.Nonce) > 0 {
		f.within("nonce", strings.Trim(string(in.Nonce), `"`), 0, MaxNonce)
	}
	if in.Embeds.set {
		checkEmbeds(&f, in.Embeds.value)
	}
	if in.Components.set {
		checkComponents(&f, in.Components.value, final)
	}
	checkMentions(&f, in.AllowedMentions.value)
	if final.isV2() {
		checkV2(&f, final)
	}
	return f.err()
}

// checkEmbeds checks each embed and their sum. Discord measures after trimming.
func checkEmbeds(f *form, embeds []Embed) {
	f.count("embeds", len(embeds), 0, MaxEmbeds)
	total := 0
	measure := func(path, value string, low, high int) {
		value = strings.TrimSpace(value)
		f.within(path, value, low, high)
		total += utf8.RuneCountInString(value)
	}
	for i, e := range embeds {
		path := at("embeds", i)
		measure(at(path, "title"), e.Title, 0, MaxEmbedTitle)
		measure(at(path, "description"), e.Description, 0, MaxEmbedDescription)
		f.within(at(path, "url"), e.URL, 0, MaxURL)
		checkURL(f, at(path, "url"), e.URL)
		if e.Footer != nil {
			measure(at(path, "footer.text"), e.Footer.Text, 0, MaxFooter)
		}
		if e.Author != nil {
			measure(at(path, "author.name"), e.Author.Name, 0, MaxAuthorName)
		}
		f.count(at(path, "fields"), len(e.Fields), 0, MaxEmbedFields)
		for j, field := range e.Fields {
			measure(at(path, at(at("fields", j), "name")), field.Name, 1, MaxFieldName)
			measure(at(path, at(at("fields", j), "value")), field.Value, 1, MaxFieldValue)
		}
		if e.blank() {
			f.add(path, "BASE_TYPE_REQUIRED", "This embed is empty.")
		}
	}
	if total > MaxEmbedTotal {
		f.add("embeds", "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of %d", MaxEmbedTotal)
	}
}

// blank tells whether an embed shows nothing.
func (e *Embed) blank() bool {
	return strings.TrimSpace(e.Title+e.Description) == "" && e.Footer == nil && e.Author == nil &&
		len(e.Fields) == 0 && e.Image == nil && e.Thumbnail == nil
}

// checkURL demands a web address, or the name of a file of the same message.
func checkURL(f *form, path, url string) {
	if url == "" {
		return
	}
	for _, scheme := range []string{"http://", "https://", "attachment://", "discord://"} {
		if strings.HasPrefix(strings.ToLower(url), scheme) {
			return
		}
	}
	f.add(path, "URL_TYPE_INVALID_SCHEME", "Scheme must be one of ('http', 'https').")
}

// checkMentions demands an allowed_mentions that does not contradict itself.
func checkMentions(f *form, m allowedMentions) {
	const path = "allowed_mentions"
	known := []string{"users", "roles", "everyone"}
	for i, kind := range m.Parse {
		if !slices.Contains(known, kind) {
			f.add(at(path, at("parse", i)), "BASE_TYPE_CHOICES", "Value must be one of ('users', 'roles', 'everyone').")
		}
	}
	f.count(path+".users", len(m.Users), 0, MaxAllowedMentionIDs)
	f.count(path+".roles", len(m.Roles), 0, MaxAllowedMentionIDs)
	const exclusive = "parse:[%q] and %s: [ids...] are mutually exclusive."
	if len(m.Users) > 0 && slices.Contains(m.Parse, "users") {
		f.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", exclusive, "users", "users")
	}
	if len(m.Roles) > 0 && slices.Contains(m.Parse, "roles") {
		f.add(path, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", exclusive, "roles", "roles")
	}
}

// checkV2 checks what only holds for Components V2: no other content, and the sums.
func checkV2(f *form, m *Message) {
	const legacy = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
	if m.Content != "" {
		f.add("content", legacy, "The 'content' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
	}
	if len(m.Embeds) > 0 {
		f.add("embeds", legacy, "The 'embeds' field cannot be used when using MessageFlags.IS_COMPONENTS_V2")
	}
	n, text := 0, 0
	for _, c := range eachComponent("components", m.Components) {
		n++
		if c.Type == typeTextDisplay {
			text += utf8.RuneCountInString(c.Content)
		}
	}
	if n > MaxComponents {
		f.add("components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
			"The total number of components cannot exceed %d", MaxComponents)
	}
	if text > MaxComponentsText {
		f.add("components", "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
			"The total displayable text cannot exceed %d characters", MaxComponentsText)
	}
}
