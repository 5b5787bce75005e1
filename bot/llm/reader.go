package llm

import (
	"errors"
	"io"
	"strings"

	goopenai "github.com/sashabaranov/go-openai"
)

// bytesPerToken is how long a reply may be for each token that it may have: a server that
// does not keep to the limit is cut off there.
const bytesPerToken = 16

// reader collects one streamed reply.
type reader struct {
	most    int // tokens
	piece   func(string) error
	text    strings.Builder
	refusal strings.Builder
	usage   Usage
	cut     bool
	stopped error // piece's
}

// read takes the stream to its end. A stream that ends without saying why the model stopped
// was cut off on the way.
func (r *reader) read(stream *goopenai.ChatCompletionStream, alive func()) error {
	finished := false
	for {
		chunk, err := stream.Recv()
		if errors.Is(err, io.EOF) && finished {
			return nil
		}
		if errors.Is(err, io.EOF) {
			return io.ErrUnexpectedEOF
		}
		if err != nil {
			return err
		}
		alive()
		if chunk.Usage != nil && chunk.Usage.TotalTokens > 0 {
			r.usage = Usage{Read: chunk.Usage.PromptTokens, Written: chunk.Usage.CompletionTokens}
		}
		for _, choice := range chunk.Choices {
			if choice.Index != 0 {
				continue
			}
			if err := r.take(choice); err != nil {
				return err
			}
			finished = finished || choice.FinishReason != ""
			if r.text.Len() > r.most*bytesPerToken {
				r.cut = true
				return nil
			}
		}
	}
}

func (r *reader) take(choice goopenai.ChatCompletionStreamChoice) error {
	r.refusal.WriteString(choice.Delta.Refusal)
	if choice.FinishReason == goopenai.FinishReasonLength {
		r.cut = true
	}
	if choice.Delta.Content == "" {
		return nil
	}
	r.text.WriteString(choice.Delta.Content)
	if r.piece == nil {
		return nil
	}
	r.stopped = r.piece(choice.Delta.Content)
	return r.stopped
}

func (r *reader) reply() Reply {
	return Reply{Text: r.text.String(), Refusal: r.refusal.String(), Cut: r.cut, Usage: r.usage}
}
