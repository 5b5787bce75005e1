#!/usr/bin/python3
"""Makes the two tiny random checkpoints of this folder, and golden.json with what numpy computes from them.

Usage: make.py   (Debian: python3-numpy; the same numpy gives the same files)

encoder/ is a BertModel in float32 with the files of sentence-transformers around it; cross/ is a
BertForSequenceClassification in float16 whose layer norms have the names of TensorFlow's checkpoints.
The forward pass follows Devlin et al. 2019: post-norm layers, exact GELU.
"""
import json, math, os, re, struct
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
VOCAB = open(HERE + "/../../internal/wordpiece/testdata/vocab.txt", encoding="utf-8").read().rstrip("\n").split("\n")
IDS = {p: i for i, p in enumerate(VOCAB)}
HIDDEN, HEADS, INNER, LAYERS, POSITIONS, LONGEST = 32, 2, 64, 2, 64, 48
CONFIG = dict(model_type="bert", hidden_size=HIDDEN, num_attention_heads=HEADS, intermediate_size=INNER,
              num_hidden_layers=LAYERS, max_position_embeddings=POSITIONS, type_vocab_size=2,
              vocab_size=len(VOCAB), hidden_act="gelu", layer_norm_eps=1e-12, position_embedding_type="absolute")
rng = np.random.default_rng(7)


def weights():
    w = {}

    def add(name, *shape, scale=0.3, shift=0.0):
        w[name] = (rng.standard_normal(shape) * scale + shift).astype("f4")

    add("embeddings.word_embeddings.weight", len(VOCAB), HIDDEN, scale=1)
    add("embeddings.position_embeddings.weight", POSITIONS, HIDDEN)
    add("embeddings.token_type_embeddings.weight", 2, HIDDEN)
    norms = ["embeddings.LayerNorm"]
    for i in range(LAYERS):
        p = f"encoder.layer.{i}."
        for name, out, inp in [("attention.self.query", HIDDEN, HIDDEN), ("attention.self.key", HIDDEN, HIDDEN),
                               ("attention.self.value", HIDDEN, HIDDEN), ("attention.output.dense", HIDDEN, HIDDEN),
                               ("intermediate.dense", INNER, HIDDEN), ("output.dense", HIDDEN, INNER)]:
            add(p + name + ".weight", out, inp)
            add(p + name + ".bias", out)
        norms += [p + "attention.output.LayerNorm", p + "output.LayerNorm"]
    for n in norms:
        add(n + ".weight", HIDDEN, shift=1)
        add(n + ".bias", HIDDEN)
    return w


def save(folder, w, kind):
    header, blob = {"__metadata__": {"format": "pt"}}, b""
    for name, v in w.items():
        data = v.astype({"F32": "<f4", "F16": "<f2"}[kind]).tobytes()
        header[name] = {"dtype": kind, "shape": list(v.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
        blob += data
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    with open(f"{folder}/model.safetensors", "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head + blob)


def dump(path, value):
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "w", encoding="utf-8") as f:
        json.dump(value, f, indent=1)
        f.write("\n")


def pieces(text):
    ids = []
    for word in re.findall(r"\w+|[^\w\s]", text.lower()):
        got, start = [], 0
        while start < len(word):
            for end in range(len(word), start, -1):
                piece = ("##" if start else "") + word[start:end]
                if piece in IDS:
                    got.append(IDS[piece])
                    start = end
                    break
            else:
                got = [IDS["[UNK]"]]
                break
        ids += got
    return ids


erf = np.vectorize(math.erf)


def forward(w, ids, second):
    def linear(x, name):
        return x @ w[name + ".weight"].T.astype("f8") + w[name + ".bias"]

    def norm(x, name):
        d = x - x.mean(-1, keepdims=True)
        return d / np.sqrt((d * d).mean(-1, keepdims=True) + 1e-12) * w[name + ".weight"] + w[name + ".bias"]

    n = len(ids)
    kinds = [int(i >= second) for i in range(n)]
    x = (w["embeddings.word_embeddings.weight"][ids].astype("f8") + w["embeddings.position_embeddings.weight"][:n]
         + w["embeddings.token_type_embeddings.weight"][kinds])
    x = norm(x, "embeddings.LayerNorm")
    for i in range(LAYERS):
        p = f"encoder.layer.{i}."
        q, k, v = (linear(x, p + "attention.self." + m).reshape(n, HEADS, -1).transpose(1, 0, 2) for m in ("query", "key", "value"))
        s = q @ k.transpose(0, 2, 1) / math.sqrt(HIDDEN // HEADS)
        e = np.exp(s - s.max(-1, keepdims=True))
        e /= e.sum(-1, keepdims=True)
        a = (e @ v).transpose(1, 0, 2).reshape(n, HIDDEN)
        x = norm(x + linear(a, p + "attention.output.dense"), p + "attention.output.LayerNorm")
        h = linear(x, p + "intermediate.dense")
        h = 0.5 * h * (1 + erf(h / math.sqrt(2)))
        x = norm(x + linear(h, p + "output.dense"), p + "output.LayerNorm")
    return x


def unit(v):
    return v / np.linalg.norm(v)


def embed(w, text, prefix, pooling):
    ids, front = pieces(text), pieces(prefix)
    room = LONGEST - 2 - len(front)
    windows = -(-len(ids) // room)
    total = 0
    for k in range(windows):
        part = ids[k * len(ids) // windows:(k + 1) * len(ids) // windows]
        x = forward(w, [IDS["[CLS]"]] + front + part + [IDS["[SEP]"]], POSITIONS)
        total = total + unit(x.mean(0) if pooling == "mean" else x[0])
    return [round(float(v), 7) for v in unit(total)]


def score(w, head, question, passage):
    q, p = pieces(question), pieces(passage)
    room = POSITIONS - 3
    if len(q) + len(p) > room:
        q, p = (q, p[:room - len(q)]) if len(q) <= room // 2 else (q[:room - len(p)], p)
    ids = [IDS["[CLS]"]] + q + [IDS["[SEP]"]]
    x = forward(w, ids + p + [IDS["[SEP]"]], len(ids))
    pooled = np.tanh(x[0] @ head["bert.pooler.dense.weight"].T + head["bert.pooler.dense.bias"])
    logit = float(pooled @ head["classifier.weight"][0] + head["classifier.bias"][0])
    return round(1 / (1 + math.exp(-logit)), 7)


golden = {"encoder": [], "cross": []}
w = weights()
folder = HERE + "/encoder"
dump(folder + "/config.json", CONFIG)
dump(folder + "/1_Pooling/config.json", dict(word_embedding_dimension=HIDDEN, pooling_mode_cls_token=False, pooling_mode_mean_tokens=True))
dump(folder + "/sentence_bert_config.json", dict(max_seq_length=LONGEST, do_lower_case=False))
dump(folder + "/modules.json", [dict(idx=i, name=str(i), path=path, type="sentence_transformers.models." + kind) for i, (path, kind) in
                                enumerate([("", "Transformer"), ("1_Pooling", "Pooling"), ("2_Normalize", "Normalize")])])
open(folder + "/vocab.txt", "w", encoding="utf-8").write("\n".join(VOCAB) + "\n")
save(folder, w, "F32")
TEXTS = ["the bridge", "Who closed the market?", "rain", "xyzzy!", "The minister said (in 1224) that 100 people reported fire; police were open.",
         "grain train road " * 9, "The river and the wind. " * 40]
for text in TEXTS:
    for prefix in ["", "query: "]:
        golden["encoder"].append(dict(text=text, prefix=prefix, mean=embed(w, text, prefix, "mean"), cls=embed(w, text, prefix, "cls")))

w = {name: v.astype("f2").astype("f4") for name, v in weights().items()}
head = {name: (rng.standard_normal(shape) * 0.5).astype("f2").astype("f4") for name, shape in
        [("bert.pooler.dense.weight", (HIDDEN, HIDDEN)), ("bert.pooler.dense.bias", (HIDDEN,)),
         ("classifier.weight", (1, HIDDEN)), ("classifier.bias", (1,))]}
folder = HERE + "/cross"
dump(folder + "/config.json", dict(CONFIG, architectures=["BertForSequenceClassification"], id2label={"0": "LABEL_0"}))
dump(folder + "/tokenizer_config.json", dict(do_lower_case=True, tokenizer_class="BertTokenizer"))
open(folder + "/vocab.txt", "w", encoding="utf-8").write("\n".join(VOCAB) + "\n")
old = {("bert." + n).replace("LayerNorm.weight", "LayerNorm.gamma").replace("LayerNorm.bias", "LayerNorm.beta"): v for n, v in w.items()}
save(folder, dict(old, **head), "F16")
for question, passage in [("who closed the bridge?", "Police closed the bridge."), ("rain", "wind"), ("where", "the road " * 60),
                          ("when was it " * 20, "100 people in the west"), ("how many people", "")]:
    golden["cross"].append(dict(question=question, passage=passage, score=score(w, head, question, passage)))
dump(HERE + "/golden.json", golden)
