#!/usr/bin/python3
"""Makes the two tiny random tables of this folder, and golden.json with what numpy computes from them.

Usage: make.py   (Debian: python3-numpy; the same numpy gives the same files)

plain/ is a table as model2vec writes it; quantised/ one of int8 with fewer rows than pieces, a
mapping from piece to row, and a weight for each piece. Unknown pieces are left out.
"""
import json, os, re, shutil, struct
import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
TOKENIZER = HERE + "/../../internal/wordpiece/testdata/tokenizer.json"
IDS = json.load(open(TOKENIZER, encoding="utf-8"))["model"]["vocab"]
rng = np.random.default_rng(11)


def save(folder, tensors):
    os.makedirs(folder, exist_ok=True)
    header, blob = {}, b""
    for name, (kind, v) in tensors.items():
        data = v.tobytes()
        header[name] = {"dtype": kind, "shape": list(v.shape), "data_offsets": [len(blob), len(blob) + len(data)]}
        blob += data
    head = json.dumps(header).encode()
    head += b" " * (-len(head) % 8)
    with open(folder + "/model.safetensors", "wb") as f:
        f.write(struct.pack("<Q", len(head)) + head + blob)
    shutil.copyfile(TOKENIZER, folder + "/tokenizer.json")


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
                got = []
                break
        ids += got
    return ids


def unit(v):
    return [round(float(x), 7) for x in v / np.linalg.norm(v)]


table = rng.standard_normal((len(IDS), 10)).astype("<f4")
save(HERE + "/plain", {"embeddings": ("F32", table)})
small = rng.integers(-127, 128, (50, 10)).astype("i1")
mapping = rng.integers(0, 50, len(IDS)).astype("<i8")
weights = rng.random(len(IDS)).astype("<f8")
save(HERE + "/quantised", {"embeddings": ("I8", small), "mapping": ("I64", mapping), "weights": ("F64", weights)})

golden = []
for text in ["the bridge", "Who closed the market? \u0416", "rain", "The minister said (in 1224) that 100 people reported fire.",
             "The river and the wind. " * 200]:
    ids = pieces(text)
    golden.append(dict(text=text, plain=unit(table[ids].astype("f8").mean(0)),
                       quantised=unit((small[mapping[ids]].astype("f8") * weights[ids][:, None]).mean(0))))
with open(HERE + "/golden.json", "w", encoding="utf-8") as f:
    json.dump(golden, f, indent=1)
    f.write("\n")
